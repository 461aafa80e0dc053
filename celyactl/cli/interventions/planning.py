"""`celyactl intervention plan|move|cancel`: what is to come, and whether its client knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.interventions import options as of
from celyactl.cli.options import Ref
from celyactl.cli.tickets.telling import answer
from celyactl.cli.words import EitherWords, given
from celyactl.domain.entries.field import InterventionCancelled, InterventionMoved
from celyactl.domain.fold import refold
from celyactl.domain.visits import all_visits, unrecorded_visits
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.services.interventions.planning import (
    Move,
    Plan,
    cancel_intervention,
    is_named,
    move_intervention,
    plan_intervention,
    short_id,
    window_words,
)
from celyactl.services.tickets.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.ticket import Ticket
    from celyactl.domain.visits import Visit
    from celyactl.services.tickets.telling import Telling

app = Commands()


@app.write(
    example="celyactl intervention plan 4F7K2QE --mode onsite --start 'mardi 14:00' --end 15:30 --site siege --public"
)
def plan(
    ref: Ref,
    mode: of.HowToCome,
    start: of.Begins,
    end: of.Ends,
    technician: of.Technician = None,
    site: of.Site = None,
    summary: Annotated[
        str | None,
        typer.Option("--summary", metavar=marked("TEXT"), help=marked("What is to be done."), callback=given),
    ] = None,
    public: of.Told = False,
) -> None:
    """Plan an intervention: somebody will come, or work from afar."""
    begins, ends = of.window(start, end, upcoming=True)
    _told(ref, plan_intervention(Plan(mode, begins, ends, technician, site, summary, public)))


@app.write(example="celyactl intervention move 4F7K2QE --start 'jeudi 9:00' 'À la demande du client'")
def move(
    ref: Ref,
    start: of.Begins,
    end: Annotated[
        str | None,
        typer.Option("--end", metavar=of.INSTANT, help=marked("When it ends; it is as long as before by default.")),
    ] = None,
    text: EitherWords = None,
    technician: Annotated[
        str | None,
        typer.Option("--technician", metavar=marked("WHO"), help=marked("Who does it; as before by default.")),
    ] = None,
    which: of.Which = None,
    public: of.Told = False,
) -> None:
    """Give a planned intervention another window or technician.

    A client that knew of the old window is told of the new one.
    """
    begins, ends = of.window(start, end or start, upcoming=True)
    telling = move_intervention(Move(begins, ends if end else None, technician, text, which, public))
    _told(ref, telling, lambda ticket: _still_planned(ticket, which))


@app.write(example="celyactl intervention cancel 4F7K2QE 'Réglé à distance'")
def cancel(ref: Ref, text: EitherWords = None, which: of.Which = None) -> None:
    """Call a planned intervention off.

    A client that knew of it is told, with the text.
    """
    _told(ref, cancel_intervention(text, which))


def _told(ref: str, telling: Telling, about: Callable[[Ticket], Visit] | None = None) -> None:
    desk = session.current().desk
    done = tell(desk.store, acting(), ref, telling)
    visit = (about or _visit)(done.answer)
    more = {"intervention": {**visit._asdict(), "standing": visit.standing}}
    answer(done, lambda ticket: _planned(ticket, visit), more=more)


def _visit(ticket: Ticket) -> Visit:
    """The intervention that the last act was about."""
    last = ticket.journal[-1]
    ident = last.intervention if isinstance(last, InterventionMoved | InterventionCancelled) else last.id
    return next(one for one in all_visits(refold(ticket)) if one.id == ident)


def _still_planned(ticket: Ticket, which: str | None) -> Visit:
    """The intervention that a move was about, whether it moved or not."""
    return next(one for one in unrecorded_visits(refold(ticket)) if which is None or is_named(one.id, which))


def _planned(ticket: Ticket, visit: Visit) -> str:
    when = window_words(visit, Wall(session.current().desk.now))
    if visit.standing == "cancelled":
        return _("{ref}: called off: {when}").format(ref=ticket.ref, when=when)
    said = _("{ref}: planned {when}, {who} ({id})")
    return said.format(ref=ticket.ref, when=when, who=visit.technician or "-", id=short_id(visit.id))
