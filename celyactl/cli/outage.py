"""`celyactl outage open|close|list`: services that went down, told on tickets, and what that makes of availability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import day, today
from celyactl.cli.commands import Commands
from celyactl.cli.options import At, Public, Ref, UntilTomorrow
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.cli.tickets.telling import told
from celyactl.cli.words import EitherWords
from celyactl.domain.entries.field import OutageEnded, OutageStarted
from celyactl.domain.figures.period import Period
from celyactl.domain.terms import add_months
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.report.amounts import NONE, hours, month, percent
from celyactl.services.outages import Outages, close_outage, open_outage, outages_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.availability import Availability
    from celyactl.domain.ticket import Ticket
    from celyactl.services.outages import Told

app = Commands()

_DATE = marked("DATE")
_MONTHS = 12


@app.write("open", example="celyactl outage open 4F7K2QE messagerie --at 09:10 'Boîtes vocales muettes'")
def begin(
    ref: Ref,
    service: Annotated[str, typer.Argument(metavar="SERVICE", help=marked("Which shared service went down."))],
    text: EitherWords = None,
    planned: Annotated[bool, typer.Option("--planned", help=marked("By a planned operation."))] = False,
    public: Public = False,
    at: At = None,
) -> None:
    """Say on a ticket that a shared service went down."""
    told(
        ref,
        open_outage(service, text, planned=planned, public=public),
        at,
        lambda ticket: _told(_("down: {service}"), ticket),
    )


@app.write("close", example="celyactl outage close 4F7K2QE --at 10:45")
def end(
    ref: Ref,
    service: Annotated[
        str | None, typer.Argument(metavar="[SERVICE]", help=marked("Which came back, when several are down."))
    ] = None,
    text: EitherWords = None,
    public: Public = False,
    at: At = None,
) -> None:
    """Say on a ticket that a shared service came back."""
    told(ref, close_outage(service, text, public=public), at, lambda ticket: _told(_("back: {service}"), ticket))


@app.command("list", example="celyactl outage list --from 2026-01-01")
def listing(
    service: Annotated[
        str | None, typer.Argument(metavar="[SERVICE]", help=marked("Of one service; of all by default."))
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar=_DATE, help=marked("From that day on; 12 months back by default."))
    ] = None,
    until: UntilTomorrow = None,
) -> None:
    """List outages, and the availability of hosted services by month, in UTC hours."""
    from datetime import timedelta  # an act needs none of it

    desk = session.current().desk
    last = day(until) or today() + timedelta(days=1)
    period = Period(day(since) or add_months(last, -_MONTHS), last, desk.view.zone)
    found = outages_in(desk.view, period, desk.now, service)
    show(_data(found), lambda: list(_words(found)), warnings=desk.view.warnings)


def _told(text: str, ticket: Ticket) -> str:
    """Which service the act was about, by its name: without one it was the only one that was down."""
    entry = ticket.journal[-1]
    assert isinstance(entry, OutageStarted | OutageEnded)  # noqa: S101 - it was just told
    return text.format(service=Names(session.current().desk.view.company).service(entry.service))


def _data(found: Outages) -> dict[str, Any]:
    return {
        "outages": [
            {
                "ref": one.ticket.ref,
                "service": one.outage.service,
                "start": one.outage.start,
                "end": one.outage.end,
                "planned": one.outage.planned,
            }
            for one in found.told
        ],
        "availability": [
            {"service": one.service, **_share(one.whole)}
            | {"months": [{"month": name, **_share(held)} for name, held in one.months.items()]}
            for one in found.services
        ],
    }


def _share(one: Availability) -> dict[str, Any]:
    return {
        "percent": one.percent,
        "planned_seconds": int(one.planned.total_seconds()),
        "unplanned_seconds": int(one.unplanned.total_seconds()),
    }


def _words(found: Outages) -> Iterator[str | Table]:
    desk = session.current().desk
    names, wall = Names(desk.view.company), Wall(desk.now)
    if found.told:
        headings = [_("Ticket"), _("Service"), _("Down"), _("Back"), _("Planned")]
        yield Table(headings, [_row(one, names, wall) for one in found.told])
    else:
        yield _("No outage.")
    for one in found.services:
        yield ""
        yield _("{service}: {share}").format(service=names.service(one.service), share=_percent(one.whole))
        rows = [
            [month(name), _percent(held), hours(_seconds(held, planned=True)), hours(_seconds(held, planned=False))]
            for name, held in one.months.items()
        ]
        yield Table([_("Month"), _("Availability"), _("Planned stops"), _("Outages")], rows)


def _row(one: Told, names: Names, wall: Wall) -> list[str]:
    outage = one.outage
    back = wall.moment(outage.end) if outage.end else _("still down")
    return [
        one.ticket.ref,
        names.service(outage.service),
        wall.moment(outage.start),
        back,
        _("yes") if outage.planned else "",
    ]


def _percent(one: Availability) -> str:
    return percent(one.percent, 4) if one.percent is not None else NONE


def _seconds(one: Availability, *, planned: bool) -> int:
    return int((one.planned if planned else one.unplanned).total_seconds())
