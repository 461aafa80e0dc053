"""`celyactl ticket new`: what a client reports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.options import At, AtSite, Checked, OnComponents, Requester
from celyactl.cli.prompts import ask
from celyactl.cli.terminal import can_ask, visible
from celyactl.cli.tickets.options import Caller, InFull, KindOf, Urgency
from celyactl.cli.tickets.telling import answer, opened
from celyactl.cli.words import given
from celyactl.domain.agreed import read_check
from celyactl.domain.words import Kind, Level, Origin
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.tickets.opening import Report, open_ticket

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract

app = Commands()

_FollowUp = Annotated[
    str | None,
    typer.Option(
        "--follow-up", metavar="REF", help=marked("Which settled ticket it follows up; its contract is taken.")
    ),
]
_Severity = Annotated[
    str | None,
    typer.Option("--severity", metavar=marked("WORD"), help=marked("How urgent, in the contract's own word for it.")),
]


@app.write(example="celyactl ticket new --contract acme-2026 --title 'Plus de tonalité' --priority P2 --ack")
def new(
    title: Annotated[
        str,
        typer.Option("--title", metavar=marked("TEXT"), help=marked("What is wrong, in a line."), callback=given),
    ],
    contract: Annotated[
        str | None, typer.Option("--contract", metavar="SLUG", help=marked("Under which contract."))
    ] = None,
    follow_up: _FollowUp = None,
    kind: KindOf = Kind.INCIDENT,
    priority: Urgency = None,
    severity: _Severity = None,
    requester: Requester = None,
    channel: Annotated[Origin, typer.Option("--channel", help=marked("How it was reported."))] = Origin.PHONE,
    component: OnComponents = None,
    site: AtSite = None,
    level: Annotated[int, typer.Option("--level", min=1, max=3, help=marked("Which level takes it."))] = 2,
    caller: Caller = None,
    text: InFull = None,
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
