"""What all acts on a ticket share: tell it, then say where the ticket stands and what its clocks promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.cli import session
from celyactl.cli.acts import done_or_tried
from celyactl.cli.output import show
from celyactl.cli.pages import Sheet
from celyactl.cli.progress import Bar
from celyactl.cli.ticket_data import ticket_data
from celyactl.domain.words import OPEN, Priority
from celyactl.errors import CelyactlError
from celyactl.i18n import gettext as _
from celyactl.render.lists import listed
from celyactl.render.moments import Wall
from celyactl.render.words import status_words
from celyactl.services.tickets.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from celyactl.desk import Desk
    from celyactl.domain.ticket import Ticket
    from celyactl.render.terminal.page import Page
    from celyactl.services.recording import Done
    from celyactl.services.tickets.telling import Telling


def told(ref: str, telling: Telling, at: str | None, fact: Callable[[Ticket], str] = lambda _ticket: "") -> None:
    """Tell an act on a ticket and show the ticket's new state; `fact` says what the act set beside the status."""
    now = session.current()
    desk = now.desk
    moment = desk.instant(at)
    done = tell(desk.store, desk.acting(now.actor, dry_run=now.dry_run), ref, telling, moment)
    answer(done, lambda ticket: happened(ticket, moment, fact(ticket)))


def happened(ticket: Ticket, at: datetime | None, fact: str = "") -> str:
    """Reference, status and fact, and when the act happened if somebody said so."""
    text = _("{ref}: {status}").format(ref=ticket.ref, status=listed((status_words(ticket), fact)))
    return _("{line}, as of {when}").format(line=text, when=_moment(at)) if at else text


def opened(ticket: Ticket, at: datetime | None) -> str:
    """Reference and status, and when it was reported if somebody said so."""
    text = _("{ref}: {status}").format(ref=ticket.ref, status=status_words(ticket))
    return _("{line}, reported {when}").format(line=text, when=_moment(at)) if at else text


def _moment(at: datetime) -> str:
    return Wall(session.current().desk.now).moment(at)


def answer(
    done: Done[Ticket],
    said: Callable[[Ticket], str],
    promises_nothing: str = "",
    more: Mapping[str, Any] | None = None,
) -> None:
    """Show the ticket that an act made or changed: a line, then its clocks, or what is said when it has no target.

    `more` is what programs are told beside the ticket.
    """
    now = session.current()
    now.is_urgent = _is_urgent(done.answer)
    show(
        ticket_data(done.answer) | dict(more or {}),
        lambda: Sheet(_standing(now.desk, done.answer, said(done.answer), promises_nothing)),
        warnings=done.warnings,
    )


def _is_urgent(ticket: Ticket) -> bool:
    """Whether others wait for the act: the client, who is told something, or anybody when it is a P1."""
    last = ticket.journal[-1]
    told_the_client = last.type in {"ack", "restore"} or (last.type == "note" and last.public)
    return ticket.priority is Priority.P1 or told_the_client


def _standing(desk: Desk, ticket: Ticket, text: str, promises_nothing: str) -> Page:
    """What was done; for an open ticket its clocks, so that whoever holds the telephone can say by when."""
    from celyactl.render.terminal.page import Page, Span, Style, line  # not for programs

    first = line(done_or_tried(text))
    silent = Page((first, line(Span(promises_nothing, Style.QUIET))) if promises_nothing else (first,))
    if ticket.status not in OPEN or ticket.contract is None:
        return silent
    from celyactl.render.terminal.clocks import bars  # not for programs
    from celyactl.services.sla import Cases

    try:
        with Bar(_("Indexing")) as bar:
            case = Cases(desk.view, bar).of(ticket)
        promised = [clock for clock in case.clocks(desk.now) if clock.target]
    except CelyactlError as unknown:
        session.current().warn(unknown.sentence)  # the act is recorded: an error would have it done again
        return Page((first,))
    return Page((first, bars(promised, case.story.reasons, Wall(desk.now)))) if promised else silent
