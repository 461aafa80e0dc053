"""Who may be calling: the numbers and the names of clients, their sites, their contacts and their lines.

Numbers are E.164, ranges include both ends; one that could not be called from outside is kept by its digits. Names are
folded. `kind` is client, site, contact or component, `id` its id at the client (the client's own for a client).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from celyactl.domain.client import Client
    from celyactl.store.index.index import Index

TABLES: Final = ("numbers", "cards")
_MATCH: Final = "kind, client, id, name"


class Match(NamedTuple):
    """Something of a client that a number or a name belongs to."""

    kind: str
    client: str
    id: str
    name: str


def put_callers(connection: Connection, client: Client, path: str) -> None:
    """Tell of a client's numbers and names."""
    numbers = ((*both, *match, path) for match, texts in _numbers(client) for both in _ranges(texts))
    connection.executemany("INSERT INTO numbers VALUES (?, ?, ?, ?, ?, ?, ?)", set(numbers))
    around = folded(f"{client.id} {client.name}")
    cards = (
        (*match, folded(match.name), folded(" ".join(filter(None, texts))), around, path)
        for match, texts in _names(client)
    )
    connection.executemany("INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?)", cards)


def _numbers(client: Client) -> Iterator[tuple[Match, tuple[str, ...]]]:
    yield Match("client", client.id, client.id, client.name), client.phones
    for site in client.sites:
        yield Match("site", client.id, site.id, site.name), site.phones
    for contact in client.contacts:
        yield Match("contact", client.id, contact.id, contact.name), contact.phones
    for component in client.components:
        yield Match("component", client.id, component.id, component.name), component.numbers


def _ranges(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    from celyactl.domain.telephone import digits, span  # a client may have no number

    for text in texts:
        if found := span(text):
            yield found
        elif bare := digits(text):
            yield bare, bare


def _names(client: Client) -> Iterator[tuple[Match, tuple[str | None, ...]]]:
    yield Match("client", client.id, client.id, client.name), (client.id, client.name, *client.domains)
    for site in client.sites:
        names = (site.id, site.name, site.address, site.postcode, site.city)
        yield Match("site", client.id, site.id, site.name), names
    for contact in client.contacts:
        yield Match("contact", client.id, contact.id, contact.name), (contact.id, contact.name, contact.email)
    for component in client.components:  # known to completion, and called by nobody
        yield Match("component", client.id, component.id, component.name), ()


def by_number(index: Index, number: str) -> list[Match]:
    """Whose number it is, in E.164."""
    query = f"SELECT {_MATCH} FROM numbers WHERE first <= ?1 AND last >= ?1 AND length(first) = length(?1)"  # noqa: S608 - names of ours
    return _found(index, query, [number])


def by_ending(index: Index, digits: str) -> list[Match]:
    """Whose number, or whose range's first or last, ends like this."""
    query = f"SELECT {_MATCH} FROM numbers WHERE substr(first, -length(?1)) = ?1 OR substr(last, -length(?1)) = ?1"  # noqa: S608
    return _found(index, query, [digits])


def by_text(index: Index, text: str) -> list[Match]:
    """Who has all these words in its own names and its client's, one at least in its own.

    Who is called exactly so leaves the others out.
    """
    words = folded(text).split()
    if not words:
        return []
    exact = f"SELECT {_MATCH} FROM cards WHERE ?1 IN (id, called) AND kind <> 'component'"  # noqa: S608
    if found := _found(index, exact, [" ".join(words)]):
        return found
    all_of_them = " AND ".join(["instr(folded || ' ' || around, ?) > 0"] * len(words))
    one_of_them = " OR ".join(["instr(folded, ?) > 0"] * len(words))
    query = f"SELECT {_MATCH} FROM cards WHERE {all_of_them} AND ({one_of_them})"  # noqa: S608 - places for values only
    return _found(index, query, [*words, *words])


def _found(index: Index, query: str, values: list[str]) -> list[Match]:
    rows = index.connection.execute(f"{query} ORDER BY client, kind, id", values)
    return list(dict.fromkeys(Match(*map(str, row)) for row in rows))
