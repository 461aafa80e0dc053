"""A file of SQLite that is damaged: how that shows, and how it is kept aside for whoever wants to know why."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_GONE: Final = ("SQLITE_CANTOPEN", "SQLITE_ERROR")
"""There is no file, or no table in it."""


class Damaged(sqlite3.DatabaseError):
    """The file can be read, and its pages do not fit together."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is to blame, not the disk or another process."""
    return isinstance(error, Damaged) or _name(error).startswith(_DAMAGED)


def is_loss(error: sqlite3.Error) -> bool:
    """Whether the file is damaged, or perhaps gone."""
    return is_damage(error) or _name(error).startswith(_GONE)


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def require_sound(connection: sqlite3.Connection) -> None:
    """Raise Damaged, or what SQLite raises, when the pages of a file do not fit together."""
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise Damaged(said)


def set_aside(path: Path) -> Path:
    """Give the damaged file another name, in the place of one that was damaged before. Raises OSError."""
    kept = path.with_name(f"{path.name}.damaged")
    for ending in ("-wal", ""):  # what is left of a damaged file would be taken for a part of the next one
        with suppress(FileNotFoundError):
            beside(path, ending).replace(beside(kept, ending))
    beside(path, "-shm").unlink(missing_ok=True)
    return kept


def clear_rests(path: Path) -> None:
    """Remove an empty file, and what lies beside one that is gone: it would bring back what was in it. Raises OSError.

    Who holds the empty one would keep the next file from being begun in its place.
    """
    if not path.exists() or not path.stat().st_size:
        for ending in ("-wal", "-shm", ""):
            beside(path, ending).unlink(missing_ok=True)


def beside(path: Path, ending: str) -> Path:
    """The file of that ending."""
    return path.with_name(f"{path.name}{ending}")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let no other process or thread look after the same file meanwhile. Raises OSError."""
    lock = os.open(beside(path, ".lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
