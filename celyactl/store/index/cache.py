"""SQLite files that may be deleted at any time: one process fills one while others wait, a damaged one is made anew.

Filling is one transaction in the file itself, so that a kill leaves what was there before. Where the file can't be kept
(a read-only or full disk, another process that holds it too long) the tables are made in memory, and a warning says so.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.errors import index as say
from celyactl.store.index import index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Fill = Callable[[sqlite3.Connection], None]
    """Brings the tables, whatever they hold, to what they should hold; called in a writing transaction."""

_DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_MISMATCH")
_HELD: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")


class Filled(NamedTuple):
    """A connection in manual transactions to tables that were just filled; warnings are sentences for people."""

    connection: sqlite3.Connection
    warnings: tuple[str, ...] = ()


def filled(path: Path, fill: Fill) -> Filled:
    """The file at `path`, filled; or tables in memory."""
    try:
        return Filled(_kept(path, fill))
    except (sqlite3.Error, OSError) as error:
        return Filled(_connected(":memory:", fill), (_why(error),))


def _kept(path: Path, fill: Fill) -> sqlite3.Connection:
    if path.parent.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path.parent))
    path.parent.mkdir(exist_ok=True)
    if path.is_symlink():
        path.unlink()  # the file is ours: nothing is written through a link
    try:
        return _connected(path, fill)
    except sqlite3.DatabaseError as error:
        if _code(error) not in _DAMAGED:
            raise
    for leftover in (path, path.with_name(f"{path.name}-journal")):
        leftover.unlink(missing_ok=True)
    return _connected(path, fill)


def _connected(path: Path | str, fill: Fill) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=index.WAIT, isolation_level=None)
    try:
        with _writing(connection):
            fill(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def drop_all(connection: sqlite3.Connection) -> None:
    """Drop every table, in the running transaction."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    virtual = [name for name, sql in found if sql and sql.upper().startswith("CREATE VIRTUAL")]
    shadows = tuple(f"{name}_" for name in virtual)
    for name, _sql in found:
        if name in virtual or not (shadows and name.startswith(shadows)):
            quoted = name.replace('"', '""')
            connection.execute(f'DROP TABLE "{quoted}"')


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one: `executescript` would end the transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _code(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _why(error: Exception) -> str:
    if isinstance(error, sqlite3.Error) and _code(error).startswith(_HELD):
        return say.held_by_another()
    return say.not_kept(str(error))
