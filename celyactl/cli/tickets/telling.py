"""What all acts on a ticket share: tell it, then say where the ticket stands and what its clocks promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.cli import session
from celyactl.cli.data import ticket_data
from celyactl.cli.output import show
from celyactl.cli.pages import Sheet
from celyactl.cli.progress import Bar
from celyactl.domain.words import OPEN
from celyactl.i18n import gettext as _
from celyactl.render.words import status_words
from celyactl.services.telling import tell

if TYPE_CHECKING:
    from celyactl.desk import Desk
    from celyactl.domain.ticket import Ticket
    from celyactl.render.terminal.page import Page
    from celyactl.services.recording import Done
    from celyactl.services.telling import Telling


def told(ref: str, telling: Telling, at: str | None) -> None:
    """Tell an act on a ticket and show the ticket's new state."""
    now = session.current()
    desk = now.desk
    done = tell(desk.store, desk.acting(now.actor, dry_run=now.dry_run), ref, telling, desk.instant(at))
    answer(done)


def answer(done: Done[Ticket]) -> None:
    """Show the ticket that an act made or changed."""
    now = session.current()
    show(
        ticket_data(done.answer),
        lambda: Sheet(_standing(now.desk, done.answer, dry_run=now.dry_run)),
        warnings=done.warnings,
    )


def _standing(desk: Desk, ticket: Ticket, *, dry_run: bool) -> Page:
    """Reference and status; for an open ticket its clocks, so that whoever holds the telephone can say by when."""
    from celyactl.render.terminal.page import Page, line  # noqa: PLC0415 - not for programs

    text = _("{ref}: {status}").format(ref=ticket.ref, status=status_words(ticket))
    first = line(_("{line} (not recorded: --dry-run)").format(line=text) if dry_run else text)
    if ticket.status not in OPEN or ticket.contract is None:
        return Page((first,))
    from celyactl.render.moments import Wall  # noqa: PLC0415
    from celyactl.render.terminal.clocks import bars  # noqa: PLC0415
    from celyactl.services.sla import Cases  # noqa: PLC0415

    with Bar(_("Indexing")) as bar:
        case = Cases(desk.view, bar).of(ticket)
    promised = [clock for clock in case.clocks(desk.now) if clock.target]
    return Page((first, bars(promised, case.story.reasons, Wall(desk.now))) if promised else (first,))
