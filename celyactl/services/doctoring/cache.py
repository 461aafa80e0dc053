"""The index, which may be deleted at any time: is it there, of which commit does it tell, is it whole."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from celyactl.i18n import gettext as _
from celyactl.services.doctoring.ailment import Ailment
from celyactl.store.index.index import connect, is_current, path_of, read_meta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.services.doctoring.ailment import Patient

_WAIT: Final = 1000
"""Milliseconds to wait for whoever fills it."""

State = Literal["none", "current", "behind", "damaged"]


class IndexState(Struct, frozen=True):
    """`age` is in seconds since it was last written; `behind` is brought up to date by the next list."""

    state: State
    age: int | None = None
    commit: str | None = None


def index_state(patient: Patient) -> IndexState:
    """What the index is like."""
    path = path_of(patient.repository.place)
    if not os.path.lexists(path):
        return IndexState("none")
    age = max(0, int(time.time() - path.lstat().st_mtime))
    connection = connect(path)
    if connection is None:
        return IndexState("damaged", age)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_WAIT}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        meta = read_meta(connection)
        if meta is None or (patient.deep and not _is_whole(connection)):
            return IndexState("damaged", age)
        state: State = "current" if is_current(meta, patient.commit) else "behind"
        return IndexState(state, age, meta.commit)
    except sqlite3.OperationalError:
        return IndexState("behind", age)  # somebody fills it just now
    except sqlite3.DatabaseError:
        return IndexState("damaged", age)
    finally:
        connection.close()


def _is_whole(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def ailments(patient: Patient, found: IndexState) -> Iterator[Ailment]:
    """A damaged index, which goes."""
    if found.state != "damaged":
        return
    path = path_of(patient.repository.place)
    if patient.fix:
        for name in (path, path.with_name(f"{path.name}-journal")):
            name.unlink(missing_ok=True)
    todo = _("`celyactl doctor --fix` deletes it; the next list makes it anew.")
    yield Ailment("index_damaged", _("The index is damaged"), todo, str(path), repaired=patient.fix)
