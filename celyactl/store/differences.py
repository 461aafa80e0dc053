"""Where the work tree differs from a commit: people's own edits, new files, files that are gone.

Git compares, by the times in its index first, so that the question costs little in a desk of 100,000 tickets.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.repository import NotARegularFile
from celyactl.store import git, layout, trees, worktree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from celyactl.store.repository import Repository

_DROPPINGS: Final = ("~", ".swp", ".swo", ".tmp", ".orig", ".rej", ".bak")


class Difference(Struct, frozen=True):
    """One path of the layout that differs: `old` is the committed blob's id, `mode` git's for what is there now.

    `text` is None when no plain file is there; then `mode` is empty if nothing is.
    """

    path: str
    old: str | None
    mode: str
    text: bytes | None


def differences(repository: Repository, commit: str) -> tuple[Difference, ...]:
    """Every difference under the layout, by path; none in a bare clone. What editors leave about is passed over."""
    root = repository.place.work_tree
    if root is None:
        return ()
    tracked = {path: (old, mode) for path, old, mode in _tracked(repository, commit) if layout.is_ours(path)}
    fresh = {path: (None, _mode(root, path)) for path in _untracked(repository) if path not in tracked}
    found = (_looked_at(repository, root, path, *facts) for path, facts in sorted({**fresh, **tracked}.items()))
    return tuple(one for one in found if one is not None)


def unchanged(repository: Repository, commit: str, path: str) -> Difference | None:
    """A file that is as it was committed, in the form of a difference; None for one that differs."""
    root, entry = repository.place.work_tree, repository.entry(commit, path)
    if root is None or entry is None or entry.mode != trees.FILE:
        return None
    if not worktree.equals(root, path, entry.id, repository.objects):
        return None
    return Difference(path, entry.id, entry.mode, worktree.content(root, path))


def _tracked(repository: Repository, commit: str) -> Iterator[tuple[str, str | None, str]]:
    """Path, committed blob and present mode of what git finds changed, or may be."""
    words = ["diff-index", "-z", "--raw", "--no-renames", "--end-of-options", commit, "--"]
    fields = _silent(repository, words).split(b"\0")
    for facts, raw_path in zip(fields[:-1:2], fields[1::2], strict=True):
        old_mode, mode, old, _new, _status = facts.decode().removeprefix(":").split(" ")
        yield os.fsdecode(raw_path), old if old_mode != "000000" else None, mode if set(mode) != {"0"} else ""


def _untracked(repository: Repository) -> Iterator[str]:
    words = ["ls-files", "-z", "--others", "--exclude-standard", "--", *layout.ROOTS]
    for raw_path in _silent(repository, words).split(b"\0")[:-1]:
        path = os.fsdecode(raw_path).removesuffix("/")
        name = path.rpartition("/")[2]
        if layout.classify(path) is not None or not (name.startswith(".") or name.endswith(_DROPPINGS)):
            yield path


def leftovers(repository: Repository) -> list[str]:
    """Copies that a killed command left beside files, as `overwriting` and `worktree` name them."""
    words = ["ls-files", "-z", "--others", "--", *layout.ROOTS]
    found = (os.fsdecode(raw_path) for raw_path in _silent(repository, words).split(b"\0")[:-1])
    return sorted(path for path in found if path.endswith(worktree.COPY))


def _silent(repository: Repository, words: list[str]) -> bytes:
    """What git says, without any filter of the clone."""
    return git.run(words, repository.place.work_tree or repository.place.git_dir, repository.without_filters())


def _mode(root: Path, path: str) -> str:
    """Git's mode for a file that it does not know yet."""
    try:
        found = (root / path).lstat().st_mode
    except OSError:
        return ""
    if stat.S_ISLNK(found):
        return "120000"
    if stat.S_ISDIR(found):
        return "160000" if (root / path / ".git").exists() else trees.TREE
    return trees.FILE if stat.S_ISREG(found) else "0"


def _looked_at(repository: Repository, root: Path, path: str, old: str | None, mode: str) -> Difference | None:
    """The difference; None when only the times of a file differ from those in git's index."""
    try:
        text = worktree.content(root, path)
    except NotARegularFile:
        now = _mode(root, path)
        return Difference(path, old, now if now != trees.FILE else "0", None)
    if text is None:
        return Difference(path, old, "", None) if old else None
    mode = mode or _mode(root, path)  # one that git was told to forget
    if mode == trees.FILE and old == repository.objects.hash("blob", text):
        return None
    return Difference(path, old, mode, text)
