"""Files of tickets in an exchange: what this clone has more, and what both have, goes with the commits that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from celyactl.errors.base import CelyactlError
from celyactl.store import attachments, layout
from celyactl.store.remote import memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from celyactl.store.remote.transport import Remote
    from celyactl.store.repository import Repository


class Files(Struct, frozen=True):
    """`updates`: refs to push, from what they are at there (None: new) to a new commit; `own`: refs to move here."""

    updates: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)


NO_FILES: Final = Files()


def changed(repository: Repository) -> dict[str, str]:
    """The refs of files that the other clone is not known to have as they are here."""
    known = memory.recall(repository.place).files
    return {ref: here for ref, here in repository.refs(attachments.PREFIX).items() if known.get(ref) != here}


def to_push(remote: Remote, here: Mapping[str, str], there: Mapping[str, str]) -> Files:
    """What makes both clones hold the same files; what only they have is fetched. Raises as `Remote.fetch`."""
    updates: dict[str, tuple[str | None, str]] = {}
    own: dict[str, str] = {}
    for ref, ours in here.items():
        theirs = there.get(ref)
        new = ours if theirs in {None, ours} else _joined(remote, ref, ours, str(theirs))
        if new != theirs:
            updates[ref] = (theirs, new)
        if new != ours:
            own[ref] = new
    return Files(updates, own)


def _joined(remote: Remote, ref: str, ours: str, theirs: str) -> str:
    remote.fetch(theirs)
    repository = remote.repository
    erased = set(_erased(repository, ref.removeprefix(attachments.PREFIX)))
    return attachments.joined(repository, ours, theirs, erased)


def _erased(repository: Repository, reference: str) -> Iterator[str]:
    """What the ticket's journal says was erased: no other clone brings it back."""
    from celyactl.domain.entries.conversation import FileErased  # files are rarely joined
    from celyactl.store import records

    commit = repository.head().commit
    try:
        path = layout.path_of_reference(reference)
        blob = repository.read(commit, path) if commit else None
        journal = records.load_ticket(blob, path).model.journal if blob else ()
    except CelyactlError:
        return
    yield from (entry.sha256 for entry in journal if isinstance(entry, FileErased))
