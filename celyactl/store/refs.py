"""Where the branch is, read without git, and moved by compare-and-swap in git's own order: lock, compare, rename.

The lock is made as a hard link of a file of ours, so that after a crash we know without doubt that it was ours.
Branches are full names (`refs/heads/main`); ids are hexadecimal.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import DeskMoved, GitLockHeld, RepositoryRefused
from celyactl.i18n import gettext as _
from celyactl.store import files

if TYPE_CHECKING:
    from pathlib import Path

    from celyactl.store.place import Place

_ID: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_BRANCH: Final = re.compile(
    r"refs/heads/(?!.*(?:\.\.|//|@\{|/\.|\.lock(?:/|$)))[^\x00-\x20\x7f~^:?*\[\\.][^\x00-\x20\x7f~^:?*\[\\]*(?<![/.])"
)
LOCK: Final = "held-ref-lock"
_BACK: Final = "ref-before"
WAIT: Final = 10.0
"""Seconds to wait for a lock file of git that is not ours."""
_PAUSE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Head:
    """`branch` is None when HEAD is detached, `commit` when the branch has no commit yet."""

    branch: str | None
    commit: str | None


def read_head(place: Place) -> Head:
    """Where HEAD points.

    Raises:
        RepositoryRefused: HEAD or its branch is not what git writes.

    """
    with files.folder(place.git_dir) as git_dir:
        text = _text(files.read_small(git_dir, "HEAD"))
    if _ID.fullmatch(text):
        return Head(None, text)
    branch = text.removeprefix("ref: ").strip()
    if not _BRANCH.fullmatch(branch):
        raise RepositoryRefused(
            _("HEAD names no branch"), str(place.git_dir / "HEAD"), _("`git switch BRANCH` mends it.")
        )
    return Head(branch, read_branch(place.common_dir, branch))


def read_branch(common_dir: Path, branch: str) -> str | None:
    """The commit of a branch; None when it has none yet."""
    # A ref that is being packed is in the packed file before its own file goes: look there last, then once more.
    return _loose(common_dir, branch) or _packed(common_dir, branch) or _loose(common_dir, branch)


def _loose(common_dir: Path, branch: str) -> str | None:
    *parts, name = branch.split("/")
    try:
        with files.folder(common_dir, parts) as parent:
            content = files.read_small(parent, name)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if content is None:
        return None
    text = _text(content)
    if not _ID.fullmatch(text):
        raise RepositoryRefused(_("the branch is no commit's name"), branch, _("`git fsck` tells more."))
    return text


def _packed(common_dir: Path, branch: str) -> str | None:
    try:
        packed = (common_dir / "packed-refs").read_bytes()
    except FileNotFoundError:
        return None
    found = re.search(rb"^([0-9a-f]{40,64}) " + re.escape(os.fsencode(branch)) + rb"$", packed, re.MULTILINE)
    return found[1].decode() if found else None


def _text(content: bytes | None) -> str:
    return os.fsdecode(content or b"").rstrip("\n")


def move(place: Place, area: int, branch: str, old: str | None, new: str) -> None:
    """Move `branch` from `old` to `new`, durably; `area` is our folder in the clone, open.

    Raises:
        DeskMoved: the branch is not at `old`.
        GitLockHeld: another process has held its lock for 10 s.
        OSError: the disk refused; the branch is at `old`.

    """
    *parts, name = branch.split("/")
    with files.folder(place.common_dir, parts, create=True) as parent:
        files.write_new(area, LOCK, f"{new}\n".encode())
        link_lock(area, LOCK, parent, f"{name}.lock")
        try:
            _compare(place, branch, old)
            _swap(area, parent, name, old)
        except BaseException:
            release_lock(area, LOCK, parent, f"{name}.lock")
            raise


def _compare(place: Place, branch: str, old: str | None) -> None:
    if read_branch(place.common_dir, branch) != old:
        raise DeskMoved(branch.removeprefix("refs/heads/"))


def _swap(area: int, parent: int, name: str, old: str | None) -> None:
    before = files.read_small(parent, name)
    if before is not None:
        files.write_new(area, _BACK, f"{old}\n".encode())
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


def link_lock(area: int, own: str, parent: int, lock: str) -> None:
    """Take git's lock file `lock` in `parent` as a second name of our file `own`, waiting for whoever has it."""
    limit = time.monotonic() + WAIT
    while True:
        try:
            os.link(own, lock, src_dir_fd=area, dst_dir_fd=parent, follow_symlinks=False)
        except FileExistsError:
            if time.monotonic() >= limit:
                raise GitLockHeld(lock) from None
            time.sleep(_PAUSE)
        else:
            return


def release_lock(area: int, own: str, parent: int, lock: str) -> None:
    """Remove git's lock file if it is the one that we took; ours, or nobody's, stays otherwise."""
    if files.same_file(files.status(area, own), files.status(parent, lock)):
        files.remove(parent, lock)
    files.remove(area, own)
