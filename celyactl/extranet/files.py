"""Files of a ticket for its client: those that came with what it may read, always saved, never shown by the browser."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from celyactl.domain.fold import refold
from celyactl.domain.permission import Told, Verb, may
from celyactl.errors.attachment import AttachmentErased
from celyactl.errors.base import CelyactlError
from celyactl.extranet.asked import Answer, Refused
from celyactl.extranet.showing import failed
from celyactl.i18n import gettext as _
from celyactl.render.exchange import readable as entries
from celyactl.render.moments import Wall
from celyactl.services.tickets import attaching

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit
    from celyactl.services.tickets.attaching import Attached

_ANY_BYTES = "application/octet-stream"
"""Whatever its name says: a browser is to save it, and to guess nothing."""


def download(visit: Visit, asked: Asked) -> Answer:
    """One file, by the ticket and its SHA-256; of another or an internal entry it looks as if not there."""
    ticket = visit.ticket(asked.path["ref"], Verb.SEE)
    one = next((one for one in readable(visit, ticket) if one.note.sha256 == asked.path["file"]), None)
    if one is None:
        raise Refused(HTTPStatus.NOT_FOUND)
    try:
        content = attaching.content(visit.desk.repository, ticket, one, visit.remote, Wall(visit.desk.now))
    except AttachmentErased:
        return failed(visit.room, HTTPStatus.GONE, visit, _("This file was erased."))
    except CelyactlError:
        later = _("This file is not here yet. Please try again later.")
        return failed(visit.room, HTTPStatus.SERVICE_UNAVAILABLE, visit, later)
    return Answer(content, kind=_ANY_BYTES, saved_as=one.note.name)


def readable(visit: Visit, ticket: Ticket) -> list[Attached]:
    """The files that came with entries which the client may read."""
    shown = (entry for entry in entries(refold(ticket)) if may(visit.actor, Verb.SEE, Told(ticket, entry)))
    return attaching.files_of(ticket, shown)
