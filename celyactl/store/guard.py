"""What a person has under way in the clone and that a commit of ours would spoil: merges and the like, own edits."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import DeletedByHand, DetachedHead, EditedByHand, OperationUnderWay
from celyactl.store import staging, worktree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from celyactl.store.head import Head
    from celyactl.store.intent import Step
    from celyactl.store.objects import Objects
    from celyactl.store.place import Place

_UNDER_WAY: Final = (
    ("rebase-merge", "rebase", "git rebase --continue", "git rebase --abort"),
    ("rebase-apply/applying", "am", "git am --continue", "git am --abort"),
    ("rebase-apply", "rebase", "git rebase --continue", "git rebase --abort"),
    ("MERGE_HEAD", "merge", "git commit", "git merge --abort"),
    ("CHERRY_PICK_HEAD", "cherry-pick", "git cherry-pick --continue", "git cherry-pick --abort"),
    ("REVERT_HEAD", "revert", "git revert --continue", "git revert --abort"),
    ("sequencer", "cherry-pick", "git cherry-pick --continue", "git cherry-pick --quit"),
    ("BISECT_LOG", "bisect", "git bisect reset", "git bisect reset"),
)
"""What git leaves in its folder, its name, and how to end it or give it up; the most telling one first."""


def branch_to_move(place: Place, head: Head) -> str:
    """The branch that a commit may be added to now.

    Raises:
        OperationUnderWay, DetachedHead: a person has to finish first.

    """
    for mark, name, end, abandon in _UNDER_WAY:
        if (place.git_dir / mark).exists():
            raise OperationUnderWay(name, end, abandon)
    if head.branch is None:
        raise DetachedHead
    return head.branch


def refuse_edits(root: Path, listing: staging.Listing, steps: Sequence[Step], objects: Objects) -> None:
    """Raise EditedByHand, DeletedByHand for what people changed, in the work tree or in the index (`listing`)."""
    edited = set(worktree.edited(root, steps, objects)) | set(staging.edited(listing.seen().blobs, steps))
    gone = [step.path for step in steps if step.path in edited and step.found and not os.path.lexists(root / step.path)]
    if gone:
        raise DeletedByHand(sorted(gone))
    if edited:
        raise EditedByHand(sorted(edited))
