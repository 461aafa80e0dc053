"""How many messages somebody sent within an hour: durable counts under the git folder, which outlive the process."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from celyactl.errors.machine import DiskRefused
from celyactl.store.lock import FOLDER

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from celyactl.store.place import Place

_NAME: Final = "mail-counts.sqlite3"
_HOUR: Final = 3600
_WAIT: Final = 10.0
_TABLE: Final = "CREATE TABLE IF NOT EXISTS seen (sender TEXT, message TEXT, at INTEGER, PRIMARY KEY (sender, message))"


def count(place: Place, sender: str, message: str, at: datetime, *, dry_run: bool = False) -> int:
    """Count a message, once however often it is tried, and tell how many came within the hour before it, with it.

    A trial tells the same and leaves no trace. A damaged file begins anew.

    Raises DiskRefused for a file that is held, or a disk that is full.
    """
    moment = int(at.timestamp())
    folder = place.common_dir / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / _NAME
    try:
        return _counted(path, (sender, message, moment), dry_run=dry_run)
    except sqlite3.OperationalError as refused:  # held by another process, or a full disk
        raise DiskRefused(str(refused), str(path)) from refused
    except sqlite3.DatabaseError:
        path.unlink()
    return _counted(path, (sender, message, moment), dry_run=dry_run)


def _counted(path: Path, message: tuple[str, str, int], *, dry_run: bool) -> int:
    sender, _ident, moment = message
    with closing(sqlite3.connect(path, timeout=_WAIT)) as counts, counts:
        counts.execute(_TABLE)
        counts.execute("DELETE FROM seen WHERE at < ?", (moment - 2 * _HOUR,))
        counts.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", message)
        wanted = "SELECT count(*) FROM seen WHERE sender = ? AND at BETWEEN ? AND ?"
        row = counts.execute(wanted, (sender, moment - _HOUR, moment)).fetchone()
        if dry_run:
            counts.rollback()
        return int(row[0])
