"""What the extranet remembers between requests, durably, under `.git/celyactl/`: sessions, drafts, calendars, failures.

Never part of the desk; may be deleted, which signs everybody out. A damaged file is kept aside and begins anew, with
the same effect: nobody is let in by it. Instants are whole seconds of the epoch.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from threading import local
from typing import TYPE_CHECKING, Final

from celyactl.errors.machine import DiskRefused
from celyactl.extranet.damage import alone, clear_rests, is_damage, is_loss, require_sound, set_aside
from celyactl.extranet.logs import LOG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, public TEXT NOT NULL, client TEXT NOT NULL, contact TEXT NOT NULL,
    token TEXT NOT NULL, begun INTEGER NOT NULL, seen INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS links (
    hash TEXT PRIMARY KEY, client TEXT NOT NULL, contact TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feeds (
    client TEXT NOT NULL, contact TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, PRIMARY KEY (client, contact));
CREATE TABLE IF NOT EXISTS drafts (
    session TEXT NOT NULL, form TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (session, form)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (attempt TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS failures_by_name ON failures (name, at);
"""
_PATIENCE: Final = 10.0


class Forgotten(sqlite3.DatabaseError):
    """The file was damaged or gone, and another one is in its place: nobody is signed in any more."""


class State:
    """The file, readable by its owner only. Raises DiskRefused when it is made where the disk takes none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reading = local()
        self._readers: list[sqlite3.Connection] = []
        try:
            self._begin()
        except sqlite3.Error as refused:
            raise DiskRefused(str(refused), str(path)) from refused

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that nobody else's comes between; taken back when it fails. Raises Forgotten."""
        with self._watched(), closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                with suppress(sqlite3.Error):  # what failed may have ended it
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that reads; each thread keeps its own. Raises Forgotten."""
        with self._watched():
            yield self._reader()

    def _reader(self) -> sqlite3.Connection:
        """What this thread keeps, as long as the file is the same one."""
        found = self._path.stat()
        name = found.st_dev, found.st_ino
        if getattr(self._reading, "name", None) != name:
            self._reading.connection, self._reading.name = self._connect(), name
            self._readers.append(self._reading.connection)
        connection: sqlite3.Connection = self._reading.connection
        return connection

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Have another file begun where this one can't be used any more."""
        try:
            yield
        except FileNotFoundError as gone:
            lost: Exception = gone
        except sqlite3.DatabaseError as error:
            if not is_loss(error):
                raise
            lost = error
        else:
            return
        self._begin()
        raise Forgotten from lost

    def _begin(self) -> None:
        """Have a sound file in its place. Raises sqlite3.OperationalError when the disk takes none."""
        try:
            self._path.parent.mkdir(exist_ok=True)
            with alone(self._path):
                self._repair()
        except OSError as refused:
            raise sqlite3.OperationalError(str(refused)) from refused

    def _repair(self) -> None:
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            kept = set_aside(self._path)
            self._prepare()
            LOG.warning("memory was damaged and begins anew", extra={"facts": {"kept": kept.name}})

    def _prepare(self) -> None:
        clear_rests(self._path)
        self._path.touch(mode=0o600)
        self._path.chmod(0o600)
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
            require_sound(connection)

    def close(self) -> None:
        """End what the threads kept; nobody reads any more."""
        readers, self._readers = self._readers, []
        for connection in readers:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        """To a file that is there; closed at the end by another thread than the one that read."""
        where = f"{self._path.absolute().as_uri()}?mode=rw"
        return sqlite3.connect(where, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
