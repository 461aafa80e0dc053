"""Which tickets escalation has to look at: asked of the index each minute, so that only those are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.store.index.index import Index


def wanting(index: Index, now: datetime) -> list[str]:
    """The references of the tickets for which something may be due at `now`, the longest due first."""
    query = "SELECT ref FROM tickets WHERE attention <= ? ORDER BY attention, ref"
    return [str(ref) for (ref,) in index.connection.execute(query, (int(now.timestamp()),))]
