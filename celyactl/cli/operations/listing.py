"""`celyactl operation list`: a table, data, a calendar file, or the months on the terminal."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import day, today
from celyactl.cli.commands import Commands
from celyactl.cli.files import save
from celyactl.cli.interventions.options import CalendarFile, OfClient, SinceThirtyDays, ToldOnly
from celyactl.cli.output import show
from celyactl.cli.pages import Sheet
from celyactl.cli.table import Table
from celyactl.domain.local_time import opening, to_zone
from celyactl.errors.command_line import PeriodTurnedRound
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.deeds.base import labelled, span
from celyactl.render.moments import Wall
from celyactl.render.operations import operation_data, outcome_words
from celyactl.services.catalogue import client_named
from celyactl.services.operations.listing import Planned, calendar_of, planned_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.render.terminal.page import Grid, Line

app = Commands()

_DATE: Final = marked("DATE")
_A_DAY: Final = timedelta(days=1)
_BACK: Final = timedelta(days=30)
_MONTHS_SHOWN: Final = 2


@app.command("list", example="celyactl operation list --calendar")
def listing(
    since: SinceThirtyDays = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar=_DATE, help=marked("The day after the last; without end by default.")),
    ] = None,
    client: OfClient = None,
    public: ToldOnly = False,
    calendar: Annotated[bool, typer.Option("--calendar", help=marked("Show them month by month."))] = False,
    ics: CalendarFile = None,
) -> None:
    """List planned operations, as a table or month by month."""
    view = session.current().desk.view
    first = day(since) if since else _first_of_month(today()) if calendar else today() - _BACK
    end = day(until, upcoming=True)
    if end and end <= first:
        raise PeriodTurnedRound(first, end)
    whose = client_named(view, client).id if client else None
    found = planned_in(view, _midnight(first), _midnight(end) if end else None, whose, public=public)
    if ics is not None:
        save(ics, calendar_of(view, found, for_client=public))
    words = (lambda: _months(found, first, end - _A_DAY if end else None)) if calendar else (lambda: _table(found))
    show([_data(one) for one in found], words, warnings=view.warnings)


def _midnight(of: date) -> datetime:
    return opening(datetime.combine(of, time.min), session.current().desk.view.zone)


def _first_of_month(of: date) -> date:
    return of.replace(day=1)


def _next_month(of: date) -> date:
    return _first_of_month(_first_of_month(of) + timedelta(days=31))


def _data(one: Planned) -> dict[str, Any]:
    header = one.header
    return {
        "ref": header.ref,
        "client": header.client,
        "contract": header.contract,
        "title": header.title,
        "technician": header.assignee,
        **operation_data(one.operation),
        "excludes": one.excludes,
    }


def _table(found: list[Planned]) -> str | Table:
    if not found:
        return _("No operation.")
    wall = Wall(session.current().desk.now)
    headings = [_("Reference"), _("Client"), _("Window"), _("Technician"), _("Stands"), _("Clocks"), _("Title")]
    rows = [
        [
            one.header.ref,
            one.header.client,
            span(one.operation.start, one.operation.end, wall),
            one.header.assignee or "-",
            outcome_words(one.operation, wall),
            _("excluded") if one.excludes else "",
            one.header.title,
        ]
        for one in found
    ]
    return Table(headings, rows, spare=(3, 5, 1), flexible=(4, 6))


def _months(found: list[Planned], first: date, last: date | None) -> Sheet:
    from celyactl.render.terminal.page import Page  # for this view only

    return Sheet(Page(tuple(_blocks(found, first, last))))


def _blocks(found: list[Planned], first: date, last: date | None) -> Iterator[Line | Grid]:
    from celyactl.render.terminal.months import month_blocks  # for this view only
    from celyactl.render.terminal.page import BLANK, Span, Style, cell, line
    from celyactl.render.terminal.page import Grid as Rows

    desk = session.current().desk
    wall, calendar = Wall(desk.now), desk.view.own_calendar
    for month in _shown(found, first, last):
        here = [one for one in found if month in {_first_of_month(of) for of in _days(one)}]
        closed = [month + timedelta(days=number) for number in range(31)]
        closed = [of for of in closed if calendar.day_kind(of) != "open"]
        busy = {of for one in here for of in _days(one)}
        yield from month_blocks(month, busy, closed, today())
        if here:
            yield BLANK
            yield Rows(
                tuple(
                    (
                        cell(span(one.operation.start, one.operation.end, wall)),
                        cell(Span(one.header.ref, Style.STRONG)),
                        cell(
                            labelled(one.header.client, one.header.title) or "",
                            "\n",
                            outcome_words(one.operation, wall),
                        ),
                    )
                    for one in here
                ),
                flexible=2,
            )
        yield BLANK
    if not found:
        yield line(_("No operation."))


def _shown(found: list[Planned], first: date, last: date | None) -> Iterator[date]:
    """The months of the period; without end this one, the next, and those up to the last operation."""
    month, busy = _first_of_month(first), max((_days(one)[-1] for one in found), default=first)
    end = last or max(busy, _next_month(month))
    while month <= end:
        yield month
        month = _next_month(month)


def _days(one: Planned) -> list[date]:
    """The local days that a window touches."""
    zone = session.current().desk.view.zone
    first = to_zone(one.operation.start, zone).date()
    last = to_zone(one.operation.end - timedelta(microseconds=1), zone).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
