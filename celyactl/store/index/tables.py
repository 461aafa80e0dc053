"""Changes the tables of the index; the caller holds the transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.store.index.row import Row
from celyactl.store.index.schema import COLUMNS
from celyactl.store.index.spelling import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from celyactl.store.index.index import Meta
    from celyactl.store.index.reading import Read

_PLACES: Final = ", ".join("?" * (len(COLUMNS) + 1))
_TICKET: Final = f"INSERT INTO tickets VALUES ({_PLACES})"  # noqa: S608 - places for values only
_TAG: Final = "INSERT OR IGNORE INTO tags VALUES (?, ?, ?)"
_ALIAS: Final = "INSERT OR IGNORE INTO aliases VALUES (?, ?)"
_FACTS: Final = "INSERT INTO facts VALUES (?, ?)"
_WORDS: Final = "INSERT INTO words (rowid, title, journal) VALUES (?, ?, ?)"
_UNREADABLE: Final = "INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?, ?, ?)"


def put(connection: Connection, reads: Iterable[Read], first: int) -> None:
    """Add tickets under the ids from `first` on; what can't be read gets no id."""
    rows: list[tuple[int, Row]] = []
    for read in reads:
        if isinstance(read, Row):
            rows.append((first + len(rows), read))
        else:
            connection.executemany(_UNREADABLE, read)
    connection.executemany(_TICKET, ((ident, *one.values) for ident, one in rows))
    connection.executemany(_TAG, ((*tag, ident) for ident, one in rows for tag in one.tags))
    connection.executemany(_ALIAS, ((ref, ident) for ident, one in rows for ref in one.aliases))
    connection.executemany(_FACTS, ((ident, one.facts) for ident, one in rows if one.facts))
    connection.executemany(_WORDS, ((ident, one.title, one.journal) for ident, one in rows))


def remove(connection: Connection, path: str) -> None:
    """Take out what the file at `path` said."""
    named = (spelt(path),)
    connection.execute("DELETE FROM unreadable WHERE path = ?", named)
    found = connection.execute("SELECT id FROM tickets WHERE path = ?", named).fetchone()
    if found:
        connection.execute("DELETE FROM words WHERE rowid = ?", found)
        for table in ("tickets", "tags", "aliases", "facts"):
            connection.execute(f"DELETE FROM {table} WHERE id = ?", found)  # noqa: S608 - names of ours


def next_id(connection: Connection) -> int:
    """The id after all those in use."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM tickets").fetchone()[0])


def write_meta(connection: Connection, meta: Meta) -> None:
    """Say what the tables now tell of."""
    connection.execute("DELETE FROM meta")
    connection.execute("INSERT INTO meta VALUES (?, ?, ?, ?, ?, ?)", meta)
