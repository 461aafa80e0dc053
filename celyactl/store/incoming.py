"""People's own edits in the way of what comes from another clone: looked at before anything moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.syncing import IncomingEdited
from celyactl.store import staging, worktree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.store.intent import Step
    from celyactl.store.repository import Repository


def require_untouched(repository: Repository, steps: Sequence[Step]) -> staging.Seen | None:
    """What git's index held for these paths. Raises IncomingEdited when a person has edited one, staged or not."""
    root = repository.place.work_tree
    if root is None or not steps:
        return None
    with staging.Listing(repository, steps) as listing:
        files = worktree.edited(root, steps, repository.objects)
        seen = listing.seen()
    edited = {*files, *staging.edited(seen.blobs, steps)}
    if edited:
        raise IncomingEdited(sorted(edited))
    return seen
