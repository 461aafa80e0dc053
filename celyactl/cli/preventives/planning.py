"""`celyactl preventive plan|due|open`: what a contract promises, what falls due, and the tickets of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day, done_or_tried, today
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.options import Slug
from celyactl.cli.options import At, AtSite
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.domain.agreed import read_visits
from celyactl.domain.model import plain
from celyactl.domain.words import ComponentKind, Mode
from celyactl.errors.preventive import PointNotUnderstood
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.moments import Wall, last_day
from celyactl.render.takeover import plan_words
from celyactl.services.prevention.due import Promised, promised
from celyactl.services.prevention.planning import open_visits, plan_named, plan_visits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.ticket import Ticket

app = Commands()

_DATE: Final = marked("DATE")
_BACK: Final = timedelta(days=365)
_AHEAD: Final = timedelta(days=90)
_OPENED_AHEAD: Final = timedelta(days=30)
_A_DAY: Final = timedelta(days=1)
_STANDINGS: Final = {
    "due": marked("no ticket yet"),
    "planned": marked("ticket open"),
    "made": marked("made"),
    "late": marked("LATE"),
    "cancelled": marked("called off"),
}
Contract = Annotated[str | None, typer.Option("--contract", metavar="SLUG", help=marked("Of one contract."))]


@app.write(
    example="celyactl preventive plan acme-2026 --visits 2:3,11 --mode onsite --point 'pbx=Sauvegarde restaurée'"
)
def plan(
    slug: Slug,
    visits: Annotated[
        str,
        typer.Option("--visits", metavar=marked("NUMBER[:MONTHS]"), help=marked("Visits a year, as in 2:3,11.")),
    ],
    ident: Annotated[
        str | None, typer.Option("--id", metavar="ID", help=marked("Which plan, when a contract has several."))
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar=_DATE,
            help=marked("From that day on; from today, or as the plan of that id, by default."),
        ),
    ] = None,
    mode: Annotated[Mode | None, typer.Option("--mode", help=marked("How the visits are made."))] = None,
    site: AtSite = None,
    point: Annotated[
        list[str] | None,
        typer.Option(
            "--point",
            metavar=marked("KIND=TEXT"),
            help=marked("What is checked of a kind of component; the desk's checklists by default; repeatable."),
        ),
    ] = None,
) -> None:
    """Promise preventive visits under a contract: how many a year, when, what is checked."""
    from msgspec.structs import replace

    desk = session.current().desk
    contract = desk.view.contract(slug)
    asked = replace(read_visits(visits), mode=mode, site=site, checklists=_points(point or ()))
    if ident or contract.preventive:
        asked = replace(asked, id=ident or contract.preventive[0].id)
    wanted = plan_named(contract, asked, day(since, upcoming=True))
    done = plan_visits(desk.store, acting(), slug, wanted)
    made = next(one for one in done.answer.preventive if one.id == wanted.id)
    client = desk.view.client(contract.client)
    said = _("{slug}: {plan}")
    answer(done, {"contract": slug, "plan": plain(made)}, lambda: said.format(slug=slug, plan=plan_words(made, client)))


def _points(texts: Sequence[str]) -> dict[ComponentKind, tuple[str, ...]]:
    found: dict[ComponentKind, tuple[str, ...]] = {}
    for text in texts:
        kind, _equals, point = text.partition("=")
        if kind.strip() not in set(ComponentKind) or not point.strip():
            raise PointNotUnderstood(text, ", ".join(ComponentKind))
        known = ComponentKind(kind.strip())
        found[known] = (*found.get(known, ()), point.strip())
    return found


@app.command(example="celyactl preventive due --to 2027-01-01")
def due(
    contract: Contract = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar=_DATE, help=marked("Promised from that day on; a year back by default.")),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar=_DATE, help=marked("The day after the last; 90 days ahead by default.")),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=marked("Those that were made or called off too."))] = False,
) -> None:
    """List the visits that fall due, the late ones first."""
    view = session.current().desk.view
    first = day(since) or today() - _BACK
    end = day(until, upcoming=True) or today() + _AHEAD + _A_DAY
    found = [
        one
        for one in promised(view, (first, end), today(), contract)
        if everything or one.visit.standing in {"due", "planned", "late"}
    ]
    show([_data(one) for one in found], lambda: _table(found), warnings=[*view.warnings, *_twice(found)])


def _twice(found: Sequence[Promised]) -> Iterator[str]:
    """Visits that several tickets answer for: two clones opened them before they met."""
    said = _(
        "{contract}: {ref} and {other} are tickets of one visit. `celyactl ticket cancel {other} TEXT` leaves one."
    )
    for one in found:
        for other in one.visit.others:
            yield said.format(contract=one.contract.slug, ref=one.visit.ref, other=other)


def _data(one: Promised) -> dict[str, Any]:
    visit = one.visit
    return {
        "contract": one.contract.slug,
        "client": one.contract.client,
        "plan": visit.plan.id,
        "site": visit.plan.site,
        "mode": visit.plan.mode,
        "promised": visit.nominal,
        "due": visit.due,
        "standing": visit.standing,
        "ref": visit.ref,
        "made": visit.made,
    }


def _table(found: Sequence[Promised]) -> str | Table:
    if not found:
        return _("No visit falls due.")
    wall = Wall(session.current().desk.now)
    headings = [_("Due"), _("Contract"), _("Site"), _("Plan"), _("Stands"), _("Ticket")]
    rows = [
        [
            wall.day(one.visit.due),
            one.contract.slug,
            one.visit.plan.site or "-",
            one.visit.plan.id,
            _(_STANDINGS[one.visit.standing]),
            one.visit.ref or "-",
        ]
        for one in found
    ]
    return Table(headings, rows, spare=(3, 2), flexible=(1,))


@app.write("open", example="celyactl preventive open --to 2027-04-01")
def begin(
    contract: Contract = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar=_DATE, help=marked("The day after the last promise; 30 days ahead by default.")),
    ] = None,
    at: At = None,
) -> None:
    """Open the tickets of the visits that fall due, each once.

    With --at as of an earlier instant, for a visit that was made already.
    """
    desk = session.current().desk
    end = day(until, upcoming=True) or today() + _OPENED_AHEAD + _A_DAY
    done = list(open_visits(desk.store, acting(), (today() - _BACK, end), contract, desk.instant(at)))
    opened = [one.answer for one in done if one.answer is not None]
    warnings = [warning for one in done for warning in one.warnings]
    show([_ticket(ticket) for ticket in opened], lambda: _opened(opened, end), warnings=warnings)


def _ticket(ticket: Ticket) -> dict[str, Any]:
    return {"ref": ticket.ref, "contract": ticket.contract, "client": ticket.client, "title": ticket.title}


def _opened(tickets: Sequence[Ticket], end: date) -> str:
    if not tickets:
        return _("No visit to open falls due until {day} included.").format(day=last_day(end))
    count = len(tickets)
    said = ngettext("{n} visit opened: {refs}", "{n} visits opened: {refs}", count)
    return done_or_tried(said.format(n=count, refs=", ".join(ticket.ref for ticket in tickets)))
