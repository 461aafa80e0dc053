"""No line of a mail or a letter, and no subject, is parted within a date or an hour, whichever program wraps it."""

from __future__ import annotations

import re

import pytest
import scenes
from msgspec.structs import replace

from celyactl import i18n
from celyactl.domain.digests import Period
from celyactl.domain.fold import refold
from celyactl.domain.outbox import Moment
from celyactl.render.digest import Account, digest_mail, digest_subject
from celyactl.render.escalation import mail_subject
from celyactl.render.everyday import Matter
from celyactl.render.jinja.environment import Workshop
from celyactl.render.letter import Letter, written
from celyactl.render.mail import Occasion, client_mail
from celyactl.render.names import Names
from celyactl.render.pdf.document import Paper
from celyactl.render.summary import Subject

DAY = "dimanche 1er~nov.~2026 à~08:00"
PARTED = re.compile(r"\d(?:er)? \w{3,5}\.? 2026|\w\.? 2026\b|à \d\d:\d\d")


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_mail_and_a_digest_tie_dates_and_hours(form):
    i18n.use("fr")
    journal = scenes.Journal()
    journal.open(scenes.at(1, "08:00"))
    matter = Matter(refold(journal.ticket()), (), (), None, scenes.wall())
    names, templates = Names(scenes.COMPANY, scenes.CLIENT), Workshop(lambda _name: None)
    mail = client_mail(Subject(matter, scenes.COMPANY, names, "a" * 40), Occasion(Moment.RECEIVED, {}), form, templates)
    period = Period(scenes.at(1, "08:00").date(), scenes.at(23, "08:00").date())
    digest = digest_mail(Account(period, [matter], [], scenes.COMPANY, names, scenes.wall(), "a" * 40), form, templates)
    assert DAY.replace("~", "\xa0") in mail
    assert "1er\xa0nov.\xa02026" in digest
    assert [PARTED.findall(text) for text in (mail, digest)] == [[], []]


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_letter_ties_its_dates_and_so_do_subjects(form):
    i18n.use("fr")
    texts = {"subject": "Votre contrat finit le 1er nov. 2026", "about": "Contrat du 1er nov. 2026"}
    said = Letter(scenes.CLIENT, **texts, paragraphs=("Il court jusqu’au 24 nov. 2026.",), box="Le 30 nov. 2026")
    paper = Paper(scenes.COMPANY, "", "", scenes.at(1, "08:00"), "a" * 40)
    page = written(
        replace(said, facts=(("Valeur", "125,3 au 1er janv. 2026"),)), form, paper, lambda _name: None
    ).decode()
    wanted = ("1er~nov.~2026", "24~nov.~2026", "30~nov.~2026", "1er~janv.~2026")
    assert [day for day in wanted if day.replace("~", "\xa0") not in page] == []
    assert PARTED.findall(page) == []
    period = Period(scenes.at(1, "08:00").date(), scenes.at(23, "08:00").date())
    names = Names(scenes.COMPANY, scenes.CLIENT)
    assert "1er\xa0nov.\xa02026" in digest_subject(
        Account(period, [], [], scenes.COMPANY, names, scenes.wall(), "a" * 40)
    )
    journal = scenes.Journal()
    journal.open(scenes.at(1, "08:00"))
    assert "30\xa0nov.\xa02026" in mail_subject(journal.ticket(), "un carnet expire le 30 nov. 2026")
