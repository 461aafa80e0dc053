"""Keeps the index in step with HEAD: one process fills it while others wait; what is damaged is made anew.

Filling is one SQLite transaction in the file itself, so that a kill leaves what was there before.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from celyactl.errors import index as say
from celyactl.errors.repository import NotInDesk
from celyactl.store.index.build import build
from celyactl.store.index.index import Meta, is_current, path_of, read_meta
from celyactl.store.index.readers import ReaderLost
from celyactl.store.index.refresh import bring_to
from celyactl.store.repository import DESK_FILE, Repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from celyactl.store.index.index import Progress
    from celyactl.store.place import Place

_WAIT: Final = 60.0
_DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_MISMATCH")
_HELD: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")

Opened = tuple[sqlite3.Connection, Meta, tuple[str, ...]]


def brought_up_to_date(place: Place, commit: str | None, progress: Progress) -> Opened:
    """The index of this commit, in the file or, where that can't be, in memory; then a warning says why."""
    with Repository(place) as repository:
        if commit is None or repository.entry(commit, DESK_FILE) is None:
            raise NotInDesk(str(place.work_tree or place.git_dir))
        try:
            return _kept(path_of(place), repository, commit, progress)
        except (sqlite3.Error, OSError) as error:
            return _in_memory(repository, commit, progress, _why(error))


def _kept(path: Path, repository: Repository, commit: str, progress: Progress) -> Opened:
    _make_folder(path.parent)
    try:
        return _filled(path, repository, commit, progress)
    except sqlite3.DatabaseError as error:
        if _code(error) not in _DAMAGED:
            raise
    for leftover in (path, path.with_name(f"{path.name}-journal")):
        leftover.unlink(missing_ok=True)
    return _filled(path, repository, commit, progress)


def _filled(path: Path, repository: Repository, commit: str, progress: Progress) -> Opened:
    if path.is_symlink():
        path.unlink()  # a cache is a file of ours: nothing is written through a link
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        with _writing(connection):
            _bring(connection, repository, commit, progress)
        return _reading(connection, ())
    except BaseException:
        connection.close()
        raise


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


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _meta(connection: sqlite3.Connection) -> Meta | None:
    """What the tables tell of, when they are tables of this program at all."""
    try:
        found = connection.execute("SELECT * FROM meta").fetchone()
        return Meta(*found) if found else None
    except (sqlite3.OperationalError, TypeError):
        return None


def _reading(connection: sqlite3.Connection, warnings: tuple[str, ...]) -> Opened:
    meta = read_meta(connection)
    if meta is None:
        raise sqlite3.DatabaseError
    return connection, meta, warnings


def _in_memory(repository: Repository, commit: str, progress: Progress, why: str) -> Opened:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with _writing(connection):
        _bring(connection, repository, commit, progress)
    return _reading(connection, (why,))


def _make_folder(folder: Path) -> None:
    if folder.is_symlink():
        raise NotADirectoryError(20, os.strerror(20), str(folder))
    folder.mkdir(exist_ok=True)


def _code(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _why(error: Exception) -> str:
    if isinstance(error, sqlite3.Error) and _code(error).startswith(_HELD):
        return say.held_by_another()
    return say.not_kept(str(error))
