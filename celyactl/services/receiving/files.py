"""The files that a push changes: plain, in their place, readable, and no journal says less than before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.ticket import Ticket
from celyactl.errors import receiving as say
from celyactl.errors.base import CelyactlError, Fault
from celyactl.store import consistency, layout, records
from celyactl.store.layout import FileKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from celyactl.store.records import Loaded
    from celyactl.store.repository import Change, Repository
    from celyactl.store.trees import Entry

_LOADERS: Final[dict[FileKind, Callable[[bytes, str], Loaded[Any]]]] = {
    FileKind.TICKET: records.load_ticket,
    FileKind.CLIENT: records.load_client,
    FileKind.CONTRACT: records.load_contract,
    FileKind.DESK: records.load_company,
    FileKind.CORRESPONDENCE: records.load_correspondence,
    FileKind.REPORT: records.load_report,
}
_JOURNALS: Final = frozenset({FileKind.TICKET, FileKind.CORRESPONDENCE, FileKind.REPORT})


def file_faults(repository: Repository, old: str | None, new: str) -> Iterator[Fault]:
    """What is wrong with the files that differ between two commits (None: none yet)."""
    changes = list(repository.changes(old or repository.objects.hash("tree", b""), new))
    for change in changes:
        if layout.is_ours(change.path):
            yield from _of(repository, change, changes)


def _of(repository: Repository, change: Change, all_changes: Sequence[Change]) -> Iterator[Fault]:
    where = layout.classify(change.path)
    if where is None:
        if change.new is not None:
            yield say.misplaced(change.path)
        return
    try:
        before = _perhaps(repository, change.path, where.kind, change.old)
        after = _read(repository, change.path, where.kind, change.new)
    except CelyactlError as error:
        yield from error.faults or [Fault(change.path, 0, "", error.code(), error.what)]
        return
    if isinstance(after, Ticket):
        blob = repository.objects.read("blob", change.new.id) if change.new else b""
        line = records.Lines(blob, change.path)
        yield from consistency.header_faults(after, change.path, line, consistency.story_of(after))
    if before is not None and where.kind in _JOURNALS:
        yield from _growth(repository, change.path, before, after, all_changes)


def _read(repository: Repository, path: str, kind: FileKind, entry: Entry | None) -> Any:
    """The file as a record; None when it is not there, or is no record."""
    if entry is None:
        return None
    entry.require_file()
    blob = repository.objects.read("blob", entry.id)
    return _LOADERS[kind](blob, path).model if kind in _LOADERS else None


def _perhaps(repository: Repository, path: str, kind: FileKind, entry: Entry | None) -> Any:
    """The same of what was there; what could not be read then can't have been lost."""
    try:
        return _read(repository, path, kind, entry)
    except CelyactlError:
        return None


def _growth(repository: Repository, path: str, before: Any, after: Any, changes: Sequence[Change]) -> Iterator[Fault]:
    """Each entry that was there still is, as it was; a ticket that had to part from another goes on elsewhere."""
    if isinstance(before, Ticket) and (after is None or after.uid != before.uid):
        moved = _moved(repository, before, changes)
        if moved is None:
            yield say.ticket_gone(path) if after is None else say.uid_changed(path)
            return
        after = moved
    if after is None:
        yield say.ticket_gone(path)
        return
    known = {entry.id: entry for entry in after.journal}
    for entry in before.journal:
        if entry.id not in known:
            yield say.entry_gone(path, entry.id)
        elif known[entry.id] != entry:
            yield say.entry_rewritten(path, entry.id)


def _moved(repository: Repository, ticket: Ticket, changes: Sequence[Change]) -> Ticket | None:
    """The ticket under the reference that it got since."""
    for change in changes:
        where = layout.classify(change.path)
        if where is not None and where.kind is FileKind.TICKET and change.old is None:
            found = _perhaps(repository, change.path, where.kind, change.new)
            if found is not None and found.uid == ticket.uid and ticket.ref in found.aliases:
                return found  # type: ignore[no-any-return]  # a record of that kind
    return None
