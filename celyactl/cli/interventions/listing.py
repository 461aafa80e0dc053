"""`celyactl intervention list`: what was done, or what is still planned; as a table, data, or a calendar file."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import day, today
from celyactl.cli.commands import Commands
from celyactl.cli.files import save
from celyactl.cli.interventions.options import CalendarFile, OfClient, SinceThirtyDays, ToldOnly
from celyactl.cli.options import UntilTomorrow
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.domain.durations import format_duration
from celyactl.domain.local_time import opening
from celyactl.errors.command_line import PeriodTurnedRound
from celyactl.errors.desk import UnknownMember
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.render.words import word
from celyactl.services.catalogue import client_named
from celyactl.services.interventions.listing import Asked, Line, lines
from celyactl.store import layout

if TYPE_CHECKING:
    from datetime import date

app = Commands()

_A_DAY: Final = timedelta(days=1)
_SHOWN_DAYS: Final = 30
_STANDINGS: Final = {"done": "", "planned": marked("planned"), "overdue": marked("not recorded yet")}


@app.command("list", example="celyactl intervention list --planned --technician lea --ics lea.ics")
def listing(
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help=marked("Those on one ticket; of all tickets by default."))
    ] = None,
    since: SinceThirtyDays = None,
    until: UntilTomorrow = None,
    planned: Annotated[
        bool, typer.Option("--planned", help=marked("Those still to be made, of open tickets."))
    ] = False,
    technician: Annotated[
        str | None, typer.Option("--technician", metavar=marked("WHO"), help=marked("Of one technician."))
    ] = None,
    client: OfClient = None,
    public: ToldOnly = False,
    ics: CalendarFile = None,
) -> None:
    """List the interventions that were made, or with --planned those to come, by their beginning."""
    view = session.current().desk.view
    first, end = _period(since, until, bounded=ref is None and not planned)
    asked = Asked(
        ref,
        _midnight(first) if first else None,
        _midnight(end) if end else None,
        planned,
        _who(technician),
        client_named(view, client).id if client else None,
        public,
    )
    found = lines(view, asked, session.current().desk.now)
    if ics is not None:
        _write(ics, found, public=public)
    show([_data(line) for line in found], lambda: _table(found, planned=planned), warnings=view.warnings)


def _who(technician: str | None) -> str | None:
    """A member's id; `me` is whoever asks. Raises UnknownMember."""
    if technician is None:
        return None
    now = session.current()
    known = now.desk.who(now.actor if technician == "me" else technician)
    if known is None and technician != "me":
        raise UnknownMember(technician, [person.id for person in now.desk.view.company.team], layout.DESK)
    return known or technician


def _period(since: str | None, until: str | None, *, bounded: bool) -> tuple[date | None, date | None]:
    """The days [first, end), of the last thirty if it must have some. Raises PeriodTurnedRound."""
    end = day(until, upcoming=not bounded) if until else today() + _A_DAY if bounded else None
    first = day(since) if since else end - _A_DAY - timedelta(days=_SHOWN_DAYS) if bounded and end else None
    if first and end and end <= first:
        raise PeriodTurnedRound(first, end)
    return first, end


def _midnight(of: date) -> datetime:
    return opening(datetime.combine(of, time.min), session.current().desk.view.zone)


def _write(path: Path, found: list[Line], *, public: bool) -> None:
    from celyactl.services.interventions.listing import calendar_of  # icalendar takes its time

    save(path, calendar_of(session.current().desk.view, found, for_client=public))


def _data(line: Line) -> dict[str, Any]:
    return {
        "ref": line.header.ref,
        "client": line.header.client,
        "id": line.id,
        "standing": line.standing,
        "mode": line.mode,
        "start": line.start,
        "end": line.end,
        "seconds": line.end - line.start,
        "travel_seconds": line.work.travel_seconds if line.work else 0,
        "arrival": line.work.arrival if line.work else None,
        "departure": line.work.departure if line.work else None,
        "technician": line.technician,
        "site": line.site,
        "summary": line.summary,
        "public": line.public,
        "out_of_hours": line.work.out_of_hours if line.work else False,
        "billable": line.work.billable if line.work else False,
    }


def _table(found: list[Line], *, planned: bool) -> str | Table:
    if not found:
        return _("No intervention.") if planned else _("No intervention was made; --planned shows those to come.")
    wall = Wall(session.current().desk.now)
    headings = [
        _("Reference"),
        _("Client"),
        _("Start"),
        _("Length"),
        _("Mode"),
        _("Technician"),
        _("Hours"),
        _("Summary"),
    ]
    rows = [
        [
            line.header.ref,
            line.header.client,
            wall.moment(line.start),
            format_duration(line.end - line.start),
            word(line.mode),
            line.technician or "-",
            _hours(line),
            (line.summary or "").partition("\n")[0],
        ]
        for line in found
    ]
    return Table(headings, rows, spare=(5, 1, 4, 6), flexible=(7,))


def _hours(line: Line) -> str:
    if line.work:
        return _("out of hours") if line.work.out_of_hours else ""
    return _(_STANDINGS[line.standing])
