"""Keeps the index in step with HEAD, from any state that its file may be in."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from celyactl.errors.repository import NotInDesk
from celyactl.store.index.build import build
from celyactl.store.index.cache import filled
from celyactl.store.index.index import Meta, is_current, path_of, read_meta
from celyactl.store.index.readers import ReaderLost
from celyactl.store.index.refresh import bring_to
from celyactl.store.repository import DESK_FILE, Repository

if TYPE_CHECKING:
    from celyactl.store.index.index import Progress
    from celyactl.store.place import Place


def brought_up_to_date(
    place: Place, commit: str | None, progress: Progress
) -> tuple[sqlite3.Connection, Meta, tuple[str, ...]]:
    """The index of this commit, in its file or, where that can't be, in memory; then a warning says why."""
    with Repository(place) as repository:
        if commit is None or repository.entry(commit, DESK_FILE) is None:
            raise NotInDesk(str(place.work_tree or place.git_dir))
        made = filled(path_of(place), lambda connection: _bring(connection, repository, commit, progress))
    meta = read_meta(made.connection)
    if meta is None:
        raise sqlite3.DatabaseError  # somebody wrote to our file in that very moment
    return made.connection, meta, made.warnings


def _bring(connection: sqlite3.Connection, repository: Repository, commit: str, progress: Progress) -> None:
    meta = _meta(connection)
    if meta and is_current(meta, commit):
        return  # another process did it while we waited
    connection.execute("SAVEPOINT whole")
    try:
        bring_to(connection, repository, meta, commit, progress)
    except ReaderLost:
        connection.execute("ROLLBACK TO whole")
        build(connection, repository, commit, progress, alone=True)
    connection.execute("RELEASE whole")


def _meta(connection: sqlite3.Connection) -> Meta | None:
    """What the tables tell of, when they are tables of this program at all."""
    try:
        found = connection.execute("SELECT * FROM meta").fetchone()
        return Meta(*found) if found else None
    except (sqlite3.OperationalError, TypeError):
        return None
