"""Which tickets an instant's successors touched: by comparing the tree of that instant with a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.store.repository import Repository
    from celyactl.store.trees import Entry

_NEAR: Final = 1000
"""How many commits a clock that was behind may have made in a row: among so many a later one is looked for."""


def touched(repository: Repository, commit: str, since: datetime) -> Iterator[Entry]:
    """The tickets' files that commits at or after `since` changed, as they are at `commit`.

    After a merge of two histories, or where clocks differed, there may be more; there are never less.
    """
    for entry in _touched(repository, commit, since):
        found = classify(entry.path)
        if found and found.kind is FileKind.TICKET:
            yield entry


def _touched(repository: Repository, commit: str, since: datetime) -> Iterator[Entry]:
    before = _last_before(repository, commit, since)
    if before is None:
        yield from repository.entries(commit, ["tickets"])
    else:
        changes = repository.changes(before, commit, ["tickets"])
        yield from (change.new for change in changes if change.new is not None)


def _last_before(repository: Repository, commit: str, since: datetime) -> str | None:
    """A late commit before an instant that builds on none made since, by the committers' clocks; None without any.

    A clock that was behind dates a commit before those that it builds on, and so it is no such commit.
    """
    limit = max(2, int(since.timestamp()))  # git takes a negative age for none
    found = _before(repository, commit, limit)
    while found and (later := _behind(repository, found, limit)):
        found = _before(repository, later, limit)
    return found


def _before(repository: Repository, commit: str, limit: int) -> str | None:
    words = ["rev-list", "--max-count=1", f"--min-age={limit - 1}", "--end-of-options", commit]
    return repository.git(words).decode().strip() or None


def _behind(repository: Repository, commit: str, limit: int) -> str | None:
    """The farthest of the commits near behind one that is dated since; None when all are dated before."""
    words = ["rev-list", "--timestamp", f"--max-count={_NEAR}", "--end-of-options", commit]
    dated = map(str.split, repository.git(words).decode().splitlines())
    since = [ident for at, ident in dated if int(at) >= limit]
    return since[-1] if since else None
