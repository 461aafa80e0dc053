"""`celyactl ticket new`: what a client reports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.options import At, Checked
from celyactl.cli.prompts import ask
from celyactl.cli.terminal import can_ask, visible
from celyactl.cli.tickets.telling import answer, opened
from celyactl.cli.words import given
from celyactl.domain.agreed import read_check
from celyactl.domain.words import Kind, Level, Origin, Priority
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.opening import Report, open_ticket

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract

app = Commands()


@app.write(example="celyactl ticket new --contract acme-2026 --title 'Plus de tonalité' --priority P2 --ack")
def new(
    title: Annotated[
        str,
        typer.Option("--title", metavar=marked("TEXT"), help=marked("What is wrong, in a line."), callback=given),
    ],
    contract: Annotated[
        str | None, typer.Option("--contract", metavar="SLUG", help=marked("Under which contract."))
    ] = None,
    follow_up: Annotated[
        str | None,
        typer.Option(
            "--follow-up", metavar="REF", help=marked("Which settled ticket it follows up; its contract is taken.")
        ),
    ] = None,
    kind: Annotated[Kind, typer.Option("--kind", help=marked("What it is about."))] = Kind.INCIDENT,
    priority: Annotated[
        Priority | None,
        typer.Option("--priority", help=marked("How urgent; P1 is the most, P3 the usual one.")),
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option(
            "--severity", metavar=marked("WORD"), help=marked("How urgent, in the contract's own word for it.")
        ),
    ] = None,
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
    check: Checked = None,
    ack: Annotated[bool, typer.Option("--ack", help=marked("The operator was spoken to at once."))] = False,
    at: At = None,
) -> None:
    """Open a ticket."""
    now = session.current()
    desk = now.desk
    if contract is not None and priority is None and severity is None and can_ask():
        severity = _asked(desk.view.contract(contract))
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
        severity=severity,
        follows=follow_up,
        checks=tuple(map(read_check, check or ())),
    )
    reported = desk.instant(at)
    done = open_ticket(desk.store, desk.acting(now.actor, dry_run=now.dry_run), report, reported)
    answer(done, lambda ticket: opened(ticket, reported), promises_nothing=_("No commitment for this ticket."))


def _asked(contract: Contract) -> str | None:
    """The contract's word for the urgency, chosen by a person from those that it has; None when it has none."""
    if not contract.severities:
        return None
    for severity in contract.severities:
        meaning = f": {severity.text}" if severity.text else ""
        sys.stderr.write(visible(f"{severity.word} ({severity.priority}){meaning}") + "\n")
    return ask("--severity", _("Which severity?"))
