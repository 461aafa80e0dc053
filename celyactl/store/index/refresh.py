"""Brings tables that tell of one commit to another: only files that differ are read.

When a contract or `desk.yaml` differs, the deadlines of the open tickets that they rule are computed anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors import CelyactlError
from celyactl.store import layout
from celyactl.store.index import directory, tables
from celyactl.store.index.build import build, meta_of
from celyactl.store.index.due import Deadlines
from celyactl.store.index.reading import INDEXED, read_tickets
from celyactl.store.index.row import Row
from celyactl.store.index.schema import COLUMNS, NEVER, VERSION
from celyactl.store.layout import FileKind, classify
from celyactl.store.trees import FILE, Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from sqlite3 import Connection

    from celyactl.store.index.build import Progress
    from celyactl.store.index.index import Meta
    from celyactl.store.index.reading import Read
    from celyactl.store.repository import Change, Repository

_MOST_CHANGES: Final = 5000
"""Beyond this many changed tickets a build, which has several processes, is quicker."""
_TICKETS: Final = "tickets/"


def bring_to(connection: Connection, repository: Repository, old: Meta | None, commit: str, progress: Progress) -> None:
    """Make the tables tell of `commit`; `old` is what they tell of now. The caller holds the transaction.

    Raises ReaderLost when a process that reads tickets was killed.
    """
    if old is None or old.version != VERSION:
        build(connection, repository, commit, progress)
        return
    try:
        done = _refresh(connection, repository, old, commit)
    except CelyactlError:
        done = False  # the old commit is gone from the repository
    if not done:
        build(connection, repository, commit, progress)


def _refresh(connection: Connection, repository: Repository, old: Meta, commit: str) -> bool:
    new = meta_of(repository, commit)
    changes = list(repository.changes(old.tree, new.tree, INDEXED)) if new.tree != old.tree else []
    if len(changes) > _MOST_CHANGES or (old.zone != new.zone):
        return False
    connection.execute("SAVEPOINT refresh")
    try:
        _apply(connection, repository, old, new, changes)
    except BaseException:
        connection.execute("ROLLBACK TO refresh")
        raise
    finally:
        connection.execute("RELEASE refresh")
    return True


def _apply(connection: Connection, repository: Repository, old: Meta, new: Meta, changes: Sequence[Change]) -> None:
    tickets = [change for change in changes if change.path.startswith(_TICKETS)]
    for change in changes:
        if not change.path.startswith(_TICKETS):
            _replace_file(connection, repository, change)
    deadlines = Deadlines(repository, new.commit)
    for change in tickets:
        tables.remove(connection, change.path)
    now = [change.new for change in tickets if change.new]
    reads = [read for _entry, read in read_tickets(repository, now, deadlines)]
    tables.put(connection, reads, tables.next_id(connection))
    ruled = _ruled(connection, old, new, changes)
    if ruled:
        _compute_again(connection, repository, deadlines, ruled)
    tables.write_meta(connection, new)


def _replace_file(connection: Connection, repository: Repository, change: Change) -> None:
    directory.remove_file(connection, change.path)
    if change.new:
        directory.put_file(connection, repository, change.new)


def _ruled(connection: Connection, old: Meta, new: Meta, changes: Sequence[Change]) -> list[Entry]:
    """The open tickets whose deadlines may differ though their files don't."""
    changed = {change.path for change in changes}
    if old.holidays != new.holidays or layout.DESK in changed:
        where, slugs = "1", set[str]()
    else:
        located = [found for path in changed if (found := classify(path)) is not None]
        slugs = {found.name for found in located if found.kind is FileKind.CONTRACT}
        where = f"contract IN ({', '.join('?' * len(slugs))})"
    if not slugs and where != "1":
        return []
    query = f"SELECT path, blob FROM tickets WHERE open = 1 AND {where}"  # noqa: S608 - places for values only
    rows = connection.execute(query, sorted(slugs))
    return [Entry(path, FILE, blob) for path, blob in rows if path not in changed]


def _compute_again(
    connection: Connection, repository: Repository, deadlines: Deadlines, entries: Collection[Entry]
) -> None:
    for entry, read in read_tickets(repository, entries, deadlines):
        due_order, late, due_at = _due(read)
        connection.execute(
            "UPDATE tickets SET due_order = ?, late = ?, due_at = ? WHERE path = ?",
            (due_order, late, due_at, entry.path),
        )


def _due(read: Read) -> tuple[object, object, object]:
    values = dict(zip(COLUMNS, read.values, strict=True)) if isinstance(read, Row) else {}
    return values.get("due_order", NEVER), values.get("late"), values.get("due_at")
