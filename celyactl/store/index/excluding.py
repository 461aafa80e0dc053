"""What the index knows of time that planned operations exclude (docs/sla.md rule 11), for those who only read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.exclusions import Exclusion
from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from celyactl.store.index.due import Operations
    from celyactl.store.place import Place

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
    """What was asked for; warnings are sentences for people."""

    excluding: tuple[Exclusion, ...]
    warnings: tuple[str, ...]


def excluded_for(place: Place, commit: str, client: str, progress: Progress | None = None) -> Told:
    """What excludes time for the tickets of a client, by an index of this commit or, failing that, of the present."""
    return asked_of(
        place,
        commit,
        lambda index: Told(operations(index.connection, client).get(client, ()), index.warnings),
        progress,
    )


def operations(connection: Connection, client: str | None = None) -> Operations:
    """What excludes time, by client: of all clients, or of one."""
    where, values = ("WHERE client = ?", [client]) if client else ("", [])
    found: dict[str, list[Exclusion]] = {}
    for row in connection.execute(f"SELECT * FROM exclusions {where}", values):  # noqa: S608 - words of ours
        window = Window(*row)
        found.setdefault(window.client, []).append(window.exclusion)
    return {name: tuple(several) for name, several in found.items()}
