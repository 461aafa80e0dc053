"""`celyactl contract amend`: another coverage, other targets, another price, from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, day, done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.answering import facts_of
from celyactl.cli.contracts.options import Order, Slug, Targets
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.domain.agreed import read_targets
from celyactl.domain.money import parse_amount, written
from celyactl.errors.command_line import NothingToAmend
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.lists import clauses
from celyactl.render.moments import Wall, full_date
from celyactl.render.terms import coverage_line, price_line, targets_line
from celyactl.render.words import word
from celyactl.services.contracts.amending import Amendment, amend_contract

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.services.contracts.amending import Amended
    from celyactl.services.deadlines import Moved, Shift
    from celyactl.services.recording import Done

Rhythm = Literal["yearly", "half-yearly", "quarterly", "monthly"]

app = Commands()


@app.write(example="celyactl contract amend acme-2026 --from 2026-12-01 --coverage extended --target P1:30m:2h")
def amend(
    slug: Slug,
    since: Annotated[
        str, typer.Option("--from", metavar=marked("DATE"), help=marked("The first day on which it holds."))
    ],
    coverage: Annotated[
        str | None, typer.Option("--coverage", metavar=marked("NAME"), help=marked("When people work from then on."))
    ] = None,
    target: Targets = None,
    yearly: Annotated[
        str | None, typer.Option("--yearly", metavar=marked("AMOUNT"), help=marked("What a year costs from then on."))
    ] = None,
    rhythm: Annotated[Rhythm | None, typer.Option("--rhythm", help=marked("How often it is billed."))] = None,
    order: Order = None,
) -> None:
    """Amend a contract from a day on, and show which deadlines of open tickets move; try it with --dry-run."""
    price = _price(yearly, rhythm, order)
    if coverage is None and not target and not price:
        raise NothingToAmend
    amendment = Amendment(day(since, upcoming=True), coverage, read_targets(target or []), price)
    done = amend_contract(session.current().desk.store, acting(), slug, amendment)
    amended = done.answer
    data = facts_of(amended.contract, amendment.since) | {"moved": [_moved_data(one) for one in amended.moved.shifts]}
    show(data, lambda: _said(done, amendment), warnings=done.warnings)


def _price(yearly: str | None, rhythm: Rhythm | None, order: str | None) -> dict[str, Any]:
    amount = written(parse_amount(yearly, "--yearly")) if yearly is not None else None
    said = {"yearly": amount, "rhythm": rhythm, "order": order}
    return {name: value for name, value in said.items() if value is not None}


def _moved_data(shift: Shift) -> dict[str, Any]:
    ticket = shift.ticket
    return {
        "ref": ticket.ref,
        "title": ticket.title,
        "priority": ticket.priority,
        "clock": shift.clock,
        "before": shift.before,
        "after": shift.after,
    }


def _said(done: Done[Amended], amendment: Amendment) -> list[str | Table]:
    now = session.current()
    if done.commit is None and not now.dry_run:
        return [_("Nothing changed.")]
    contract, since = done.answer.contract, amendment.since
    parts = [
        coverage_line(contract, since) if amendment.coverage else "",
        targets_line(contract, since) if amendment.targets else "",
        price_line(contract, since, now.desk.view.company.currency) if amendment.price else "",
    ]
    line = _("{slug}: amended from {day} on: {what}").format(
        slug=contract.slug, day=full_date(since), what=clauses(parts)
    )
    return [done_or_tried(line), *_preview(done.answer.moved)]


def _preview(moved: Moved) -> list[str | Table]:
    """The deadlines that move, in plain words."""
    if not moved.shifts:
        return [_("No deadline of an open ticket moves.")]
    wall = Wall(session.current().desk.now)
    count = len(moved.shifts)
    heading = ngettext("{n} deadline of open tickets moves:", "{n} deadlines of open tickets move:", count)
    headings = [_("Ticket"), _("Priority"), _("Clock"), _("Until now"), _("From now on"), _("Title")]
    rows = [
        [
            shift.ticket.ref,
            shift.ticket.priority.value,
            word(shift.clock),
            _when(shift.before, wall),
            _when(shift.after, wall),
            shift.ticket.title,
        ]
        for shift in moved.shifts
    ]
    said: list[str | Table] = [heading.format(n=count), Table(headings, rows, spare=(1,), flexible=(5,))]
    if moved.uncompared:
        more = ngettext("{n} more ticket was not compared.", "{n} more tickets were not compared.", moved.uncompared)
        said.append(more.format(n=moved.uncompared))
    return said


def _when(at: datetime | None, wall: Wall) -> str:
    return wall.moment(at) if at else _("none")
