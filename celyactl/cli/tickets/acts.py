"""`celyactl ticket ack|assist|…`: the acts of a technician; each parses, tells one act and shows the ticket."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.cli.commands import Commands
from celyactl.cli.options import At, OnComponents, Ref
from celyactl.cli.tickets import facts
from celyactl.cli.tickets.telling import told
from celyactl.cli.words import How, NeededPublicWords, NeededWords, PublicWords, Words, given
from celyactl.domain.words import Because, ClockName, Priority
from celyactl.i18n import marked
from celyactl.services.tickets import working

app = Commands()


@app.write(example="celyactl ticket ack 4F7K2QE --how 'rappel au standard'")
def ack(ref: Ref, how: How = None, at: At = None) -> None:
    """Reach the operator and take the problem into account: ends the response clock."""
    told(ref, working.ack(how), at)


@app.write(example="celyactl ticket assist 4F7K2QE --how 'redémarrage du poste guidé par téléphone'")
def assist(ref: Ref, how: How = None, at: At = None) -> None:
    """Help the operator."""
    told(ref, working.assist(how), at)


@app.write(example="celyactl ticket start 4F7K2QE")
def start(ref: Ref, at: At = None) -> None:
    """Begin to work."""
    told(ref, working.start(), at)


@app.write(example="celyactl ticket assign 4F7K2QE lea")
def assign(
    ref: Ref,
    who: Annotated[str, typer.Argument(metavar=marked("WHO"), help=marked("A member of the team, `me` or `none`."))],
    at: At = None,
) -> None:
    """Make it somebody's ticket."""
    told(ref, working.assign(None if who == "none" else who), at, facts.assignee)


@app.write(example="celyactl ticket resume 4F7K2QE")
def resume(ref: Ref, text: Words = None, at: At = None) -> None:
    """Take the turn back after a wait."""
    told(ref, working.resume(text), at)


@app.write(example="celyactl ticket cause 4F7K2QE 'Carte réseau du serveur en panne' --component ipbx")
def cause(
    ref: Ref,
    text: NeededWords,
    unknown: Annotated[bool, typer.Option("--unknown", help=marked("It could not be found."))] = False,
    component: OnComponents = None,
    at: At = None,
) -> None:
    """Name the cause."""
    told(ref, working.cause(text, unknown=unknown, components=component or ()), at)


@app.write(example="celyactl ticket restore 4F7K2QE --at 14:20")
def restore(
    ref: Ref,
    degraded: Annotated[
        str | None,
        typer.Option(
            "--degraded",
            metavar=marked("TEXT"),
            help=marked("A workaround: what it lacks; the client reads it."),
            callback=given,
        ),
    ] = None,
    at: At = None,
) -> None:
    """Say that the function is back: ends the restoration clock."""
    told(ref, working.restore(degraded), at)


@app.write(example="celyactl ticket close 4F7K2QE")
def close(ref: Ref, at: At = None) -> None:
    """Close a resolved ticket."""
    told(ref, working.close(), at)


@app.write(example="celyactl ticket reopen 4F7K2QE 'Le défaut est revenu.'")
def reopen(ref: Ref, text: PublicWords = None, at: At = None) -> None:
    """Open a settled ticket again."""
    told(ref, working.reopen(text), at)


@app.write(example="celyactl ticket confirm 4F7K2QE")
def confirm(ref: Ref, at: At = None) -> None:
    """Record that the client says it is settled."""
    told(ref, working.confirm(), at)


@app.write(example="celyactl ticket cancel 4F7K2QE 'Signalé deux fois.'")
def cancel(ref: Ref, text: NeededPublicWords, at: At = None) -> None:
    """Cancel a ticket that should not have been, or is no longer wanted."""
    told(ref, working.cancel(text), at)


@app.write(example="celyactl ticket priority 4F7K2QE P1 --text 'Plus aucun appel'")
def priority(
    ref: Ref,
    priority: Annotated[
        Priority, typer.Argument(metavar=marked("PRIORITY"), help=marked("From P1, the most urgent, to P4."))
    ],
    text: Annotated[
        str | None, typer.Option("--text", metavar=marked("TEXT"), help=marked("Why."), callback=given)
    ] = None,
    at: At = None,
) -> None:
    """Judge the urgency anew."""
    told(ref, working.set_priority(priority, text), at, facts.priority)


@app.write(example="celyactl ticket reason 4F7K2QE --clock response --because client --text 'Standard fermé'")
def reason(
    ref: Ref,
    clock: Annotated[ClockName, typer.Option("--clock", help=marked("Which promise was missed."))],
    because: Annotated[Because, typer.Option("--because", help=marked("On whose account."))],
    text: Annotated[str, typer.Option("--text", metavar=marked("TEXT"), help=marked("What happened."), callback=given)],
    at: At = None,
) -> None:
    """Say why a promise was missed."""
    told(ref, working.give_reason(clock, because, text), at)
