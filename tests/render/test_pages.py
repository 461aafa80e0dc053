"""The views as people see them; `pytest tests/render --snapshot-update` after a change, then read the difference."""

from __future__ import annotations

import pytest
import scenes

from celyactl.domain.board import board
from celyactl.domain.clocks import clock_of
from celyactl.domain.course import courses
from celyactl.domain.fold import refold
from celyactl.domain.ledger import forecast, ledger
from celyactl.domain.promises import promise_for
from celyactl.render.terminal.board import board_page
from celyactl.render.terminal.clocks import clocks_page
from celyactl.render.terminal.layout import plain
from celyactl.render.terminal.ledger import ledger_page
from celyactl.render.terminal.ticket import ticket_page

WIDTHS = [80, 120, None]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_ticket_that_waits(language, width, snapshot):
    assert plain(ticket_page(scenes.facts(scenes.eventful()), scenes.wall()), width) == snapshot


def test_a_ticket_that_is_resolved(language, snapshot):
    assert plain(ticket_page(scenes.facts(scenes.restored()), scenes.wall()), 80) == snapshot


@pytest.mark.parametrize("width", [80, None])
def test_the_clocks(language, width, snapshot):
    ticket = scenes.eventful()
    assert plain(clocks_page(refold(ticket), scenes.clocks(ticket), scenes.wall()), width) == snapshot


@pytest.mark.parametrize("width", [80, None])
@pytest.mark.parametrize("scene", [scenes.eventful, scenes.restored, scenes.paused_over_a_holiday])
def test_the_ledger(language, scene, width, snapshot):
    ticket = scene()
    found = courses(
        refold(ticket), promise_for(ticket, scenes.CONTRACT, "Europe/Paris"), scenes.CALENDAR, (), scenes.NOW
    )
    told = [(clock_of(course), ledger(course), forecast(course)) for course in found]
    assert plain(ledger_page(refold(ticket), told, scenes.wall()), width) == snapshot


@pytest.mark.parametrize("width", WIDTHS)
def test_the_board(language, width, snapshot):
    page = board_page(board(map(scenes.standing, scenes.morning()), scenes.NOW), {"lea": "Léa Martin"}, scenes.wall())
    assert plain(page, width) == snapshot
