"""Whatever a journal holds, a client reads the public entries' own words and nothing else."""

from __future__ import annotations

import re
from contextvars import copy_context
from datetime import timedelta
from typing import get_args

import pytest
import scenes
from everything import Marks
from hypothesis import given, settings
from hypothesis import strategies as st

from celyactl import i18n
from celyactl.domain.entries import AnyEntry, conversation, field, lifecycle
from celyactl.domain.fold import fold, refold
from celyactl.domain.visits import planned_visits
from celyactl.domain.words import Channel, Visibility
from celyactl.render.everyday import Matter
from celyactl.render.jinja.environment import Workshop
from celyactl.render.names import Names
from celyactl.render.summary import Subject, summary

TEMPLATES = Workshop(lambda _name: None)
"""The shipped ones, compiled once."""
READABLE = {
    conversation.Open: {"title", "caller", "text", "files"},
    conversation.Note: {"text", "files"},
    conversation.Message: {"text", "files"},
    conversation.Attach: {"files"},
    conversation.Rate: {"text"},
    lifecycle.Wait: {"question"},
    lifecycle.Cause: {"text"},
    lifecycle.Restore: {"degraded"},
    lifecycle.Resolve: {"text"},
    lifecycle.Close: {"text"},
    lifecycle.Reopen: {"text"},
    lifecycle.Confirm: {"text"},
    lifecycle.Cancel: {"text"},
    field.InterventionPlanned: {"summary"},
    field.InterventionMoved: {"text"},
    field.InterventionCancelled: {"text"},
    field.Intervention: {"summary", "files"},
    field.OperationAnnounced: {"text"},
    field.OperationDone: {"text"},
    field.OperationCancelled: {"text"},
}
"""What a client may read of each public entry; of any other nothing."""

TYPES = [one for one in get_args(AnyEntry) if one is not conversation.Open]
PEOPLE = ["lea", "nadia", "mail", "stranger", "lilas:claire", "lilas:nobody", "other:bob"]
PRIVATE = [
    *(text for member in scenes.COMPANY.team for text in (member.email, *member.phones)),
    *(text for one in scenes.CLIENT.contacts for text in (one.email, *one.phones)),
    "Paul Petit",
    "bob",
    "stranger",
    scenes.COMPANY.out_of_hours_phone,
    "SIP-69-004512",
]


@st.composite
def journals(draw):
    marks = Marks(scenes.at(24, "10:00"))
    chosen = [conversation.Open, *draw(st.lists(st.sampled_from(TYPES), max_size=8))]
    entries = []
    for number, entry_type in enumerate(chosen):
        ident = f"01KA{number:022d}"
        entry = entry_type(
            **marks.fields(entry_type, ident),
            id=ident,
            at=scenes.at(23, "08:00") + timedelta(minutes=number),
            recorded=scenes.at(23, "08:00") + timedelta(minutes=number),
            by="lea" if number == 0 else draw(st.sampled_from(PEOPLE)),
            channel=draw(st.sampled_from(Channel)),
            visibility=Visibility.PUBLIC if number == 0 else draw(st.sampled_from(Visibility)),
            after=(entries[-1].id,) if entries else (),
        )
        entries.append(entry)
    return marks, entries


def pages(story, clocks=()):
    matter = Matter(story, clocks, planned_visits(story, scenes.NOW), None, scenes.wall())
    subject = Subject(matter, scenes.COMPANY, Names(scenes.COMPANY, scenes.CLIENT), "a" * 40)
    for language in i18n.LANGUAGES:
        for form in ("txt", "html"):
            yield copy_context().run(_written, subject, language, form)


def _written(subject, language, form):
    i18n.use(language)
    return summary(subject, form, TEMPLATES)


def allowed(marks, entries):
    """The marks that may be read; an `edit` may change the title and the caller, which are always read."""
    kinds = {entry.id: type(entry) for entry in entries if entry.public and not entry.by.startswith("other:")}
    readable = {mark for mark, (ident, name) in marks.made.items() if name in READABLE.get(kinds.get(ident), ())}
    edits = [entry.set for entry in entries if isinstance(entry, conversation.Edit)]
    return readable | {text for changes in edits for text in (changes.title, changes.caller)}


FEW_OR_MANY = pytest.mark.parametrize("examples", [40, pytest.param(1000, marks=pytest.mark.soak)])
"""How many random journals a law is asked of."""


@FEW_OR_MANY
def test_nothing_internal_is_ever_read(examples):
    @settings(deadline=None, max_examples=examples)
    @given(journals())
    def law(journal):
        marks, entries = journal
        assert_secret(pages(fold(scenes.REF, scenes.UID, entries)), marks, entries)

    law()


def assert_secret(texts, marks, entries):
    """What is not told in public is in none of these."""
    readable = allowed(marks, entries)
    for text in texts:
        assert set(re.findall(r"MARK\d+KRAM", text)) <= readable
        assert [secret for secret in PRIVATE if secret in text] == []


@pytest.mark.parametrize("entry_type", sorted(READABLE, key=lambda one: one.__name__))
def test_what_is_public_is_read(entry_type):
    """The law above can't hold for the empty page."""
    marks = Marks(scenes.at(24, "10:00"))
    journal = scenes.Journal()
    first = journal.open(scenes.at(23, "08:00"))
    fields = marks.fields(entry_type, "01KA0000000000000000000001")
    if entry_type is conversation.Open:
        journal.entries.clear()
    if entry_type in {lifecycle.Close, lifecycle.Reopen, lifecycle.Confirm, lifecycle.Resolve}:
        journal.add(lifecycle.Start, first.at)
        journal.add(lifecycle.Cause, first.at, text="x")
        journal.add(lifecycle.Restore, first.at)
    if entry_type in {lifecycle.Close, lifecycle.Reopen, lifecycle.Confirm}:
        journal.add(lifecycle.Resolve, first.at)
    journal.add(entry_type, first.at, public=True, **fields)
    story = fold(scenes.REF, scenes.UID, journal.entries)
    assert story.refused == ()
    wanted = {mark for mark, (_id, name) in marks.made.items() if name in READABLE[entry_type]}
    names_of_files = {file.name for file in fields.get("files", ())}
    shown = {mark for mark in wanted if marks.made[mark][1] != "files"} | names_of_files
    for page in pages(story):
        assert [mark for mark in shown if mark not in page] == []


@pytest.mark.parametrize("scene", [scenes.eventful, scenes.restored, *scenes.each_status()])
def test_the_trade_s_words_are_never_read(scene):
    ticket = scene()
    story = refold(ticket)
    for page in pages(story, scenes.clocks(ticket)):
        words = page.partition("</style>")[2] or page
        assert re.findall(r"\bP[1-4]\b|(?i:niveau|level|composant|component|breach|GT[IR]\b)", words) == []


def test_what_was_taken_back_is_not_read():
    journal = scenes.Journal()
    journal.open(scenes.at(23, "08:00"))
    wrong = journal.add(conversation.Note, scenes.at(23, "09:00"), public=True, text="Mauvais client")
    journal.add(conversation.Retract, scenes.at(23, "09:05"), public=True, ids=(wrong.id,), text="Erreur")
    for page in pages(refold(journal.ticket())):
        assert "Mauvais client" not in page
        assert "Erreur" not in page
