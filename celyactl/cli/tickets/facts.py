"""What an act set, in a few words beside the ticket's status: so whoever typed it sees that it was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.cli import session
from celyactl.domain.entries.lifecycle import Escalate
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.lists import listed
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.words import word

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket


def priority(ticket: Ticket) -> str:
    """`P1`."""
    return word(ticket.priority)


def assignee(ticket: Ticket) -> str:
    """`with Léa Martin`."""
    return _("with {who}").format(who=_person(ticket.assignee)) if ticket.assignee else _("with nobody")


def height(ticket: Ticket) -> str:
    """`level 3, with Karim`; `put before Nadia` where it went to a manager and the level stayed."""
    last = ticket.journal[-1]
    if isinstance(last, Escalate) and last.manager:
        return _("put before {who}").format(who=_person(last.manager))
    level = _("level {level}").format(level=int(ticket.level))
    return listed([level, assignee(ticket) if ticket.assignee else ""])


def labels(ticket: Ticket) -> str:
    """`labels: vip, fax`."""
    count, names = len(ticket.labels), ", ".join(ticket.labels)
    return ngettext("label: {names}", "labels: {names}", count).format(names=names) if count else _("no label")


def back(ticket: Ticket) -> str:
    """`back on the board Monday 08:00`."""
    if ticket.pending is None:
        return ""
    return _("back on the board {when}").format(when=Wall(session.current().desk.now).ahead(ticket.pending.until))


def _person(ident: str) -> str:
    return Names(session.current().desk.view.company).person(ident)
