"""Which tickets an instant's successors touched: by comparing the tree of that instant with a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.store.repository import Repository
    from celyactl.store.trees import Entry


def touched(repository: Repository, commit: str, since: datetime) -> Iterator[Entry]:
    """The tickets' files that commits at or after `since` changed, as they are at `commit`.

    After a merge of two histories there may be more; there are never less.
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
    """The latest commit before an instant, by the committer's clock; None when there is none."""
    oldest = f"--min-age={max(1, int(since.timestamp()) - 1)}"  # git takes a negative one for none
    return repository.git(["rev-list", "--max-count=1", oldest, "--end-of-options", commit]).decode().strip() or None
