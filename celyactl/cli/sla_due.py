"""`celyactl sla due`: the deadline of any target from any instant, with or without a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show as answer
from celyactl.domain.calendar import named_calendar
from celyactl.domain.coverages import HOLIDAYS, STANDARD, ZONE
from celyactl.domain.durations import format_target, parse_target
from celyactl.domain.holiday_zones import public_holidays
from celyactl.domain.instants import parse_instant
from celyactl.errors.repository import NotInDesk
from celyactl.errors.sla import CalendarNotNamed, NoTarget
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall, full_moment
from celyactl.services.sla import due as deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from celyactl.desk import Desk
    from celyactl.domain.calendar import Calendar
    from celyactl.domain.company import Coverage

app = Commands()


class _Hours(NamedTuple):
    """What a coverage is looked up in: a desk's own, or what the company sells."""

    coverages: Mapping[str, Coverage]
    zone: str
    holidays: str
    holidays_of: Callable[[str, int], Collection[date]]


@app.command(example="celyactl sla due --from 'ven 16:30' --target 4h --contract acme-2026")
def due(
    start: Annotated[
        str, typer.Option("--from", metavar=marked("INSTANT"), help=marked("When the client reported it."))
    ],
    target: Annotated[
        str, typer.Option("--target", metavar=marked("DURATION"), help=marked("4h, 30m, 2d (business days)."))
    ],
    contract: Annotated[
        str | None, typer.Option("--contract", metavar="SLUG", help=marked("Whose coverage and holidays count."))
    ] = None,
    coverage: Annotated[
        str | None,
        typer.Option(
            "--coverage", metavar=marked("NAME"), help=marked("business, extended, full, or one of the desk's.")
        ),
    ] = None,
    holidays: Annotated[
        str | None, typer.Option("--holidays", metavar="ZONE", help=marked("FR, FR-57…, with --coverage."))
    ] = None,
) -> None:
    """Tell when a target falls due: `--from 2026-11-20T17:30 --target 8h --coverage business --holidays FR`."""
    if bool(contract) == bool(coverage) or (contract and holidays):
        raise CalendarNotNamed
    calendar = _calendar_of(contract) if contract else _calendar(coverage or "", holidays)
    wanted = parse_target(target)
    if wanted is None:
        raise NoTarget
    now = session.current().clock()
    began = parse_instant(start, now, calendar.zone)
    due_at = deadline(calendar, began, wanted)
    wall = Wall(now.astimezone(calendar.zone))
    data = {"due_at": due_at, "from": began, "target": str(wanted), "contract": contract, "coverage": coverage}
    text = _("{target} from {start}: due {due}")
    answer(
        data,
        lambda: text.format(
            target=format_target(wanted), start=full_moment(began, wall), due=full_moment(due_at, wall)
        ),
    )


def _calendar_of(contract: str) -> Calendar:
    view = session.current().desk.view
    return view.calendar_of(view.contract(contract))


def _calendar(coverage: str, holidays: str | None) -> Calendar:
    hours = _hours(_desk())
    public = (holidays or hours.holidays, hours.holidays_of)
    return named_calendar(coverage, hours.coverages, hours.zone, public)


def _desk() -> Desk | None:
    try:
        return session.current().desk
    except NotInDesk:
        return None


def _hours(desk: Desk | None) -> _Hours:
    if desk is None:
        return _Hours(STANDARD, ZONE, HOLIDAYS, lambda zone, year: public_holidays(zone, [year]))
    company = desk.view.company
    return _Hours(company.coverages, company.zone, company.holidays, desk.view.holidays)
