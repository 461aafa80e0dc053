"""Which tickets something happened to lately: asked of the index, so that only those are read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.store.index.index import Index


def recent(index: Index, since: datetime) -> list[str]:
    """The tickets with an entry from `since` on, the first to change first."""
    query = "SELECT ref FROM tickets WHERE last >= ? ORDER BY last, ref"
    return [ref for (ref,) in index.connection.execute(query, (int(since.timestamp()),))]


_LONG: Final = timedelta(days=60)
"""Of what was opened longer ago only what is resolved and not closed is looked for: the table is not read whole."""


def settled_lately(index: Index, since: datetime) -> list[str]:
    """The tickets that are not open, with an entry from `since` on."""
    columns = "SELECT ref FROM tickets"
    query = (
        f"{columns} WHERE opened >= ? AND open = 0 AND last >= ? "
        f"UNION {columns} WHERE status = 'resolved' AND last >= ?"
    )
    after, first = int(since.timestamp()), int((since - _LONG).timestamp())
    return [ref for (ref,) in index.connection.execute(query, (first, after, after))]
