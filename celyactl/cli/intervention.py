"""`celyactl intervention add|list`: work that was done, on the telephone, by e-mail, remotely or on site."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, day, today
from celyactl.cli.commands import Commands
from celyactl.cli.options import Ref
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.cli.words import given
from celyactl.domain.durations import format_duration, parse_duration
from celyactl.domain.entries.field import Intervention
from celyactl.domain.local_time import opening
from celyactl.domain.words import Mode, Visibility
from celyactl.errors.contract import PeriodTurnedRound
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.render.words import word
from celyactl.services.visits import Visit, visits_between, visits_on

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.ticket import Ticket

app = Commands()

_INSTANT = marked("INSTANT")
_DATE = marked("DATE")
_FROM_THE_START: Final = re.compile(r"\s*(\+|[0-9]{1,2}[:h])")
_A_DAY: Final = timedelta(days=1)
_SHOWN_DAYS: Final = 30


@app.write(
    example="celyactl intervention add 4F7K2QE --mode remote --start 10:20 --end 11:45 --summary 'Registrar refait'"
)
def add(
    ref: Ref,
    mode: Annotated[Mode, typer.Option("--mode", help=marked("How the work was done."))],
    start: Annotated[str, typer.Option("--start", metavar=_INSTANT, help=marked("When it began."))],
    end: Annotated[
        str,
        typer.Option("--end", metavar=_INSTANT, help=marked("When it ended: an hour of that day, +1h30, an instant.")),
    ],
    summary: Annotated[
        str, typer.Option("--summary", metavar=marked("TEXT"), help=marked("What was done."), callback=given)
    ],
    technician: Annotated[
        str | None, typer.Option("--technician", metavar=marked("WHO"), help=marked("Who did it; you by default."))
    ] = None,
    travel: Annotated[
        str | None, typer.Option("--travel", metavar=marked("DURATION"), help=marked("Time on the road, apart."))
    ] = None,
    public: Annotated[bool, typer.Option("--public", help=marked("The client may read it."))] = False,
    agreed_by: Annotated[
        str | None,
        typer.Option("--agreed-by", metavar=marked("TEXT"), help=marked("Who at the client agreed to be billed.")),
    ] = None,
    agreed_how: Annotated[
        str | None,
        typer.Option(
            "--agreed-how", metavar=marked("TEXT"), help=marked("By which way: by telephone, a signed sheet…")
        ),
    ] = None,
) -> None:
    """Record work that was done; out of hours it is marked, and billable."""
    from celyactl.cli.tickets.telling import answer  # noqa: PLC0415 - a list needs none of it
    from celyactl.services.telling import tell  # noqa: PLC0415
    from celyactl.services.visiting import Work, add_intervention  # noqa: PLC0415

    desk = session.current().desk
    began = desk.meant(start, desk.now)
    # 11:45 and +1h30 are meant from the beginning, which may have been yesterday
    ended = desk.meant(end, began if _FROM_THE_START.match(end) else desk.now)
    road = int(parse_duration(travel).total_seconds()) if travel else 0
    work = Work(mode, began, ended, summary, technician, road, public, agreed_by, agreed_how)
    answer(tell(desk.store, acting(), ref, add_intervention(work)), _worked)


def _worked(ticket: Ticket) -> str:
    """The last intervention of the journal, and what will be asked for it."""
    *_others, work = (entry for entry in ticket.journal if isinstance(entry, Intervention))
    said = _("{ref}: {mode}, {length}")
    line = said.format(ref=ticket.ref, mode=word(work.mode), length=format_duration(work.end - work.start))
    if work.out_of_hours:
        return _("{line}; outside service hours, billable").format(line=line)
    if work.billable and ticket.out_of_contract is None:
        return _("{line}; billable as agreed").format(line=line)
    return _("{line}; out of contract, billable").format(line=line) if work.billable else line


@app.command("list", example="celyactl intervention list 4F7K2QE")
def listing(
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help=marked("Those on one ticket; of all tickets by default."))
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar=_DATE, help=marked("From that day on; 30 days back by default."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar=_DATE, help=marked("Up to that day, included; today by default."))
    ] = None,
) -> None:
    """List interventions in the order in which they began."""
    view = session.current().desk.view
    first, last = _period(since, until)
    begins, ends = _midnight(first), _midnight(last + _A_DAY)
    if ref is None:
        found = visits_between(view, begins, ends)
    else:
        found = [
            visit
            for visit in visits_on(view, ref)
            if (since is None or begins <= visit.work.start) and (until is None or visit.work.start < ends)
        ]
    show([_data(visit) for visit in found], lambda: _table(found), warnings=view.warnings)


def _period(since: str | None, until: str | None) -> tuple[date, date]:
    """The first and the last day. Raises PeriodTurnedRound."""
    last = day(until) if until else today()
    first = day(since) if since else last - timedelta(days=_SHOWN_DAYS)
    if last < first:
        raise PeriodTurnedRound(first.isoformat(), last.isoformat())
    return first, last


def _midnight(of: date) -> datetime:
    return opening(datetime.combine(of, time.min), session.current().desk.view.zone)


def _data(visit: Visit) -> dict[str, Any]:
    work = visit.work
    return {
        "ref": visit.ticket.ref,
        "client": visit.ticket.client,
        "id": work.id,
        "mode": work.mode,
        "start": work.start,
        "end": work.end,
        "seconds": work.end - work.start,
        "travel_seconds": work.travel_seconds,
        "technician": work.technician,
        "site": work.site,
        "summary": work.summary,
        "public": work.visibility is Visibility.PUBLIC,
        "out_of_hours": work.out_of_hours,
        "billable": work.billable,
    }


def _table(found: list[Visit]) -> str | Table:
    if not found:
        return _("No intervention.")
    wall = Wall(session.current().desk.now)
    headings = [
        _("Reference"),
        _("Client"),
        _("Began"),
        _("Length"),
        _("Mode"),
        _("Technician"),
        _("Hours"),
        _("Summary"),
    ]
    rows = [
        [
            visit.ticket.ref,
            visit.ticket.client,
            wall.moment(visit.work.start),
            format_duration(visit.work.end - visit.work.start),
            word(visit.work.mode),
            visit.work.technician or "-",
            _("out of hours") if visit.work.out_of_hours else "",
            visit.work.summary.partition("\n")[0],
        ]
        for visit in found
    ]
    return Table(headings, rows, spare=(5, 1, 4, 6), flexible=(7,))
