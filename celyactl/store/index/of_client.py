"""A client's tickets for its own eyes: the latest first, a page at a time, without what words inside would give away.

Only titles are searched: notes among colleagues are in the same index, and what they hold must not be found out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from celyactl.store.index.index import asked_of
from celyactl.store.index.schema import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.index.index import Index
    from celyactl.store.repository import Repository

    Value = str | int

_WORD: Final = re.compile(r"\w+")
_STATES: Final = {
    "open": "open = 1",
    "waiting": "pending = 'client'",
    "resolved": "status = 'resolved'",
    "over": "status IN ('closed', 'cancelled')",
    "hand": "(open = 1 OR status = 'resolved')",
}


class Wanted(Struct, frozen=True):
    """Of which client, of which requesters (None: of all); what the title says, where it stands, at which site."""

    client: str
    people: frozenset[str] | None = None
    words: str = ""
    state: str = ""
    site: str = ""
    kind: str = ""


class Found(NamedTuple):
    """A ticket's file, and when its next deadline is, in seconds since 1970."""

    path: str
    blob: str
    due: int | None


def page_of(repository: Repository, commit: str, wanted: Wanted, limit: int, offset: int = 0) -> list[Found]:
    """Those that match, latest first, `limit` of them from `offset` on."""
    conditions, values = zip(*_conditions(wanted), strict=True)
    query = (
        f"SELECT path, blob, due_order FROM tickets WHERE {' AND '.join(conditions)}"  # noqa: S608 - words of ours
        " ORDER BY opened DESC, ref DESC LIMIT ? OFFSET ?"
    )
    bound = (*(value for some in values for value in some), limit, offset)

    def answer(index: Index) -> list[Found]:
        rows = index.connection.execute(query, bound).fetchall()
        return [Found(path, blob, None if due >= NEVER else due) for path, blob, due in rows]

    return asked_of(repository.place, commit, answer)


def _conditions(wanted: Wanted) -> Iterator[tuple[str, tuple[Value, ...]]]:
    yield "client = ?", (wanted.client,)
    if wanted.people is not None:
        yield f"requester IN ({', '.join('?' for _ in wanted.people)})", tuple(sorted(wanted.people))
    if wanted.state in _STATES:
        yield _STATES[wanted.state], ()
    for column, value in (("site", wanted.site), ("kind", wanted.kind)):
        if value:
            yield f"{column} = ?", (value,)
    if wanted.words.strip():
        yield "id IN (SELECT rowid FROM words WHERE words MATCH ?)", (_match(wanted.words),)


def _match(words: str) -> str:
    """Titles in which every word begins some word; signs alone are found nowhere."""
    found = _WORD.findall(words)
    return " AND ".join(f'title : "{word}" *' for word in found) or 'title : ""'
