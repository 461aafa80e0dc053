"""`celyactl ticket wait|chase|escalate`: handing the turn over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.options import At, Checked, Ref
from celyactl.cli.tickets import facts
from celyactl.cli.tickets.telling import told
from celyactl.cli.words import Words, given
from celyactl.domain.agreed import read_check
from celyactl.domain.words import Level, WaitFor
from celyactl.errors.command_line import OptionOutOfPlace
from celyactl.errors.ticket import HeightRequired
from celyactl.i18n import marked
from celyactl.services.tickets import waiting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from celyactl.services.tickets.telling import Telling

app = Commands()

Instant = marked("INSTANT")
Text = marked("TEXT")
Until = Annotated[
    str | None,
    typer.Option("--until", metavar=Instant, help=marked("When it comes back; the next business day by default.")),
]
Promised = Annotated[
    str | None, typer.Option("--promised", metavar=Instant, help=marked("What the third party promised."))
]


@app.write(example="celyactl ticket wait 4F7K2QE --for client --question 'À quelle heure pouvons-nous passer ?'")
def wait(
    ref: Ref,
    reason: Annotated[WaitFor, typer.Option("--for", help=marked("Whose turn it is."))],
    question: Annotated[
        str | None,
        typer.Option(
            "--question", metavar=Text, help=marked("What the client was asked; the client reads it."), callback=given
        ),
    ] = None,
    party: Annotated[
        str | None, typer.Option("--party", metavar=Text, help=marked("Which third party."), callback=given)
    ] = None,
    their_ref: Annotated[
        str | None,
        typer.Option("--their-ref", metavar=Text, help=marked("The third party's own reference."), callback=given),
    ] = None,
    promised: Promised = None,
    until: Until = None,
    at: At = None,
) -> None:
    """Hand the turn over: to the client, to a third party, or to later."""
    told(ref, _waiting(reason, question, party, their_ref, promised, until), at, facts.back)


_MEANT: Final = {
    WaitFor.CLIENT: {"--question"},
    WaitFor.THIRD_PARTY: {"--party", "--their-ref", "--promised"},
    WaitFor.INTERNAL: set[str](),
}


def _waiting(
    reason: WaitFor,
    question: str | None,
    party: str | None,
    their_ref: str | None,
    promised: str | None,
    until: str | None,
) -> Telling:
    given_too = {"--question": question, "--party": party, "--their-ref": their_ref, "--promised": promised}
    _refuse({name: value for name, value in given_too.items() if name not in _MEANT[reason]}, f"--for {reason}")
    back = _upcoming(until)
    match reason:
        case WaitFor.CLIENT:
            return waiting.wait_for_client(question, back)
        case WaitFor.THIRD_PARTY:
            return waiting.wait_for_third_party(party, back, their_ref=their_ref, promised=_upcoming(promised))
        case WaitFor.INTERNAL:
            return waiting.wait_internally(back)


@app.write(example="celyactl ticket chase 4F7K2QE 'Relance par téléphone' --promised 'demain 12:00'")
def chase(
    ref: Ref,
    text: Words = None,
    promised: Promised = None,
    until: Until = None,
    at: At = None,
) -> None:
    """Record that a third party was reminded."""
    told(ref, waiting.chase(text, _upcoming(promised), _upcoming(until)), at, facts.back)


@app.write(
    example="celyactl ticket escalate 4F7K2QE --to 3 --reason 'Base à reconstruire' --handover 'Sauvegarde saine'"
)
def escalate(
    ref: Ref,
    reason: Annotated[
        str, typer.Option("--reason", metavar=Text, help=marked("Why it must go up; internal."), callback=given)
    ],
    who: Annotated[
        str | None,
        typer.Argument(metavar=marked("[WHO]"), help=marked("With --to-manager: which manager; one of them else.")),
    ] = None,
    to: Annotated[int | None, typer.Option("--to", min=2, max=3, help=marked("The level that takes over."))] = None,
    to_manager: Annotated[
        bool, typer.Option("--to-manager", help=marked("Put it before a manager; the level stays."))
    ] = False,
    handover: Annotated[
        str | None,
        typer.Option(
            "--handover",
            metavar=Text,
            help=marked("What was seen, tried and found, internal; level 3 needs it."),
            callback=given,
        ),
    ] = None,
    assignee: Annotated[
        str | None, typer.Option("--assign", metavar=marked("WHO"), help=marked("Who takes it over."))
    ] = None,
    check: Checked = None,
    at: At = None,
) -> None:
    """Pass the ticket up a level, with what that level needs to go on, or put it before a manager."""
    if to_manager:
        _refuse({"--to": to, "--handover": handover, "--assign": assignee, "--check": check}, "--to-manager")
        told(ref, waiting.escalate_to_manager(who, reason), at, facts.height)
        return
    if to is None:
        raise HeightRequired
    _refuse({marked("WHO"): who}, "--to")
    checks = tuple(map(read_check, check or ()))
    telling = waiting.escalate(Level(to), reason, handover=handover, checks=checks, assignee=assignee)
    told(ref, telling, at, facts.height)


def _refuse(given_too: Mapping[str, object], beside: str) -> None:
    """Raises OptionOutOfPlace for the first that was given although it means nothing here."""
    for option, value in given_too.items():
        if value is not None:
            raise OptionOutOfPlace(option, beside)


def _upcoming(text: str | None) -> datetime | None:
    return session.current().desk.instant(text, upcoming=True)
