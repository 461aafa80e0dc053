"""Self-repair: what a killed act left is completed when its branch had moved, and forgotten when it had not.

Holding the kernel lock proves that the act's process and every git it started are gone. Nothing is printed here.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.errors.base import CelyactlError
from celyactl.errors.repository import NotARegularFile
from celyactl.i18n import gettext as _
from celyactl.store import files, finishing, intent, lock, many, staging, worktree
from celyactl.store.intent import MANY
from celyactl.store.place import area_path, is_unfinished
from celyactl.store.trees import FILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.store.intent import Intent, Step
    from celyactl.store.repository import Repository


class Repair(Struct, frozen=True):
    """What was put right: the `commit` completed, None when an act was forgotten; `left` paths keep a person's edit."""

    subject: str
    commit: str | None
    left: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """One line for stderr."""
        if self.commit is None:
            said = _("An interrupted act was forgotten, it had not been recorded")
            return f"{said}: {self.subject}." if self.subject else f"{said}."
        said = _("An interrupted act was completed: {subject}").format(subject=self.subject)
        kept = _("Edits by hand were left: {paths}").format(paths=", ".join(self.left)) if self.left else ""
        return f"{said}. {kept}" if kept else f"{said}."


def recover(repository: Repository) -> Repair | None:
    """Repair before a read; None when there is nothing to do, when an act is being written, or when the disk refuses.

    A reader is right without it, as it pins a commit: so it neither waits nor fails.
    """
    if not is_unfinished(repository.place):
        return None
    try:
        with lock.hold(repository.place.common_dir, wait=0) as held:
            return repair(repository, held)
    except (OSError, CelyactlError):
        return None


def repair(repository: Repository, held: int) -> Repair | None:
    """Repair under the kernel lock `held`; None when nothing was left.

    Raises:
        OSError, CelyactlError: the disk refused, or a person's git holds the index for 10 s; nothing is lost.

    """
    place = repository.place
    if not is_unfinished(place):
        return None
    act = None
    with suppress(NotADirectoryError), files.folder(place.git_dir, [lock.FOLDER, area_path(place).name]) as area:
        act = intent.read(area)
        head = repository.head()
        ours = act is None or act.branch == head.branch
        finishing.release_locks(place, area, head.branch if ours else None)
        if act and ours and head.commit and repository.contains(act.new, head.commit):
            return Repair(act.subject, act.new, _complete(repository, area, act, head.commit, held))
        many.take_back(place, area)
        if act and place.work_tree:
            worktree.drop_folders(place.work_tree, [step for step in act.steps if step.old is None])
    intent.discard_area(place)
    return Repair(act.subject if act else "", None)


def _complete(repository: Repository, area: int, act: Intent, commit: str, held: int) -> tuple[str, ...]:
    place = repository.place
    steps = _committed(repository, commit, act.steps)
    if place.work_tree is None:
        return finishing.finish(repository, area, act, steps, held)
    worktree.clear_copies(place.work_tree, act.steps)
    staging.take(place, area)
    with staging.Listing(repository, steps) as listing:
        people = set(staging.edited(listing.seen().blobs, steps))
    _forget_index(area)
    ours = [step for step in steps if step.path not in people]
    with staging.start_building(repository, area, ours, held) as building:
        staging.built(building)
    return finishing.finish(repository, area, act, steps, held)


def _forget_index(area: int) -> None:
    """What the killed act had built may be older than what people staged since."""
    for name in ("index", "index.lock"):
        files.remove(area, name)


def _committed(repository: Repository, commit: str, steps: Sequence[Step]) -> list[Step]:
    """The steps whose path still is in the branch as the act made it: if not, a later commit decides."""
    if len(steps) <= MANY:
        return [step for step in steps if _is_committed(repository, commit, step)]
    folders = sorted({step.folder for step in steps} - {""})
    there = {entry.path: entry.id for entry in repository.entries(commit, folders) if entry.mode == FILE}
    return [step for step in steps if there.get(step.path) == step.new]


def _is_committed(repository: Repository, commit: str, step: Step) -> bool:
    try:
        entry = repository.entry(commit, step.path)
    except NotARegularFile:
        return False
    return (entry.id if entry else None) == step.new
