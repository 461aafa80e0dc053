"""Moves the branch by compare-and-swap in git's own order: lock, compare, rename.

The lock is made as a hard link of a file of ours, so that after a crash we know without doubt that it was ours.
Branches are full names (`refs/heads/main`); ids are hexadecimal.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import DeskMoved, GitLockHeld
from celyactl.store import files
from celyactl.store.head import read_branch
from celyactl.store.patience import Patience

if TYPE_CHECKING:
    from celyactl.store.place import Place

__all__ = ["LOCK", "WAIT", "link_lock", "move", "prepared", "put", "read_branch", "release_lock"]

LOCK: Final = "held-ref-lock"
_BACK: Final = "ref-before"
_NEW: Final = "ref-new"
WAIT: Final = 10.0
"""Seconds to wait for a lock file of git that is not ours."""


def prepared(old: str | None, new: str) -> dict[str, bytes]:
    """The files that `move` needs in the area, durable: the lock to be, and what would take the move back."""
    back = {} if old is None else {_BACK: f"{old}\n".encode()}
    return {LOCK: f"{new}\n".encode(), **back}


def move(place: Place, area: int, branch: str, old: str | None) -> None:
    """Move `branch` from `old` to what was prepared, durably; `area` is our folder, with the files of `prepared`.

    Raises:
        DeskMoved: the branch is not at `old`.
        GitLockHeld: another process has held its lock for 10 s.
        OSError: the disk refused; the branch is at `old`.

    """
    *parts, name = branch.split("/")
    with files.folder(place.common_dir, parts, create=True) as parent:
        link_lock(area, LOCK, parent, f"{name}.lock")
        try:
            _compare(place, branch, old)
            _swap(area, parent, name)
        except BaseException:
            release_lock(area, LOCK, parent, f"{name}.lock")
            raise


def _compare(place: Place, branch: str, old: str | None) -> None:
    if read_branch(place.common_dir, branch) != old:
        raise DeskMoved(branch.removeprefix("refs/heads/"))


def _swap(area: int, parent: int, name: str) -> None:
    before = files.read_small(parent, name)
    os.rename(f"{name}.lock", name, src_dir_fd=parent, dst_dir_fd=parent)
    try:
        os.fsync(parent)
    except OSError:
        # What is not durable must not be said to be done.
        if before is None:
            files.remove(parent, name)
        else:
            os.rename(_BACK, name, src_dir_fd=area, dst_dir_fd=parent)
        raise
    with suppress(OSError):  # from here on the branch has moved: what is left goes with the whole area
        files.remove(area, _BACK)
        files.remove(area, LOCK)


def put(place: Place, area: int, ref: str, ident: str) -> None:
    """Let a ref that is no branch name this object, durably; ours only, so the desk's lock is lock enough."""
    *parts, name = ref.split("/")
    files.remove(area, _NEW)
    files.write_new(area, _NEW, f"{ident}\n".encode())
    with files.folder(place.common_dir, parts, create=True) as parent:
        os.rename(_NEW, name, src_dir_fd=area, dst_dir_fd=parent)
        os.fsync(parent)


def link_lock(area: int, own: str, parent: int, lock: str) -> None:
    """Take git's lock file `lock` in `parent` as a second name of our file `own`, waiting for whoever has it."""
    held = GitLockHeld(lock)
    patience = Patience(WAIT, lambda: f"{held.what} ({lock})")
    while True:
        try:
            os.link(own, lock, src_dir_fd=area, dst_dir_fd=parent, follow_symlinks=False)
        except FileExistsError:
            if not patience.lasts():
                raise held from None
        else:
            return


def release_lock(area: int, own: str, parent: int, lock: str) -> None:
    """Remove git's lock file if it is the one that we took; ours, or nobody's, stays otherwise."""
    if files.same_file(files.status(area, own), files.status(parent, lock)):
        files.remove(parent, lock)
    files.remove(area, own)
