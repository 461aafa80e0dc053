"""Which tickets something happened to lately: asked of the index, so that only those are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.store.index.index import Index


def recent(index: Index, since: datetime) -> list[str]:
    """The tickets with an entry from `since` on, the first to change first."""
    query = "SELECT ref FROM tickets WHERE last >= ? ORDER BY last, ref"
    return [ref for (ref,) in index.connection.execute(query, (int(since.timestamp()),))]
