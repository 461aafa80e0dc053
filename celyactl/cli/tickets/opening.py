"""`celyactl ticket new`: what a client reports."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.options import At
from celyactl.cli.tickets.telling import answer, opened
from celyactl.cli.words import given
from celyactl.domain.words import Kind, Level, Origin, Priority
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.opening import Report, open_ticket

app = Commands()


@app.write(example="celyactl ticket new --contract acme-2026 --title 'Plus de tonalité' --priority P2 --ack")
def new(
    contract: Annotated[str, typer.Option("--contract", metavar="SLUG", help=marked("Under which contract."))],
    title: Annotated[
        str,
        typer.Option("--title", metavar=marked("TEXT"), help=marked("What is wrong, in a line."), callback=given),
    ],
    kind: Annotated[Kind, typer.Option("--kind", help=marked("What it is about."))] = Kind.INCIDENT,
    priority: Annotated[Priority, typer.Option("--priority", help=marked("How urgent; P1 is the most."))] = Priority.P3,
    requester: Annotated[
        str | None, typer.Option("--requester", metavar="ID", help=marked("Which contact reported it."))
    ] = None,
    channel: Annotated[Origin, typer.Option("--channel", help=marked("How it was reported."))] = Origin.PHONE,
    component: Annotated[
        list[str] | None, typer.Option("--component", metavar="ID", help=marked("On which component; repeatable."))
    ] = None,
    site: Annotated[str | None, typer.Option("--site", metavar="ID", help=marked("At which site."))] = None,
    level: Annotated[int, typer.Option("--level", min=1, max=3, help=marked("Which level takes it."))] = 2,
    caller: Annotated[
        str | None,
        typer.Option(
            "--caller", metavar=marked("TEXT"), help=marked("Who called, when it is no known contact."), callback=given
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar=marked("TEXT"), help=marked("The report in full."), callback=given)
    ] = None,
    ack: Annotated[bool, typer.Option("--ack", help=marked("The operator was spoken to at once."))] = False,
    at: At = None,
) -> None:
    """Open a ticket."""
    now = session.current()
    desk = now.desk
    report = Report(
        contract=contract,
        title=title,
        kind=kind,
        priority=priority,
        level=Level(level),
        origin=channel,
        requester=requester,
        caller=caller,
        site=site,
        components=component or (),
        text=text,
        acknowledged=ack,
    )
    reported = desk.instant(at)
    done = open_ticket(desk.store, desk.acting(now.actor, dry_run=now.dry_run), report, reported)
    answer(done, lambda ticket: opened(ticket, reported), promises_nothing=_("No commitment for this ticket."))
