"""What tickets are called: here, and in the systems that they were brought in from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from celyactl.store.index.index import Index


def external_ids(index: Index) -> dict[str, str]:
    """The reference of each ticket that has a name elsewhere, by that name."""
    return dict(index.connection.execute("SELECT external_id, ref FROM tickets WHERE external_id IS NOT NULL"))


def named_elsewhere(index: Index, name: str) -> list[str]:
    """The tickets that have this name in another system, the latest first."""
    query = "SELECT ref FROM tickets WHERE external_id = ? ORDER BY opened DESC, ref DESC"
    return [ref for (ref,) in index.connection.execute(query, (name,))]


def references(index: Index) -> set[str]:
    """Every reference in use, former ones included."""
    found = index.connection.execute("SELECT ref FROM tickets UNION ALL SELECT ref FROM aliases")
    return {ref for (ref,) in found}
