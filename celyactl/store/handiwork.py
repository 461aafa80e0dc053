"""People's own edits of a ticket's file in the work tree: looked at before the ticket is shown or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _
from celyactl.store import records, worktree

if TYPE_CHECKING:
    from celyactl.store.repository import Repository


def warnings(repository: Repository, commit: str, path: str) -> list[str]:
    """What to tell of a file that differs from the committed one; nothing when it is the same, or the clone is bare.

    Raises NotARegularFile for something else than a file, BadFile for one that is no ticket.
    """
    root = repository.place.work_tree
    entry = repository.entry(commit, path)
    if root is None or entry is None or worktree.equals(root, path, entry.id, repository.objects):
        return []
    edited = worktree.content(root, path)
    if edited is None:
        return [_("{path} is gone from the work tree; `git checkout -- {path}` brings it back").format(path=path)]
    records.load_ticket(edited, path)
    return [_("{path} was edited by hand; `celyactl adopt` records the edit").format(path=path)]
