"""What follows the move of the branch: reflog, work tree, git's index, and the end of the area.

The act is recorded by then. Every step may be done twice, so that what a crash cut short is done again from its start.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from celyactl.store import files, intent, many, refs, staging, worktree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from celyactl.store.intent import Intent, Step
    from celyactl.store.place import Place
    from celyactl.store.repository import Repository


def finish(repository: Repository, area: int, act: Intent, steps: Sequence[Step], held: int) -> tuple[str, ...]:
    """Bring work tree and index to the state after `steps`; the paths left alone because a person has edited them.

    `held` is the desk's lock, which a git that writes inherits.

    Raises:
        OSError: the disk refused; the area stays, for the next command.

    """
    place = repository.place
    left: list[str] = []
    log(place, act)
    if place.work_tree:
        left = worktree.apply(place.work_tree, area, steps, repository.objects)
        staging.publish(repository, area, steps, held)
        worktree.make_durable(place.work_tree, steps)
        staging.release(place, area)
    intent.clear_area(place)
    return tuple(left)


def log(place: Place, act: Intent) -> None:
    """Note the move in the reflogs of HEAD and of the branch, if it is not noted; a convenience, so it may fail."""
    nothing = "0" * place.id_length
    line = f"{act.old or nothing} {act.new} {act.who}\tcelyactl: {act.subject}\n".encode("utf-8", "surrogateescape")
    with suppress(OSError):
        _append(place, place.git_dir, ["logs", "HEAD"], line, create=act.old is None)
    with suppress(OSError):
        _append(place, place.common_dir, ["logs", *act.branch.split("/")], line, create=act.old is None)


def _append(place: Place, root: Path, parts: Sequence[str], line: bytes, *, create: bool) -> None:
    new = create and place.work_tree is not None
    flags = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | (os.O_CREAT if new else 0)
    with files.folder(root, parts[:-1], create=new) as parent:
        file = os.open(parts[-1], flags, 0o666, dir_fd=parent)
    try:
        size = os.fstat(file).st_size
        if os.pread(file, len(line), max(0, size - len(line))) != line:
            os.write(file, line)
    finally:
        os.close(file)


def undo(repository: Repository, area: int, branch: str, steps: Sequence[Step]) -> None:
    """Take back what was prepared for an act whose branch did not move."""
    place = repository.place
    release_locks(place, area, branch)
    many.take_back(place, area)
    if place.work_tree:
        worktree.drop_folders(place.work_tree, [step for step in steps if step.old is None])
    repository.objects.forget()


def release_locks(place: Place, area: int, branch: str | None) -> None:
    """Remove git's locks that are ours: nobody else's, however old they are."""
    staging.release(place, area)
    if branch is not None:
        *parts, name = branch.split("/")
        with suppress(FileNotFoundError), files.folder(place.common_dir, parts) as parent:
            refs.release_lock(area, refs.LOCK, parent, f"{name}.lock")
