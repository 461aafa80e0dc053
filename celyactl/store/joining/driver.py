"""One file joined for git itself, when people type `git pull` or `git merge`: three files in, one out."""

from __future__ import annotations

from celyactl.domain.fold import NoOpening
from celyactl.domain.joining.journals import EntriesCollide
from celyactl.errors.base import CelyactlError
from celyactl.store import layout
from celyactl.store.joining import texts
from celyactl.store.joining.conflicts import Joined
from celyactl.store.joining.files import join_file
from celyactl.store.joining.tickets import join_same
from celyactl.store.layout import FileKind


def drive(path: str, base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
    """The joined file, and whether it is settled; one that is not has git's marks around what to decide."""
    where = layout.classify(path)
    known = base or None  # git gives an empty file where there was none
    try:
        if where is not None and where.kind is FileKind.TICKET:
            joined = join_same(path, known, ours, theirs)
        else:
            joined = join_file(path, where.kind if where else FileKind.TEMPLATE, known, ours, theirs)
    except (CelyactlError, NoOpening, EntriesCollide):
        joined = Joined(None)
    if joined.content is not None and not joined.conflicts:
        return joined.content, True
    return texts.attempt(base, ours, theirs)[0], False
