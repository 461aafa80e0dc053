"""`celyactl team leave`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, day, done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.services.team.leaving import Left

app = Commands()


@app.write(example="celyactl team leave lea --to nadia --on 2026-12-31")
def leave(
    who: Annotated[str, typer.Argument(metavar="ID", help=marked("Who leaves."))],
    to: Annotated[str, typer.Option("--to", metavar=marked("WHO"), help=marked("Who goes on with what they leave."))],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=marked("DATE"), help=marked("The first day without; today by default.")),
    ] = None,
) -> None:
    """Hand over the tickets, interventions and duties of somebody who leaves, and end their keys."""
    from celyactl.services.team import leaving

    first = day(on, upcoming=True)
    done = leaving.leave(session.current().desk.store, acting(), who, to, first)
    show(done.answer, lambda: list(_words(done.answer)), warnings=done.warnings)


def _words(left: Left) -> Iterator[str | Table]:
    said = _("{who} leaves on {day}; {next} goes on").format(who=left.previous, day=full_date(left.on), next=left.next)
    yield done_or_tried(said)
    yield from _passed(left)
    if left.credentials:
        yield ""
        yield _("To be changed at the clients, for {who} may know them:").format(who=left.previous)
        yield _credentials(left)
    yield _("Access to the server, mailboxes and password safe is not of the desk: take it away there.")


def _passed(left: Left) -> Iterator[str]:
    tickets, visits, duties = len(left.tickets), len(left.interventions), len(left.duties)
    counted = [
        ngettext("{n} ticket", "{n} tickets", tickets).format(n=tickets),
        ngettext("{n} planned intervention", "{n} planned interventions", visits).format(n=visits),
        ngettext("{n} duty", "{n} duties", duties).format(n=duties),
    ]
    yield _("Passed on: {things}").format(things=", ".join(counted))
    if left.tickets:
        yield "  " + ", ".join(left.tickets)
    yield ngettext("{n} key ended", "{n} keys ended", left.keys).format(n=left.keys)


def _credentials(left: Left) -> Table:
    headings = [_("Client"), _("Site"), _("Access"), _("Address"), _("Secret kept in")]
    rows = [[one.client, one.site, one.method, one.endpoint or "-", one.secret_kept or "-"] for one in left.credentials]
    return Table(headings, rows, spare=(1,))
