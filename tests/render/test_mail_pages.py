"""Pages of mails as a telephone shows them: nothing wider than 320 px, readable for everybody by day and by night."""

from __future__ import annotations

import pytest
import scenes
from axe_playwright_python.sync_playwright import Axe

from celyactl import i18n
from celyactl.domain.digests import Period
from celyactl.domain.entries import field, lifecycle
from celyactl.domain.fold import refold
from celyactl.domain.outbox import Moment
from celyactl.domain.wishes import Wish
from celyactl.domain.words import Kind, Mode
from celyactl.render.digest import Account, digest_mail
from celyactl.render.everyday import Matter
from celyactl.render.jinja.environment import Workshop
from celyactl.render.mail import Occasion, client_mail, team_mail
from celyactl.render.names import Names
from celyactl.render.quarantine import waiting_mail, waiting_text
from celyactl.render.summary import Subject

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FAULTS = "async () => (await axe.run()).violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`))"
SCHEMES = "getComputedStyle(document.documentElement).colorScheme"
LONG = "x" * 200
"""A word that no line holds."""


def pages():
    journal = scenes.Journal()
    journal.open(scenes.at(16, "08:00"), title=f"Standard muet {LONG}", kind=Kind.REQUEST)
    work = {"start": scenes.at(16, "10:00"), "end": scenes.at(16, "10:30"), "mode": Mode.REMOTE}
    journal.add(field.Intervention, scenes.at(16, "11:00"), public=True, summary=f"Changé : {LONG}", **work)
    journal.add(lifecycle.Resolve, scenes.at(17, "09:00"), public=True)
    matter = Matter(refold(journal.ticket()), (), (), None, scenes.wall())
    names, templates = Names(scenes.COMPANY, scenes.CLIENT), Workshop(lambda _name: None)
    subject = Subject(matter, scenes.COMPANY, names, "a" * 40)
    links = {wish: f"mailto:support+{wish}@celya.example" for wish in Wish}
    period = Period(scenes.at(1, "08:00").date(), scenes.at(23, "08:00").date())
    account = Account(period, [matter], [], scenes.COMPANY, names, scenes.wall(), "a" * 40)
    about = (scenes.wall(), "a" * 40)
    return {
        "ticket": client_mail(subject, Occasion(Moment.RESOLVED, links), "html", templates),
        "digest": digest_mail(account, "html", templates),
        "escalation": team_mail(subject, f"75 % : {LONG}", "html", templates),
        "quarantine": waiting_mail(scenes.COMPANY, waiting_text(LONG, "3f0c2a9b71de"), about, "html", templates),
    }


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("fr", "dark"), ("en", "light")])
def test_every_mail_is_readable_on_a_narrow_screen_by_day_and_by_night(chromium, language, scheme):
    """Faults take most of the time to look for, and none depends on the language."""
    found = {}
    page = chromium.new_page(color_scheme=scheme, viewport={"width": 320, "height": 640})
    for name, html in i18n.spoken(language, pages).items():
        page.set_content(html)
        assert page.evaluate(SCHEMES) == "light dark"
        found[name] = [f"{wide} px too wide"] if (wide := page.evaluate(TOO_WIDE)) > 0 else []
        if language == "fr":
            page.evaluate(Axe().axe_script)
            found[name] += page.evaluate(FAULTS)
    page.close()
    assert {name: faults for name, faults in found.items() if faults} == {}
