"""`celyactl team service add|end|list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.cli.teams.key import KeyFile, public_key
from celyactl.domain.words import ServiceKind
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.company import ServiceIdentity

app = Commands()

Ident = Annotated[str, typer.Argument(metavar="ID", help=marked("The short name: letters, digits, dashes."))]


@app.write(example="celyactl team service add portail --kind extranet --email portail@celya.example")
def add(
    ident: Ident,
    kind: Annotated[ServiceKind, typer.Option("--kind", help=marked("Through which door it acts."))],
    email: Annotated[
        str, typer.Option("--email", metavar=marked("ADDRESS"), help=marked("The address that signs its commits."))
    ],
    instance: Annotated[
        str | None,
        typer.Option("--instance", metavar=marked("NAME"), help=marked("The one clone that may send and escalate.")),
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", metavar=marked("KEY"), help=marked("Its public key: ssh-ed25519 AAAA…"))
    ] = None,
    file: KeyFile = None,
) -> None:
    """Let a machine act in the desk, under its own name and with its own key."""
    from celyactl.services.team.machines import NewService, add_service

    line = public_key(key, file) if key or file else None
    done = add_service(session.current().desk.store, acting(), NewService(ident, kind, email, instance, line))
    answer(done, done.answer, lambda: _("{id} acts as {kind}").format(id=ident, kind=kind.value))


@app.write(example="celyactl team service end portail --on 2026-12-31")
def end(
    ident: Ident,
    on: Annotated[
        str | None, typer.Option("--on", metavar=marked("DATE"), help=marked("The first day without it."))
    ] = None,
) -> None:
    """Let a machine act no longer; its keys end with it."""
    from celyactl.services.team.machines import end_service

    last = day(on, upcoming=True)
    done = end_service(session.current().desk.store, acting(), ident, last)
    until = done.answer.until
    text = _("{id} no longer acts from {day} on")
    answer(done, done.answer, lambda: text.format(id=ident, day=full_date(until) if until else "-"))


@app.command("list", example="celyactl team service list")
def listing() -> None:
    """List the machines that act in the desk, and their keys."""
    view = session.current().desk.view
    show(list(view.company.services), lambda: _table(view.company.services), warnings=view.warnings)


def _table(services: Sequence[ServiceIdentity]) -> Table | str:
    if not services:
        return _("No machine acts in this desk: `celyactl team service add` adds one.")
    headings = [_("Service"), _("Kind"), _("E-mail"), _("Clone"), _("Keys"), _("From"), _("Until")]
    rows = [
        [
            one.id,
            one.kind.value,
            one.email,
            one.instance or "-",
            str(sum(key.until is None for key in one.keys)),
            full_date(one.since) if one.since else "-",
            full_date(one.until) if one.until else "-",
        ]
        for one in services
    ]
    return Table(headings, rows, spare=(3, 5), flexible=(2,))
