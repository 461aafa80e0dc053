"""Whatever a journal holds, a mail to a client holds the public entries' own words alone, one to us the title."""

from __future__ import annotations

import re
from contextvars import copy_context
from datetime import date

import pytest
import scenes
from hypothesis import given, settings
from hypothesis import strategies as st
from test_summary_secrets import FEW_OR_MANY, PRIVATE, assert_secret, journals

from celyactl import i18n
from celyactl.domain.digests import Period
from celyactl.domain.entries import conversation, field
from celyactl.domain.fold import fold, refold
from celyactl.domain.invitations import news
from celyactl.domain.outbox import Moment
from celyactl.domain.visits import planned_visits
from celyactl.domain.wishes import Wish
from celyactl.domain.words import Mode
from celyactl.mail.address import addressed
from celyactl.render.digest import Account, digest_mail
from celyactl.render.escalation import mail_subject
from celyactl.render.everyday import Matter
from celyactl.render.invitations import invitation
from celyactl.render.jinja.environment import Workshop
from celyactl.render.mail import Occasion, client_mail, client_subject, team_mail
from celyactl.render.names import Names
from celyactl.render.quarantine import waiting_mail, waiting_text
from celyactl.render.summary import Subject

TEMPLATES = Workshop(lambda _name: None)
"""The shipped ones, compiled once."""
LINKS = {wish: f"mailto:support+cel-2611-4f7k2qe.abcdefghijklmnopqrst.{wish}@celya.example" for wish in Wish}
DESK, READER = (addressed(name, f"{name.lower()}@mail.example") for name in ("Support", "Reader"))
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))


def mails(story, moment, clocks=()):
    matter = Matter(story, clocks, planned_visits(story, scenes.NOW), None, scenes.wall())
    subject = Subject(matter, scenes.COMPANY, Names(scenes.COMPANY, scenes.CLIENT), "a" * 40)
    for language in i18n.LANGUAGES:
        for form in ("txt", "html"):
            yield copy_context().run(_written, subject, language, Occasion(moment, LINKS), form)


def _written(subject, language, occasion, form):
    i18n.use(language)
    return client_subject(subject) + client_mail(subject, occasion, form, TEMPLATES)


@FEW_OR_MANY
def test_nothing_internal_is_ever_mailed(examples):
    @settings(max_examples=examples)
    @given(journals(), st.sampled_from(Moment))
    def law(journal, moment):
        marks, entries = journal
        assert_secret(mails(fold(scenes.REF, scenes.UID, entries), moment), marks, entries)

    law()


def others(story):
    """Digests and invitations, in each language and form."""
    matter = Matter(story, (), planned_visits(story, scenes.NOW), None, scenes.wall())
    names = Names(scenes.COMPANY, scenes.CLIENT)
    account = Account(NOVEMBER, [matter], [], scenes.COMPANY, names, scenes.wall(), "a" * 40)
    subject = Subject(matter, scenes.COMPANY, names, "a" * 40)
    for language in i18n.LANGUAGES:
        for form in ("txt", "html"):
            yield i18n.spoken(language, lambda form=form: digest_mail(account, form, TEMPLATES))
        for one in news(story, None):
            content = i18n.spoken(language, lambda one=one: invitation(one, subject, DESK, [READER]))
            yield content.replace(b"\r\n ", b"").decode()


@FEW_OR_MANY
def test_nothing_internal_is_in_a_digest_or_an_invitation(examples):
    @settings(max_examples=examples)
    @given(journals())
    def law(journal):
        marks, entries = journal
        assert_secret(others(fold(scenes.REF, scenes.UID, entries)), marks, entries)

    law()


def to_us(story, clocks=()):
    """The mail that tells people of the company of a ticket, in each language and form, with its subject."""
    matter = Matter(story, clocks, planned_visits(story, scenes.NOW), None, scenes.wall())
    subject = Subject(matter, scenes.COMPANY, Names(scenes.COMPANY, scenes.CLIENT), "a" * 40)

    def written(form):
        return mail_subject(story.header, "GTI : 75 %") + team_mail(subject, "GTI : 75 %", form, TEMPLATES)

    for language in i18n.LANGUAGES:
        for form in ("txt", "html"):
            yield i18n.spoken(language, lambda form=form: written(form))


def naming(marks, entries):
    """The marks that name the ticket: its title, as it was opened or edited, and whose it is."""
    named = {(entries[0].id, "title"), (entries[0].id, "client")}
    opened = {mark for mark, place in marks.made.items() if place in named}
    return opened | {entry.set.title for entry in entries if isinstance(entry, conversation.Edit)}


@FEW_OR_MANY
def test_nothing_of_a_journal_but_what_names_the_ticket_is_mailed_to_us(examples):
    """Such a mail crosses the servers of others: what was written, by us or by clients, is read in the desk."""

    @settings(max_examples=examples)
    @given(journals())
    def law(journal):
        marks, entries = journal
        for text in to_us(fold(scenes.REF, scenes.UID, entries)):
            assert set(re.findall(r"MARK\d+KRAM", text)) <= naming(marks, entries)
            assert [secret for secret in PRIVATE if secret in text] == []

    law()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))
def test_the_notice_of_quarantine_shows_what_names_the_message_and_no_markup(client):
    made = waiting_text(client, "3f0c2a9b71de")
    for form in ("txt", "html"):
        page = waiting_mail(scenes.COMPANY, made, (scenes.wall(), "a" * 40), form, TEMPLATES)
        assert "celyactl mail quarantine show 3f0c2a9b71de" in page
        assert [secret for secret in PRIVATE if secret in page.replace(client, "")] == []


def test_a_mail_to_us_tells_what_is_due_and_of_which_ticket():
    """The law above can't hold for the empty page."""
    ticket = scenes.eventful()
    named = (scenes.REF, ticket.title, "GTI : 75 %", "Clinique des Lilas")
    for text in to_us(refold(ticket), scenes.clocks(ticket)):
        assert [words for words in named if words not in text] == []


def test_a_digest_and_an_invitation_tell_what_is_public():
    """The law above can't hold for the empty page."""
    journal = scenes.Journal()
    journal.open(scenes.at(23, "08:00"), title="Standard muet")
    window = {"start": scenes.at(25, "09:00"), "end": scenes.at(25, "11:00"), "mode": Mode.ONSITE}
    journal.add(field.InterventionPlanned, scenes.at(23, "09:00"), public=True, technician="lea", **window)
    done = {"start": scenes.at(23, "10:00"), "end": scenes.at(23, "10:30"), "mode": Mode.REMOTE}
    journal.add(field.Intervention, scenes.at(23, "11:00"), public=True, summary="Carte changée", **done)
    texts = list(others(refold(journal.ticket())))
    assert len(texts) == 6
    assert [text for text in texts if "Standard muet" not in text] == []
    assert [("Carte changée" in text) for text in texts] == [True, True, False, True, True, False]


@pytest.mark.parametrize("moment", Moment)
def test_every_moment_has_its_words_and_markup_stays_text(moment):
    journal = scenes.Journal()
    journal.open(scenes.at(23, "08:00"), title="<script>alert(1)</script>")
    story = fold(scenes.REF, scenes.UID, journal.entries)
    texts = list(mails(story, moment))
    assert len(set(texts)) == 4
    for page in texts[1::2]:
        assert "<script" not in page.partition("</title>")[2]
    assert ("mailto:" in texts[0]) == (moment is Moment.RESOLVED)
