"""Opens the index so that it tells of the present commit: this module is all that a warm list needs.

Nothing heavy is imported here. Readers never fail for the index's sake: where it can't be kept it is made in memory.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from celyactl.store.head import read_head
from celyactl.store.index.holiday_mark import holiday_mark
from celyactl.store.index.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from celyactl.store.place import Place

    Progress = Callable[[int, int], None]
    T = TypeVar("T")

FOLDER: Final = "celyactl"
NAME: Final = "index.sqlite"
WAIT: Final = 60.0
"""Seconds that a command waits for another one that is filling the index."""


class Meta(NamedTuple):
    """What the tables were made of: everything that they depend on, then what the desk says of itself."""

    version: str
    holidays: str
    commit: str
    tree: str
    prefix: str
    zone: str


class Index:
    """The tables, telling of `meta.commit`, in one reading transaction. Close it, or use it in a `with`."""

    def __init__(self, connection: sqlite3.Connection, meta: Meta, warnings: tuple[str, ...] = ()) -> None:
        self.connection = connection
        self.meta = meta
        self.warnings = warnings

    @classmethod
    def open(cls, place: Place, progress: Progress | None = None) -> Self:
        """The index of the commit that HEAD is at, brought up to date if need be; `progress` gets (done, total).

        Raises NotInDesk when there is no commit or it holds no desk.
        """
        commit = read_head(place).commit
        connection = connect(path_of(place))
        meta = read_meta(connection) if connection else None
        if connection and meta and is_current(meta, commit):
            return cls(connection, meta)
        if connection:
            connection.close()
        from celyactl.store.index.keeping import brought_up_to_date  # git and the models, when needed

        return cls(*brought_up_to_date(place, commit, progress or _silently))

    def close(self) -> None:
        """Let others write."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def asked(place: Place, question: Callable[[Index], T], progress: Progress | None = None) -> T:
    """What the index answers; when its file turns out to be damaged it is made anew and asked once more."""
    try:
        with Index.open(place, progress) as index:
            return question(index)
    except sqlite3.DatabaseError as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise
        path_of(place).unlink(missing_ok=True)
    with Index.open(place, progress) as index:
        return question(index)


def asked_of(place: Place, commit: str, question: Callable[[Index], T], progress: Progress | None = None) -> T:
    """The same for a reader who has pinned a commit: an index that still tells of that one need not be moved on."""
    connection = connect(path_of(place))
    meta = read_meta(connection) if connection else None
    if connection and meta and is_current(meta, commit):
        try:
            with Index(connection, meta) as index:
                return question(index)
        except sqlite3.DatabaseError:
            return asked(place, question, progress)
    if connection:
        connection.close()
    return asked(place, question, progress)


def path_of(place: Place) -> Path:
    """Where the index is: each work tree has its own, as each has its own HEAD."""
    return place.git_dir / FOLDER / NAME


def connect(path: Path) -> sqlite3.Connection | None:
    """A connection in manual transactions; None when there is no file, or it is not a file of ours."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode) or not status.st_size:
            return None
        return sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    except (OSError, sqlite3.Error):
        return None


def read_meta(connection: sqlite3.Connection) -> Meta | None:
    """Begin to read: what the tables tell of; None when they are empty or damaged."""
    try:
        connection.execute("BEGIN")
        found = connection.execute("SELECT * FROM meta").fetchone()
        return Meta(*found) if found else None
    except (sqlite3.Error, TypeError):
        return None


def is_current(meta: Meta, commit: str | None) -> bool:
    """Whether the tables tell of this commit, and were filled by this program with the present holidays."""
    return meta.commit == commit and meta.version == VERSION and meta.holidays == holiday_mark()


def _silently(_done: int, _total: int) -> None:
    """Nobody looks on."""
