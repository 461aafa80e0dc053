"""What is not settled yet: the tickets of somebody who leaves are among them. References, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from celyactl.store.index.index import Index


def unsettled(index: Index) -> list[str]:
    """The tickets that are open or only resolved."""
    query = "SELECT ref FROM tickets WHERE open = 1 OR status = 'resolved' ORDER BY ref"
    return [str(ref) for (ref,) in index.connection.execute(query)]
