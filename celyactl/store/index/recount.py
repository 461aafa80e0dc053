"""Computes anew what clocks make of tickets, though their files are the same: what rules them differs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.store import layout
from celyactl.store.index.directory import company_of
from celyactl.store.index.row import Row
from celyactl.store.index.schema import COLUMNS
from celyactl.store.layout import FileKind, classify
from celyactl.store.trees import FILE, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from sqlite3 import Connection

    from celyactl.store.index.excluding import Window
    from celyactl.store.index.index import Meta
    from celyactl.store.index.reading import Read
    from celyactl.store.repository import Repository

    Progress = Callable[[int, int], None]
    Where = tuple[str, list[str]]

_BY_CALENDAR: Final = "(contract IS NOT NULL OR attention IS NOT NULL)"
"""The tickets of which other hours or holidays may tell something else."""
_COUNTED: Final = (*("due_order", "late", "attention", "running", "unexplained", "unknown", "due_at", "packed"),)
_PLACES: Final = [COLUMNS.index(name) for name in (*_COUNTED, "path")]
_CONCERNED: Final = (
    "SELECT path, blob FROM tickets WHERE client = ? AND contract IS NOT NULL AND opened <= ?"
    " AND (open = 1 OR last >= ? OR NOT EXISTS (SELECT 1 FROM facts WHERE facts.id = tickets.id))"
    " AND EXISTS (SELECT 1 FROM tags WHERE field = 'component' AND name = ? AND tags.id = tickets.id)"
)
_PATH: Final = COLUMNS.index("path")
_FORGET: Final = "DELETE FROM facts WHERE id = (SELECT id FROM tickets WHERE path = ?)"
_KEEP: Final = "INSERT INTO facts SELECT id, ? FROM tickets WHERE path = ?"
_UPDATE: Final = f"UPDATE tickets SET {', '.join(f'{name} = ?' for name in _COUNTED)} WHERE path = ?"  # noqa: S608 - names of ours


class Span(NamedTuple):
    """What the tables told of, and what they shall."""

    old: Meta
    new: Meta


def recount(connection: Connection, batches: Iterable[list[Read]], total: int, progress: Progress) -> None:
    """Put what was computed anew into the rows of tickets that are there."""
    done = 0
    for reads in batches:
        values = [[read.values[place] for place in _PLACES] for read in reads if isinstance(read, Row)]
        connection.executemany(_UPDATE, values)
        _replace_facts(connection, reads)
        done += len(reads)
        progress(done, total)


def _replace_facts(connection: Connection, reads: Iterable[Read]) -> None:
    told = [(read.facts, read.values[_PATH]) for read in reads if isinstance(read, Row)]
    connection.executemany(_FORGET, ((path,) for _facts, path in told))
    connection.executemany(_KEEP, (one for one in told if one[0]))


def ruled_by(connection: Connection, repository: Repository, span: Span, changed: Collection[str]) -> Iterator[Entry]:
    """The tickets ruled by contracts, hours or holidays that differ, but for those whose own files do."""
    for where, values in _wheres(repository, span, changed):
        rows = connection.execute(f"SELECT path, blob FROM tickets WHERE {where}", values)  # noqa: S608 - words of ours
        yield from (Entry(path, FILE, blob) for path, blob in rows if path not in changed)


def concerned(connection: Connection, windows: Iterable[Window]) -> set[Entry]:
    """The tickets on the components of these windows of whose time they may take some.

    Whose facts last may be settled before: of their clocks nothing is told that comes after their last entry.
    """
    found: set[Entry] = set()
    for window in windows:
        start, stop = (int(datetime.fromisoformat(at).timestamp()) for at in (window.start, window.stop))
        rows = connection.execute(_CONCERNED, (window.client, stop, start, window.component))
        found |= {Entry(path, FILE, blob) for path, blob in rows}
    return found


def _wheres(repository: Repository, span: Span, changed: Collection[str]) -> Iterator[Where]:
    if span.old.holidays != span.new.holidays:
        yield _BY_CALENDAR, []
    if layout.DESK in changed:
        yield from _by_desk(repository, span)
    located = [found for path in changed if (found := classify(path)) is not None]
    if slugs := sorted({found.name for found in located if found.kind is FileKind.CONTRACT}):
        yield f"contract IN ({', '.join('?' * len(slugs))})", slugs


def _by_desk(repository: Repository, span: Span) -> Iterator[Where]:
    """Another zone makes a new index; of the rest of `desk.yaml` the hours count, and the rules of escalation."""
    before, after = company_of(repository, span.old.commit), company_of(repository, span.new.commit)
    if before is None or after is None:
        yield "contract IS NOT NULL", []
        return
    if (before.coverages, before.holidays) != (after.coverages, after.holidays):
        yield _BY_CALENDAR, []
    if before.escalation != after.escalation:
        yield "open = 1", []
