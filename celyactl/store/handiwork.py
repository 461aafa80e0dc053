"""People's own edits of a file in the work tree: looked at before what it holds is shown, or a ticket is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.repository import EditedByHand
from celyactl.i18n import gettext as _
from celyactl.store import records, worktree
from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.store.repository import Repository


def require_none(repository: Repository, commit: str, paths: Iterable[str]) -> None:
    """Ask before what can't be taken back, and is to be recorded in these files. Raises EditedByHand."""
    root = repository.place.work_tree
    if root is None:
        return
    there = [(path, entry.id) for path in paths if (entry := repository.entry(commit, path))]
    edited = [path for path, blob in there if not worktree.equals(root, path, blob, repository.objects)]
    if edited:
        raise EditedByHand(edited)


def warnings(repository: Repository, commit: str, path: str) -> list[str]:
    """What to tell of a file that differs from the committed one; nothing when it is the same, or the clone is bare.

    Raises NotARegularFile for something else than a file, BadFile for one that is not what it should be.
    """
    root = repository.place.work_tree
    entry = repository.entry(commit, path)
    if root is None or entry is None or worktree.equals(root, path, entry.id, repository.objects):
        return []
    edited = worktree.content(root, path)
    if edited is None:
        return [_("{path} is gone from the work tree; `git checkout -- {path}` brings it back").format(path=path)]
    found = classify(path)
    if found and found.kind in records.LOADERS:
        records.LOADERS[found.kind](edited, path)
    if found and found.kind is FileKind.CORRESPONDENCE:
        return [_("{path} was edited by hand, and is written by commands only").format(path=path)]
    return [_("{path} was edited by hand; `celyactl adopt` records the edit").format(path=path)]
