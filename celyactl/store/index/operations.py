"""Planned operations in the index: the windows that exclude time (docs/sla.md rule 11), one row a component.

When a notice was sent is a fact of the history: it is looked for once and kept as long as the history only grows.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.exclusions import Exclusion
from celyactl.store import layout
from celyactl.store.announced import MANY, Announced, announced, committed, committed_by_trailers
from celyactl.store.index.excluding import Window
from celyactl.store.index.reading import told
from celyactl.store.trees import FILE, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from celyactl.domain.story import Story
    from celyactl.store.repository import Repository

    Progress = Callable[[int, int], None]
    Search = Callable[[Collection[str]], dict[Announced, datetime]]

_KNOWN: Final = "SELECT at FROM announced WHERE (ticket, entry, start, stop, component) = (?, ?, ?, ?, ?)"


class Growth(NamedTuple):
    """Two commits, the older one None (and everything to be looked for) unless its history is part of the other's."""

    commit: str
    since: str | None
    progress: Progress


def bring(
    connection: Connection,
    repository: Repository,
    growth: Growth,
    zone: ZoneInfo | None,
    changed: Collection[str] | None = None,
) -> set[Window]:
    """Have the table tell of the operations at `changed` paths (all without), as they are now; what came or went."""
    before = _windows(connection, changed)
    if growth.since is None:
        connection.execute("DELETE FROM announced")
    rows = connection.execute("SELECT path, blob FROM tickets WHERE kind = 'operation'")
    entries = [Entry(path, FILE, blob) for path, blob in rows if changed is None or path in changed]
    found = repository.objects.many(entry.id for entry in entries)
    stories = [
        (entry.path, told(blob[1], entry.path, zone)[1])
        for entry, (_name, blob) in zip(entries, found, strict=True)
        if blob
    ]
    _look_up(connection, repository, growth, stories)
    after = {window for path, story in stories for window in windows_of(path, story, partial(_at, connection))}
    connection.executemany("DELETE FROM exclusions WHERE path = ?", {(one.path,) for one in before})
    connection.executemany("INSERT INTO exclusions VALUES (?, ?, ?, ?, ?, ?, ?)", after)
    return before ^ after


def _windows(connection: Connection, paths: Collection[str] | None) -> set[Window]:
    rows = (Window(*row) for row in connection.execute("SELECT * FROM exclusions"))
    return {window for window in rows if paths is None or window.path in paths}


def _look_up(
    connection: Connection, repository: Repository, growth: Growth, stories: Iterable[tuple[str, Story]]
) -> None:
    """Find the commits of the notices that are not known yet."""
    missing: dict[Announced, tuple[str, ...]] = {}
    for path, story in stories:
        former = tuple(map(layout.path_of_reference, story.header.aliases))
        missing |= {one: (path, *former) for one in announced(story) if _at(connection, one) is None}
    for search in _searches(repository, growth):
        paths = {path for several in missing.values() for path in several}
        times = search(sorted(paths)) if paths else {}
        found = [(*_key(one), times[one].isoformat()) for one in missing if one in times]
        connection.executemany("INSERT INTO announced VALUES (?, ?, ?, ?, ?, ?)", found)
        missing = {one: several for one, several in missing.items() if one not in times}


def _searches(repository: Repository, growth: Growth) -> Iterator[Search]:
    """The ways to find notices, the quickest first; the last one finds whatever is there."""
    commit, since, progress = growth
    if since:
        yield lambda paths: committed(repository, commit, paths, since)
    yield lambda paths: committed_by_trailers(repository, commit, paths, progress) if len(paths) > MANY else {}
    yield lambda paths: committed(repository, commit, paths)


def windows_of(path: str, operation: Story, sent: Callable[[Announced], datetime | None]) -> Iterator[Window]:
    """The windows of an operation that were announced in time, `sent` telling when."""
    for one in announced(operation):
        at = sent(one)
        if at and Exclusion(one.start, one.end, at, frozenset()).counts:
            start, stop, header = one.start.isoformat(), one.end.isoformat(), operation.header
            yield Window(header.client, one.component, start, stop, at.isoformat(), header.ref, path)


def _at(connection: Connection, one: Announced) -> datetime | None:
    found = connection.execute(_KNOWN, _key(one)).fetchone()
    return datetime.fromisoformat(found[0]) if found else None


def _key(one: Announced) -> tuple[str, ...]:
    return (one.ticket, one.entry, one.start.isoformat(), one.end.isoformat(), one.component)
