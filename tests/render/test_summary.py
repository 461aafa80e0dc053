from __future__ import annotations

import pytest
import scenes
from msgspec.structs import asdict

from celyactl.domain.fold import refold
from celyactl.domain.promises import reopening_ends
from celyactl.domain.visits import planned_visits
from celyactl.render.everyday import Matter, everyday
from celyactl.render.jinja.environment import Workshop
from celyactl.render.names import Names
from celyactl.render.summary import Subject, summary

TEMPLATES = Workshop(lambda _name: None)
"""The shipped ones, compiled once."""


def matter(ticket):
    story = refold(ticket)
    closes = reopening_ends(scenes.CALENDAR, scenes.CONTRACT.sla, story.resolved_at) if story.resolved_at else None
    return Matter(story, scenes.clocks(ticket), planned_visits(story, scenes.NOW), closes, scenes.wall())


def written(ticket, form="txt"):
    subject = Subject(matter(ticket), scenes.COMPANY, Names(scenes.COMPANY, scenes.CLIENT), "0123456789abcdef")
    return summary(subject, form, TEMPLATES)


@pytest.mark.parametrize("scene", [scenes.eventful, scenes.restored])
def test_the_summary_in_text(language, scene, snapshot):
    assert written(scene()) == snapshot


def test_the_summary_in_html(language, snapshot):
    assert written(scenes.restored(), "html") == snapshot


@pytest.mark.parametrize("scene", scenes.each_status(), ids=lambda scene: scene.__name__)
def test_each_status_in_everyday_words(language, scene, snapshot):
    assert asdict(everyday(matter(scene()))) == snapshot


def test_html_is_escaped(in_english):
    journal = scenes.Journal()
    journal.open(scenes.at(23, "08:00"), title="<script>alert(1)</script>", text="a < b & c")
    page = written(journal.ticket(), "html")
    assert "<script>" not in page
    assert "a &lt; b &amp; c" in page


def test_text_is_not_escaped(in_english):
    journal = scenes.Journal()
    journal.open(scenes.at(23, "08:00"), title="L'été & <l'hiver>")
    assert "L'été & <l'hiver>" in written(journal.ticket())
