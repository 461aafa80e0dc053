"""Which tickets belong to a contract or a client, for those who read them whole: paths and blobs by opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from celyactl.store.place import Place


class TicketFile(NamedTuple):
    """One ticket's file: where it is, and its text's id."""

    path: str
    blob: str


def files_of_contract(place: Place, commit: str, slug: str) -> list[TicketFile]:
    """The files of a contract's tickets, by an index of this commit or, failing that, of the present."""
    return _found(place, commit, "SELECT path, blob FROM tickets WHERE contract = ? ORDER BY opened, ref", slug)


def files_of_client(place: Place, commit: str, client: str) -> list[TicketFile]:
    """The files of a client's tickets, whatever their contract."""
    return _found(place, commit, "SELECT path, blob FROM tickets WHERE client = ? ORDER BY opened, ref", client)


def _found(place: Place, commit: str, query: str, name: str) -> list[TicketFile]:
    return asked_of(place, commit, lambda index: [TicketFile(*row) for row in index.connection.execute(query, (name,))])
