"""The tickets of a board, whole, from the index: reading their files would take longer than all the rest."""

from __future__ import annotations

from sqlite3 import DatabaseError
from typing import TYPE_CHECKING

from msgspec import DecodeError, msgpack

from celyactl.domain.ticket import Ticket

if TYPE_CHECKING:
    from celyactl.store.index.index import Index


def on_board(index: Index) -> list[Ticket]:
    """Every ticket that is open, or missed a target without a reason. Raises DatabaseError for damage."""
    columns = "SELECT packed FROM tickets"
    rows = index.connection.execute(f"{columns} WHERE open = 1 UNION ALL {columns} WHERE missed = 2")
    decoder = msgpack.Decoder(Ticket)
    try:
        return [decoder.decode(packed) for (packed,) in rows]
    except (DecodeError, TypeError) as damaged:
        raise DatabaseError(*damaged.args) from damaged
