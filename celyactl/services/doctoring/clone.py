"""The clone itself: what is under way in it, locks that were left, room, rights, clock, objects."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import DetachedHead, GitFailed, OperationUnderWay, RepositoryRefused
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.services.doctoring.ailment import Ailment
from celyactl.store import guard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.services.doctoring.ailment import Patient, Severity
    from celyactl.store.place import Place
    from celyactl.store.repository import Repository

_STALE: Final = 600
"""Seconds after which a lock of git that no process of git holds is taken for left behind."""
_LOCKS: Final = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "shallow.lock")
_LOW: Final = 200 << 20
_FULL: Final = 10 << 20
_MANY: Final = 20_000
_APART: Final = 60
"""Seconds by which a clock may differ from those of the machines of the last commits."""
_LAST: Final = 20
"""How many of the last commits are compared with the clock."""


def ailments(patient: Patient) -> Iterator[Ailment]:
    """Everything that ails the clone apart from files and settings."""
    place = patient.repository.place
    yield from _under_way(patient)
    yield from _locks(patient)
    yield from _room(place)
    yield from _clock(patient)
    if (count := loose_objects(place)) > _MANY:
        text = ngettext("{n} object has a file of its own", "{n} objects have files of their own", count)
        yield Ailment("loose_objects", text.format(n=count), _("`git gc` packs them."), severity="warning")
    if patient.deep:
        yield from _damage(patient.repository)


def _under_way(patient: Patient) -> Iterator[Ailment]:
    try:
        guard.branch_to_move(patient.repository.place, patient.repository.head())
    except DetachedHead as error:
        todo = _("{said} `celyactl doctor --fix` does where a branch leads here.").format(said=error.todo)
        repaired = patient.fix and _back_on_branch(patient)
        yield Ailment("detached_head", error.what, todo, repaired=repaired)
    except OperationUnderWay as error:
        yield Ailment.of(error)


def _back_on_branch(patient: Patient) -> bool:
    """Go on with the one branch that leads to where HEAD is, with what was recorded on none; no file changes."""
    repository, commit = patient.repository, patient.commit
    if commit is None or repository.place.git_dir != repository.place.common_dir:
        return False
    leading = [(name, at) for name, at in repository.refs("refs/heads/").items() if repository.contains(at, commit)]
    if len(leading) != 1:
        return False
    [(branch, at)] = leading
    repository.git(["update-ref", branch, commit, at])
    repository.git(["symbolic-ref", "HEAD", branch])
    return True


def _locks(patient: Patient) -> Iterator[Ailment]:
    place = patient.repository.place
    found = sorted({path for path in _lock_files(place) if path.is_file()})
    busy = bool(found) and is_git_at_work(place)
    for path in found:
        if busy or time.time() - path.stat().st_mtime < _STALE:
            what, todo = _("A lock of git is held, perhaps by a command that runs"), _("Look again in ten minutes.")
            yield Ailment("git_lock", what, todo, str(path), "warning")
            continue
        if patient.fix:
            path.unlink(missing_ok=True)
        todo = _("`celyactl doctor --fix` removes it.")
        yield Ailment("stale_lock", _("A git that ended left its lock"), todo, str(path), repaired=patient.fix)


def _lock_files(place: Place) -> Iterator[Path]:
    for folder in {place.git_dir, place.common_dir}:
        yield from (folder / name for name in _LOCKS)
        yield from (folder / "refs").rglob("*.lock")


def is_git_at_work(place: Place) -> bool:
    """Whether a git runs whose working folder is in the clone; other people's processes can't be seen."""
    roots = {root for root in (place.work_tree, place.git_dir) if root}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if not (process / "comm").read_text().startswith("git"):
                continue
            folder = (process / "cwd").readlink()
        except OSError:
            continue
        if any(root == folder or root in folder.parents for root in roots):
            return True
    return False


def _room(place: Place) -> Iterator[Ailment]:
    free = free_bytes(place)
    if free < _LOW:
        what = _("The disk has {n} MiB left").format(n=free >> 20)
        severity: Severity = "error" if free < _FULL else "warning"
        yield Ailment("no_room", what, _("Make room: an act needs it."), str(place.git_dir), severity)
    for folder in filter(None, (place.git_dir, place.common_dir / "objects", place.work_tree)):
        if not os.access(folder, os.W_OK):
            yield Ailment("not_writable", _("The folder can't be written"), _("Check its rights."), str(folder))


def free_bytes(place: Place) -> int:
    """What the file system still takes."""
    return shutil.disk_usage(place.git_dir).free


def _clock(patient: Patient) -> Iterator[Ailment]:
    """Whether one of the last commits is dated ahead of this machine: its clock, or that of another, is wrong."""
    if patient.commit is None:
        return
    words = ["rev-list", f"-{_LAST}", "--no-commit-header", "--format=%ct %cn", "--end-of-options", patient.commit]
    told = patient.repository.git(words).decode("utf-8", "replace").splitlines()
    committed, who = max(
        ((int(seconds), name) for seconds, _space, name in (one.partition(" ") for one in told)), default=(0, "")
    )
    ahead = committed - int(patient.now.timestamp())
    if ahead > _APART:
        what = _("The clock of this machine is {n} minutes behind that of {who}, as one of the last commits has it")
        todo = _("Set the clock that is wrong: the instants of acts come from it.")
        yield Ailment("clock_behind", what.format(n=round(ahead / 60), who=who), todo)


def loose_objects(place: Place) -> int:
    """How many objects are files of their own."""
    folders = (place.common_dir / "objects" / f"{number:02x}" for number in range(256))
    return sum(len(os.listdir(folder)) for folder in folders if folder.is_dir())  # noqa: PTH208 - a count of names


def _damage(repository: Repository) -> Iterator[Ailment]:
    try:
        repository.git(["fsck", "--strict", "--no-dangling", "--no-progress"])
    except (GitFailed, RepositoryRefused) as error:
        todo = _("Fetch the desk from another clone; `git fsck --strict` tells all.")
        yield Ailment("damaged", error.what, todo, str(repository.place.common_dir))
