"""The tickets of a board, whole, from the index: reading their files would take longer than all the rest."""

from __future__ import annotations

from sqlite3 import DatabaseError
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import DecodeError, msgpack

from celyactl.domain.board import Counts
from celyactl.domain.ticket import Ticket
from celyactl.store.index.schema import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from celyactl.store.index.index import Index

_OPEN: Final = "FROM tickets INDEXED BY tickets_board WHERE open = 1"
_DUE: Final = f"(running < {NEVER} OR promised <= :now)"
_STILL: Final = f"running = {NEVER} AND promised > :now"
_SECTIONS: Final = {
    "due": (_DUE, f"min(running, CASE WHEN promised <= :now THEN promised ELSE {NEVER} END)"),
    "ours": (f"{_STILL} AND pending IS NULL", "turn"),
    "client": (f"{_STILL} AND pending = 'client'", "back"),
    "third_party": (f"{_STILL} AND pending = 'third-party'", "back"),
    "aside": (f"{_STILL} AND pending = 'internal'", "back"),
}
"""As `domain.board` has them: what an open ticket is there for, and in which order."""
_MISSED: Final = "FROM tickets WHERE unexplained IS NOT NULL AND unexplained < :now"


class Shown(NamedTuple):
    """The first tickets of each section, in no order, those with something beside it, and how many there are in all."""

    tickets: list[Ticket]
    beside: list[Ticket]
    counts: Counts


def on_board(index: Index) -> list[Ticket]:
    """Every ticket that is open, or missed a target without a reason. Raises DatabaseError for damage."""
    ids = "SELECT id FROM tickets"
    missed = "unexplained IS NOT NULL AND open = 0"
    return _whole(index, f"id IN ({ids} WHERE open = 1 UNION ALL {ids} WHERE {missed})")


def beside_board(index: Index) -> list[Ticket]:
    """The open tickets on which something is planned, or whose last message reached nobody. Raises as `on_board`."""
    return _whole(index, "beside = 1 AND open = 1")


def lost_lately(index: Index, since: datetime) -> list[Ticket]:
    """Those that are settled, whose last message reached nobody, and on which something happened from `since` on."""
    return _whole(index, f"beside = 1 AND open = 0 AND last >= {int(since.timestamp())}")


def shown(index: Index, now: datetime, most: int) -> Shown:
    """What a board of `now` shows with so many tickets a section at most, 0 for all. Raises as `on_board`."""
    given = {"now": int(now.timestamp()), "most": most or -1}
    orders = [f"{_OPEN} AND {where} ORDER BY {order}" for where, order in _SECTIONS.values()]
    wanted = [f"SELECT id {one}, ref LIMIT :most" for one in (*orders, f"{_MISSED} ORDER BY unexplained")]
    ids = {ident for query in wanted for (ident,) in index.connection.execute(query, given)}
    return Shown(_whole(index, f"id IN ({', '.join(map(str, ids))})"), beside_board(index), _counts(index, given))


def _counts(index: Index, given: dict[str, int]) -> Counts:
    wheres = {name: where for name, (where, _order) in _SECTIONS.items()} | {"late": "running < :now"}
    sums = ", ".join(f"coalesce(sum({where}), 0)" for where in wheres.values())
    found = index.connection.execute(f"SELECT {sums} {_OPEN}", given).fetchone()
    (missed,) = index.connection.execute(f"SELECT count(*) {_MISSED}", given).fetchone()
    return Counts(unexplained=missed, **dict(zip(wheres, found, strict=True)))


def _whole(index: Index, where: str) -> list[Ticket]:
    decoder = msgpack.Decoder(Ticket)
    rows: Iterable[tuple[bytes]] = index.connection.execute(f"SELECT packed FROM tickets WHERE {where}")  # noqa: S608 - words and numbers of ours
    try:
        return [decoder.decode(packed) for (packed,) in rows]
    except (DecodeError, TypeError) as damaged:
        raise DatabaseError(*damaged.args) from damaged
