"""The shapes of `--json`, apart from the files' own: every field is there, null where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.domain.model import plain
from celyactl.domain.ticket import Header

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket


def header_data(header: Header) -> dict[str, Any]:
    """The header of a ticket, as `ticket list` gives it."""
    names = (name for name in Header.__struct_fields__ if name != "format")
    return {name: getattr(header, name) for name in names}


def ticket_data(ticket: Ticket) -> dict[str, Any]:
    """A ticket with its journal, oldest entry first as stored."""
    return header_data(ticket) | {"journal": [plain(entry) for entry in ticket.journal]}
