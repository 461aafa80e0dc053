"""Which tickets escalation has to look at: asked of the index each minute, so that only those are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.store.index.index import Index


class Wanting(NamedTuple):
    """A ticket for which something may be due; `is_open` is false for one that may close."""

    ref: str
    is_open: bool
    priority: int
    contract: str | None


def wanting(index: Index, now: datetime) -> list[Wanting]:
    """The tickets for which something may be due at `now`, the longest due first."""
    query = "SELECT ref, open, priority, contract FROM tickets WHERE attention <= ? ORDER BY attention, ref"
    rows = index.connection.execute(query, (int(now.timestamp()),))
    return [Wanting(ref, bool(is_open), priority, contract) for ref, is_open, priority, contract in rows]
