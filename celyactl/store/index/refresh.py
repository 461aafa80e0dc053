"""Brings tables that tell of one commit to another: only files that differ are read.

When a contract, `desk.yaml` or a planned operation differs, what they rule of other tickets is computed anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors import CelyactlError
from celyactl.store.index import directory, tables
from celyactl.store.index.build import build, meta_of
from celyactl.store.index.due import Deadlines
from celyactl.store.index.excluding import are_there, operations
from celyactl.store.index.readers import read_in_parallel
from celyactl.store.index.reading import INDEXED
from celyactl.store.index.recount import Span, concerned, recount, ruled_by
from celyactl.store.index.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from sqlite3 import Connection

    from celyactl.store.index.build import Progress
    from celyactl.store.index.excluding import Window
    from celyactl.store.index.index import Meta
    from celyactl.store.repository import Change, Repository
    from celyactl.store.trees import Entry

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
        done = _refresh(connection, repository, old, commit, progress)
    except CelyactlError:
        done = False  # the old commit is gone from the repository
    if not done:
        build(connection, repository, commit, progress)


def _refresh(connection: Connection, repository: Repository, old: Meta, commit: str, progress: Progress) -> bool:
    new = meta_of(repository, commit)
    changes = list(repository.changes(old.tree, new.tree, INDEXED)) if new.tree != old.tree else []
    if len(changes) > _MOST_CHANGES or (old.zone != new.zone):
        return False
    connection.execute("SAVEPOINT refresh")
    try:
        _apply(connection, repository, Span(old, new), changes, progress)
    except BaseException:
        connection.execute("ROLLBACK TO refresh")
        raise
    finally:
        connection.execute("RELEASE refresh")
    return True


def _apply(
    connection: Connection, repository: Repository, span: Span, changes: Sequence[Change], progress: Progress
) -> None:
    tickets = [change for change in changes if change.path.startswith(_TICKETS)]
    for change in changes:
        if not change.path.startswith(_TICKETS):
            _replace_file(connection, repository, change)
    for change in tickets:
        tables.remove(connection, change.path)
    now = [change.new for change in tickets if change.new]
    for reads in read_in_parallel(repository, span.new.commit, now, operations(connection)):
        tables.put(connection, reads, tables.next_id(connection))
    changed = {change.path for change in changes}
    windows = _other_windows(connection, repository, span, changed, progress)
    ruled = [*ruled_by(connection, repository, span, changed), *concerned(connection, windows)]
    if ruled:
        _recount(connection, repository, span.new.commit, ruled, progress)
    tables.write_meta(connection, span.new)


def _other_windows(
    connection: Connection, repository: Repository, span: Span, changed: Collection[str], progress: Progress
) -> Collection[Window]:
    """The windows of operations that came or went; where the history did more than grow all are looked at again."""
    old, new = span.old.commit, span.new.commit
    has_grown = are_there(connection) and repository.contains(old, new)
    if not are_there(connection, changed if has_grown else None):
        return ()
    from celyactl.store.index.operations import Growth, bring  # most changes are to no operation

    growth = Growth(new, old if has_grown else None, progress)
    zone = Deadlines(repository, new).zone
    return bring(connection, repository, growth, zone, changed if has_grown else None)


def _recount(
    connection: Connection, repository: Repository, commit: str, ruled: Sequence[Entry], progress: Progress
) -> None:
    listed = list(dict.fromkeys(ruled))
    batches = read_in_parallel(repository, commit, listed, operations(connection))
    recount(connection, batches, len(listed), progress)


def _replace_file(connection: Connection, repository: Repository, change: Change) -> None:
    directory.remove_file(connection, change.path)
    if change.new:
        directory.put_file(connection, repository, change.new)
