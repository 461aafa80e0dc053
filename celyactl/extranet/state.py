"""What the extranet remembers between requests, durably, under `.git/celyactl/`: sessions, drafts, calendars, failures.

Never part of the desk; may be deleted, which signs everybody out. Instants are whole seconds of the epoch.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from threading import local
from typing import TYPE_CHECKING, Final

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


class State:
    """The file, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reading = local()
        self._readers: list[sqlite3.Connection] = []
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that nobody else's comes between; taken back when it fails."""
        with closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that reads; each thread keeps its own."""
        if (kept := getattr(self._reading, "connection", None)) is None:
            kept = self._reading.connection = self._connect()
            self._readers.append(kept)
        yield kept

    def close(self) -> None:
        """End what the threads kept; nobody reads any more."""
        readers, self._readers = self._readers, []
        for connection in readers:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        # closed at the end by another thread than the one that read
        return sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
