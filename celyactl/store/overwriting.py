"""One file of the work tree replaced under its person's eyes: only while it still is what was read, and at once."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from celyactl.errors.checking import EditedMeanwhile, NothingToWriteTo
from celyactl.store import files, lock, worktree

if TYPE_CHECKING:
    from pathlib import Path

    from celyactl.store.repository import Repository


def overwrite(repository: Repository, path: str, expected: bytes | None, text: bytes) -> None:
    """Put `text` in the place of a file that holds `expected` (None: that is not there); git's index stays as it is.

    Raises EditedMeanwhile, NothingToWriteTo, DeskBusy, NotARegularFile.
    """
    root = repository.place.work_tree
    if root is None:
        raise NothingToWriteTo(str(repository.place.git_dir))
    *parts, name = path.split("/")
    with lock.hold(repository.place.common_dir), files.folder(root, parts, create=True) as parent:
        beside = worktree.beside(name)
        files.remove(parent, beside)
        try:
            files.write_new(parent, beside, text)
            if worktree.content(root, path) != expected:
                raise EditedMeanwhile(path)
            os.rename(beside, name, src_dir_fd=parent, dst_dir_fd=parent)
        finally:
            files.remove(parent, beside)
        os.fsync(parent)


def discard(root: Path, path: str) -> None:
    """Remove a file of the work tree that is nobody's."""
    *parts, name = path.split("/")
    with suppress(FileNotFoundError, NotADirectoryError), files.folder(root, parts) as parent:
        files.remove(parent, name)
