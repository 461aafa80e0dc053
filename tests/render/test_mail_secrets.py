"""Whatever a journal holds, a mail to a client holds the public entries' own words and nothing else."""

from __future__ import annotations

import re
from contextvars import copy_context

import pytest
import scenes
from hypothesis import given, settings
from hypothesis import strategies as st
from test_summary_secrets import PRIVATE, allowed, journals

from celyactl import i18n
from celyactl.domain.fold import fold
from celyactl.domain.outbox import Moment
from celyactl.domain.visits import planned_visits
from celyactl.render.everyday import Matter
from celyactl.render.mail import Occasion, client_mail, client_subject
from celyactl.render.names import Names
from celyactl.render.summary import Subject

REPLY = "support+cel-2611-4f7k2qe.abcdefghijklmnopqrst@celya.example"


def mails(story, moment, clocks=()):
    matter = Matter(story, clocks, planned_visits(story, scenes.NOW), None, scenes.wall())
    subject = Subject(matter, scenes.COMPANY, Names(scenes.COMPANY, scenes.CLIENT), "a" * 40)
    for language in i18n.LANGUAGES:
        for form in ("txt", "html"):
            yield copy_context().run(_written, subject, language, Occasion(moment, REPLY), form)


def _written(subject, language, occasion, form):
    i18n.use(language)
    return client_subject(subject) + client_mail(subject, occasion, form, lambda _name: None)


@settings(deadline=None, max_examples=60)
@given(journals(), st.sampled_from(Moment))
def test_nothing_internal_is_ever_mailed(journal, moment):
    marks, entries = journal
    story = fold(scenes.REF, scenes.UID, entries)
    for mail in mails(story, moment):
        assert set(re.findall(r"MARK\d+KRAM", mail)) <= allowed(marks, entries)
        assert [text for text in PRIVATE if text in mail] == []


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
