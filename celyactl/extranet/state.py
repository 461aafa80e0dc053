"""What the extranet remembers between requests, durably, under `.git/celyactl/`: sessions, drafts, failures to sign in.

Never part of the desk; may be deleted, which signs everybody out. Instants are whole seconds of the epoch.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, public TEXT NOT NULL, client TEXT NOT NULL, contact TEXT NOT NULL,
    token TEXT NOT NULL, begun INTEGER NOT NULL, seen INTEGER NOT NULL);
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
        """A connection that reads."""
        with closing(self._connect()) as connection:
            yield connection

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
