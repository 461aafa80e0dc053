"""Which tickets belong to a contract, for those who read them whole: paths and blobs, in the order of their opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from celyactl.store.place import Place


class TicketFile(NamedTuple):
    """One ticket's file: where it is, and its text's id."""

    path: str
    blob: str


def files_of(place: Place, commit: str, slug: str) -> list[TicketFile]:
    """The files of a contract's tickets, by an index of this commit or, failing that, of the present."""
    query = "SELECT path, blob FROM tickets WHERE contract = ? ORDER BY opened, ref"
    return asked_of(place, commit, lambda index: [TicketFile(*row) for row in index.connection.execute(query, (slug,))])
