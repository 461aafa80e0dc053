"""Which tickets a digest is about: those that are open, and those that something happened to since a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.store.index.index import Index


class Touched(NamedTuple):
    """A ticket, who asked for it, and when something happened to it last, in seconds since 1970."""

    ref: str
    requester: str | None
    is_open: bool
    last: int


def touched(index: Index, since: datetime) -> dict[str, list[Touched]]:
    """The tickets of each client that are open, or were touched from `since` on, the oldest first."""
    query = "SELECT client, ref, requester, open, last FROM tickets WHERE open = 1 OR last >= ? ORDER BY opened, ref"
    found: dict[str, list[Touched]] = {}
    for client, ref, requester, is_open, last in index.connection.execute(query, (int(since.timestamp()),)):
        found.setdefault(client, []).append(Touched(ref, requester, bool(is_open), last))
    return found
