"""`celyactl client level1`: who holds level 1 at the clients, their trainings, and what they settle themselves."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import day, today
from celyactl.cli.commands import Commands
from celyactl.cli.options import OpenedSince
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.domain.fold import refold
from celyactl.domain.level1 import Share, Trained, solved_at_level1, trainings
from celyactl.domain.local_time import opening, to_utc
from celyactl.domain.terms import add_months
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date, last_day
from celyactl.services import catalogue
from celyactl.services.histories import tickets_of_client

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.level1 import State
    from celyactl.store.view import View

app = Commands()

_MONTHS: Final = 12
_STATES: Final[dict[State, str]] = {
    "valid": marked("valid"),
    "expiring": marked("runs out soon"),
    "expired": marked("ran out"),
    "untrained": marked("never trained"),
}


@app.command(example="celyactl client level1 --expired")
def level1(
    client: Annotated[
        str | None,
        typer.Argument(metavar="[CLIENT]", help=marked("Of one client, with what level 1 settled; of all by default.")),
    ] = None,
    expired: Annotated[
        bool, typer.Option("--expired", help=marked("Only those who are not, or soon no longer, trained."))
    ] = False,
    since: OpenedSince = None,
) -> None:
    """Show who holds level 1, whose training runs out, and what level 1 settles."""
    view = session.current().desk.view
    one = catalogue.client_named(view, client) if client else None
    found = trainings([one] if one else catalogue.clients(view), today())
    if expired:
        found = [trained for trained in found if trained.state != "valid"]
    share = _share(view, one.id, day(since) or add_months(today(), -_MONTHS)) if one else None
    data = {"trainings": [_data(trained) for trained in found], "solved": _share_data(share) if share else None}
    show(data, lambda: [_table(found), *([_said(share)] if share else [])], warnings=view.warnings)


def _share(view: View, client: str, since: date) -> Share:
    start = opening(datetime.combine(since, time.min), view.zone)
    return solved_at_level1(
        refold(ticket).header for ticket in tickets_of_client(view, client) if to_utc(ticket.opened_at) >= start
    )


def _data(trained: Trained) -> dict[str, Any]:
    """One person and one training; no topic and no days for somebody who holds level 1 untrained."""
    training = trained.training
    return {
        "client": trained.client.id,
        "contact": trained.contact.id,
        "name": trained.contact.name,
        "roles": list(trained.contact.roles),
        "topic": training.topic if training else None,
        "on": training.on if training else None,
        "expires": training.expires if training else None,
        "state": trained.state,
    }


def _share_data(share: Share) -> dict[str, Any]:
    return {"solved": list(share.solved), "settled": list(share.settled), "rate": share.rate}


def _table(found: Sequence[Trained]) -> str | Table:
    if not found:
        return _("Nobody to show.")
    headings = [_("Client"), _("Person"), _("Training"), _("Given on"), _("Last day"), _("State")]
    return Table(headings, [_row(trained) for trained in found], spare=(3,), flexible=(1, 2))


def _row(trained: Trained) -> list[str]:
    training = trained.training
    return [
        trained.client.id,
        trained.contact.name,
        training.topic if training else "-",
        full_date(training.on) if training else "-",
        last_day(training.expires) if training and training.expires else "-",
        _(_STATES[trained.state]),
    ]


def _said(share: Share) -> str:
    text = _("Settled at level 1: {solved} of {settled}.")
    return text.format(solved=len(share.solved), settled=len(share.settled))
