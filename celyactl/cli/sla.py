"""`celyactl sla show|explain|board|due`: what the contracts' clocks say, why, and what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands, verb
from celyactl.cli.options import MOST, Most, Ref
from celyactl.cli.output import show as answer
from celyactl.cli.pages import Sheet
from celyactl.cli.progress import Bar
from celyactl.cli.sla_data import board_data, clock_data, line_data
from celyactl.domain.clocks import clock_of, uncounted
from celyactl.domain.words import ClockName
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.desk import Desk
    from celyactl.domain.clocks import Clock
    from celyactl.domain.ledger_lines import Line
    from celyactl.render.terminal.page import Page
    from celyactl.services.sla import Case

    Told = tuple[Clock, tuple[Line, ...], tuple[Line, ...]]

app = Commands(
    {
        "due": verb(
            "celyactl.cli.sla_due",
            marked(
                "Tell when a target falls due: `--from 2026-11-20T17:30 --target 8h --coverage business --holidays FR`."
            ),
        )
    }
)

Now = Annotated[
    str | None,
    typer.Option("--now", metavar=marked("INSTANT"), help=marked("As another instant would show it, past or to come.")),
]


@app.command(example="celyactl sla show 4F7K2QE")
def show(ref: Ref, now: Now = None) -> None:
    """Show the clocks of a ticket: response and restoration, their targets and deadlines."""
    desk = session.current().desk
    from celyactl.services.sla import Cases  # `sla due` needs no ticket

    with Bar(_("Indexing")) as bar:
        case, at = Cases(desk.view, bar).named(ref), _now(desk, now)
    clocks = case.clocks(at) if _is_open(case, at) else uncounted(case.story)
    data = {"ref": case.ticket.ref, "now": at, "clocks": [clock_data(clock) for clock in clocks]}
    answer(data, lambda: Sheet(_clocks(case, clocks, at)), warnings=desk.view.warnings)


@app.command(example="celyactl sla explain 4F7K2QE")
def explain(
    ref: Ref,
    clock: Annotated[ClockName | None, typer.Option("--clock", help=marked("Only this clock."))] = None,
    now: Now = None,
) -> None:
    """Explain the clocks of a ticket line by line: windows, pauses, holidays, rules, each with its seconds."""
    desk = session.current().desk
    from celyactl.services.sla import Cases  # `sla due` needs no ticket

    with Bar(_("Indexing")) as bar:
        case, at = Cases(desk.view, bar).named(ref), _now(desk, now)
    told = _told(case, clock, at)
    data = {"ref": case.ticket.ref, "now": at, "clocks": [_ledger_data(*one) for one in told]}
    answer(data, lambda: Sheet(_ledgers(case, told, at, clock)), warnings=desk.view.warnings)


@app.command(example="celyactl sla board")
def board(now: Now = None, limit: Most = MOST) -> None:
    """Show what falls due first, whose turn it is and since when, and the misses without a reason."""
    desk = session.current().desk
    from celyactl.render.terminal.board import board_page
    from celyactl.services.board import board_at, glance

    at = _now(desk, now)
    with Bar(_("Indexing")) as bar:
        if now:
            found = board_at(desk.view, at, bar, told_until=at).first(limit)
        else:
            found = glance(desk.view, at, limit, bar).board
    people = {member.id: member.name for member in desk.view.company.team}
    answer(board_data(found), lambda: Sheet(board_page(found, people, Wall(at))), warnings=desk.view.warnings)


def _now(desk: Desk, text: str | None) -> datetime:
    return (desk.instant(text, upcoming=True) or desk.now).astimezone(desk.view.zone)


def _clocks(case: Case, clocks: tuple[Clock, ...], at: datetime) -> Page:
    from celyactl.render.terminal.clocks import clocks_page  # not for --json

    return clocks_page(case.story, clocks, Wall(at))


def _told(case: Case, only: ClockName | None, at: datetime) -> tuple[Told, ...]:
    from celyactl.domain.ledger import forecast, ledger

    courses = [course for course in case.courses(at) if only in {None, course.name}] if _is_open(case, at) else []
    return tuple((clock_of(course), ledger(course), forecast(course)) for course in courses)


def _ledger_data(clock: Clock, lines: tuple[Line, ...], ahead: tuple[Line, ...]) -> dict[str, Any]:
    told = {"lines": [line_data(line) for line in lines], "forecast": [line_data(line) for line in ahead]}
    return clock_data(clock) | told


def _ledgers(case: Case, told: tuple[Told, ...], at: datetime, only: ClockName | None) -> Page:
    from celyactl.render.terminal.ledger import ledger_page, untold_page  # not for --json

    if told:
        return ledger_page(case.story, told, Wall(at))
    return untold_page(case.story, Wall(at), only if case.calendar else None)


def _is_open(case: Case, at: datetime) -> bool:
    return at >= case.ticket.opened_at
