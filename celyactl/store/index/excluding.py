"""What the index knows of time that planned operations exclude (docs/sla.md rule 11), for those who only read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.exclusions import Exclusion
from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from sqlite3 import Connection

    from celyactl.store.index.due import Operations
    from celyactl.store.index.index import Index
    from celyactl.store.repository import Repository

    Progress = Callable[[int, int], None]


class Window(NamedTuple):
    """A row of `exclusions`; instants as text with their offset."""

    client: str
    component: str
    start: str
    stop: str
    announced: str
    ref: str
    path: str

    @property
    def exclusion(self) -> Exclusion:
        """The row as clocks take it."""
        start, stop, at = map(datetime.fromisoformat, (self.start, self.stop, self.announced))
        return Exclusion(start, stop, at, frozenset({self.component}), self.ref)


class Told(NamedTuple):
    """What was asked for, and whether it is what the index has of its own commit; warnings are for people."""

    excluding: tuple[Exclusion, ...]
    warnings: tuple[str, ...]
    is_present: bool


def excluded_for(repository: Repository, commit: str, client: str, progress: Progress | None = None) -> Told:
    """What excludes time for the tickets of a client, as a commit tells it."""

    def answer(index: Index) -> tuple[str, list[Window], tuple[str, ...]]:
        return index.meta.commit, windows(index.connection, client), index.warnings

    told, present, warnings = asked_of(repository.place, commit, answer, progress)
    found = present
    if told != commit:
        from celyactl.store.index.excluding_then import windows_then  # only of an older commit

        found = windows_then(repository, commit, told, present, client)
    return Told(tuple(window.exclusion for window in found), warnings, set(found) == set(present))


def are_there(connection: Connection, paths: Collection[str] | None = None) -> bool:
    """Whether any ticket (or one at these paths) is, or was when last looked at, an operation."""
    found = connection.execute(
        "SELECT path FROM tickets WHERE kind = 'operation' UNION ALL SELECT path FROM exclusions"
    )
    return any(paths is None or path in paths for (path,) in found)


def operations(connection: Connection) -> Operations:
    """What excludes time, by client."""
    found: dict[str, list[Exclusion]] = {}
    for window in windows(connection):
        found.setdefault(window.client, []).append(window.exclusion)
    return {name: tuple(several) for name, several in found.items()}


def windows(connection: Connection, client: str | None = None) -> list[Window]:
    """The rows of all clients, or of one."""
    where, values = ("WHERE client = ?", [client]) if client else ("", [])
    rows = connection.execute(f"SELECT * FROM exclusions {where}", values)  # noqa: S608 - words of ours
    return [Window(*row) for row in rows]
