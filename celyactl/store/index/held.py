"""What is not settled yet: the tickets of somebody who leaves are among them. References, sorted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from celyactl.store.index.index import Index


def unsettled(index: Index) -> list[str]:
    """The tickets that are open or only resolved."""
    query = "SELECT ref FROM tickets WHERE open = 1 OR status = 'resolved' ORDER BY ref"
    return [str(ref) for (ref,) in index.connection.execute(query)]


def settled(index: Index) -> list[tuple[str, str, datetime]]:
    """The tickets that are closed or cancelled, with their client and the instant of their last entry."""
    query = "SELECT ref, client, last_at FROM tickets WHERE status IN ('closed', 'cancelled') ORDER BY ref"
    rows = index.connection.execute(query)
    return [(str(ref), str(client), datetime.fromisoformat(str(at))) for ref, client, at in rows]
