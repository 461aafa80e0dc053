"""What the index knows of a client on the telephone: its open tickets, outages, past causes, faults that come again."""

from __future__ import annotations

from sqlite3 import DatabaseError
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, msgpack

from celyactl.domain.caller_card import PastCause, TicketOn
from celyactl.domain.ticket import Ticket

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from celyactl.store.index.index import Index

_MOST_OPEN: Final = 200
_ON: Final = "EXISTS (SELECT 1 FROM tags WHERE field = 'component' AND tags.id = tickets.id AND name IN ({places}))"


def open_tickets(index: Index, client: str) -> list[Ticket]:
    """The open tickets of a client, those that fall due first before the others."""
    query = (
        "SELECT packed FROM tickets INDEXED BY tickets_open WHERE open = 1 AND client = ? ORDER BY due_order, priority"
    )
    return _tickets(index, f"{query} LIMIT {_MOST_OPEN}", [client])


def with_outage(index: Index, services: Collection[str]) -> list[Ticket]:
    """The open tickets, of any client, that tell of an outage of one of these services."""
    wanted = sorted(services)
    places = ", ".join("?" * len(wanted))
    told = f"SELECT DISTINCT id FROM tags WHERE field = 'outage' AND name IN ({places})"  # noqa: S608 - places only
    query = f"SELECT packed FROM tickets WHERE id IN ({told})"  # noqa: S608 - words of ours
    return _tickets(index, query, wanted) if wanted else []


def past_causes(index: Index, client: str, components: Sequence[str], most: int) -> list[PastCause]:
    """The latest causes of a client's tickets on these components (on any, when none is given), newest first."""
    where, values = _on(components)
    query = (
        "SELECT ref, cause, title, opened_at, components FROM tickets"  # noqa: S608 - places for values only
        f" WHERE client = ? AND cause IS NOT NULL AND {where} ORDER BY opened DESC LIMIT ?"
    )
    rows = index.connection.execute(query, (client, *values, most))
    return [PastCause(ref, cause, title, opened, tuple((on or "").split())) for ref, cause, title, opened, on in rows]


def incidents_since(index: Index, client: str, component: str, since: int) -> list[str]:
    """The incidents that a client reported on a component since then (seconds since 1970), but cancelled ones."""
    where, values = _on([component])
    query = (
        "SELECT ref FROM tickets WHERE client = ? AND opened >= ?"  # noqa: S608 - places for values only
        f" AND kind = 'incident' AND status <> 'cancelled' AND {where} ORDER BY opened"
    )
    return [str(ref) for (ref,) in index.connection.execute(query, (client, since, *values))]


def tickets_on(index: Index, client: str, component: str, most: int) -> tuple[list[TicketOn], int]:
    """The latest tickets of a client on a component, newest first, and how many there are."""
    where, values = _on([component])
    source = f"FROM tickets WHERE client = ? AND {where}"
    query = f"SELECT ref, status, pending, opened_at, title {source} ORDER BY opened DESC LIMIT {most}"
    (total,) = index.connection.execute(f"SELECT count(*) {source}", (client, *values)).fetchone()
    return [TicketOn(*row) for row in index.connection.execute(query, (client, *values))], int(total)


def _on(components: Sequence[str]) -> tuple[str, list[str]]:
    if not components:
        return "1", []
    return _ON.format(places=", ".join("?" * len(components))), [name.casefold() for name in components]


def _tickets(index: Index, query: str, values: Sequence[str]) -> list[Ticket]:
    decoder = msgpack.Decoder(Ticket)
    try:
        return [decoder.decode(packed) for (packed,) in index.connection.execute(query, values)]
    except (DecodeError, TypeError) as damaged:
        raise DatabaseError(*damaged.args) from damaged
