"""`celyactl operation announce|done|cancel`: what is said of an operation once it is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.interventions.options import INSTANT, window
from celyactl.cli.options import Ref
from celyactl.cli.tickets.telling import answer
from celyactl.cli.words import NeededPublicWords, PublicWords
from celyactl.domain.fold import refold
from celyactl.domain.operations import operation_of
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.render.operations import operation_data, operation_line
from celyactl.services.operations.telling import announce_operation, cancel_operation, finish_operation
from celyactl.services.tickets.telling import tell

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket
    from celyactl.services.recording import Done
    from celyactl.services.tickets.telling import Telling

app = Commands()


@app.write(example="celyactl operation announce 4F7K2QE 'Coupure de dix minutes au plus.'")
def announce(
    ref: Ref,
    text: PublicWords = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", metavar=marked("CONTACT"), help=marked("Who is told; who gets the mails by default; repeatable.")
        ),
    ] = None,
) -> None:
    """Tell the client of an operation; 24 hours ahead, it excludes its time.

    The commit proves when it was told (docs/sla.md rule 11).
    """
    _tell(ref, announce_operation(to or (), text))


@app.write(example="celyactl operation done 4F7K2QE 'Coupure de sept minutes.'")
def done(
    ref: Ref,
    text: PublicWords = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar=INSTANT, help=marked("When it began; with its window by default.")),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar=INSTANT, help=marked("When it ended; with its window by default."))
    ] = None,
    rolled_back: Annotated[bool, typer.Option("--rolled-back", help=marked("All is as it was before."))] = False,
) -> None:
    """Record that an operation took place, and resolve its ticket."""
    desk = session.current().desk
    began = desk.instant(start)
    ended = window(start, end)[1] if start and end else desk.instant(end)
    _tell(ref, finish_operation(began, ended, text, rolled_back=rolled_back))


@app.write(example="celyactl operation cancel 4F7K2QE 'Reportée par le client.'")
def cancel(ref: Ref, text: NeededPublicWords) -> None:
    """Call an operation off."""
    _tell(ref, cancel_operation(text))


def _tell(ref: str, telling: Telling) -> None:
    answered(tell(session.current().desk.store, acting(), ref, telling))


def answered(done: Done[Ticket]) -> None:
    """The ticket, and its operation as it then is."""
    operation = operation_of(refold(done.answer))
    assert operation is not None  # noqa: S101 - every act here is about one
    wall = Wall(session.current().desk.now)
    answer(
        done,
        lambda ticket: _("{ref}: {operation}").format(ref=ticket.ref, operation=operation_line(operation, wall)),
        more={"operation": operation_data(operation)},
    )
