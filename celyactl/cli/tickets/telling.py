"""What all acts on a ticket share: tell it, then say in one line where the ticket stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.cli import session
from celyactl.cli.data import ticket_data
from celyactl.cli.output import show
from celyactl.i18n import gettext as _
from celyactl.render.words import status_words
from celyactl.services.telling import tell

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket
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
    show(ticket_data(done.answer), lambda: standing(done.answer, dry_run=now.dry_run), warnings=done.warnings)


def standing(ticket: Ticket, *, dry_run: bool) -> str:
    """One line: reference, status, level and who has it."""
    line = _("{ref}: {status}").format(ref=ticket.ref, status=status_words(ticket))
    return _("{line} (not recorded: --dry-run)").format(line=line) if dry_run else line
