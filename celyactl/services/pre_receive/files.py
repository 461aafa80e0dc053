"""The files that a push changes, as its last commit leaves them: plain, in their place, and readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.domain.ticket import Ticket
from celyactl.errors import receiving as say
from celyactl.errors.base import CelyactlError, Fault
from celyactl.store import consistency, layout, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.layout import FileKind
    from celyactl.store.repository import Change, Repository
    from celyactl.store.trees import Entry


def file_faults(repository: Repository, old: str | None, new: str) -> Iterator[Fault]:
    """What is wrong with the files that differ between two commits (None: none yet)."""
    for change in repository.changes(old or repository.objects.hash("tree", b""), new):
        if layout.is_ours(change.path):
            yield from _of(repository, change)


def _of(repository: Repository, change: Change) -> Iterator[Fault]:
    where = layout.classify(change.path)
    if where is None:
        if change.new is not None:
            yield say.misplaced(change.path)
        return
    try:
        after = _read(repository, change.path, where.kind, change.new)
    except CelyactlError as error:
        yield from error.faults or [Fault(change.path, 0, "", error.code(), error.what)]
        return
    if isinstance(after, Ticket):
        blob = repository.objects.read("blob", change.new.id) if change.new else b""
        line = records.Lines(blob, change.path)
        yield from consistency.header_faults(after, change.path, line, consistency.story_of(after))


def _read(repository: Repository, path: str, kind: FileKind, entry: Entry | None) -> Any:
    """The file as a record; None when it is not there, or is no record."""
    if entry is None:
        return None
    entry.require_file()
    blob = repository.objects.read("blob", entry.id)
    return records.LOADERS[kind](blob, path).model if kind in records.LOADERS else None
