"""The tickets that somebody may mean without naming one: their own first, then what falls due first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from celyactl.store.index.index import Index

_MOST: Final = 300


class Choice(NamedTuple):
    """A ticket to choose."""

    ref: str
    priority: int
    client: str
    title: str
    assignee: str | None


def choices(index: Index, me: str | None, *, settled: bool) -> list[Choice]:
    """The open tickets, or those that were settled last."""
    where = "open = 0 AND status <> 'cancelled'" if settled else "open = 1"
    order = "last DESC" if settled else "due_order, priority, opened"
    query = (
        f"SELECT {', '.join(Choice._fields)} FROM tickets WHERE {where}"  # noqa: S608 - words of ours
        f" ORDER BY coalesce(assignee = ?, 0) DESC, {order} LIMIT {_MOST}"
    )
    return [Choice._make(row) for row in index.connection.execute(query, (me,))]
