"""Git's index (its staging area): held for a whole act by git's own lock file, rewritten for our paths only.

The new index is built by git on a second name of the old one, in our area, and takes its place by rename. So a person's
`git add` and `git commit` wait, as they do for any git, and what they staged stays staged.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import stat
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from msgspec import Struct

from celyactl.errors.repository import RepositoryRefused
from celyactl.i18n import gettext as _
from celyactl.store import files, git, worktree
from celyactl.store.intent import MANY
from celyactl.store.place import area_path
from celyactl.store.refs import link_lock, release_lock

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from celyactl.store.intent import Step
    from celyactl.store.place import Place
    from celyactl.store.repository import Repository

INDEX: Final = "index"
_LOCK: Final = "index.lock"
_HELD: Final = "held-index-lock"
_MODE: Final = 0o100644


def take(place: Place, area: int) -> None:
    """Take git's lock of the index, waiting 10 s for whoever has it.

    Raises:
        GitLockHeld: it stayed held.
        RepositoryRefused: the index is no plain file.

    """
    with files.folder(place.git_dir) as git_dir:
        os.close(os.open(_HELD, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666, dir_fd=area))
        link_lock(area, _HELD, git_dir, _LOCK)
        found = files.status(git_dir, INDEX)
    if found is not None and not stat.S_ISREG(found.st_mode):
        raise RepositoryRefused(_("its index is no plain file"), str(place.git_dir / INDEX), _("Remove it."))


def release(place: Place, area: int) -> None:
    """Give git's lock of the index back if it is ours."""
    with files.folder(place.git_dir) as git_dir:
        release_lock(area, _HELD, git_dir, _LOCK)


class Seen(Struct, frozen=True):
    """What git's index held for the paths of some steps, when its file was as `state` says."""

    state: tuple[int, ...]
    blobs: Mapping[str, str]


class Listing:
    """What git's index holds for the steps' paths: git is asked, unless nobody wrote it since it was `seen`.

    Use it in a `with`; many steps are asked for by their folders.
    """

    def __init__(self, repository: Repository, steps: Sequence[Step], seen: Seen | None = None) -> None:
        self._steps = steps
        self._state = state(repository.place)
        self._known = seen if seen and seen.state == self._state else None
        self._git = None if self._known else _ask(repository, steps)

    @property
    def is_known(self) -> bool:
        """Whether nobody wrote the index since it was seen."""
        return self._known is not None

    def seen(self) -> Seen:
        """The answer, once it is there. Raises RepositoryRefused: a path is outside of a sparse checkout."""
        if self._git is None:
            return self._known or Seen(self._state, {})
        self._known, process, self._git = None, self._git, None
        with process:
            self._known = Seen(self._state, _listed(process, self._steps))
        return self._known

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._git is not None:
            with self._git as process:
                process.kill()


def state(place: Place) -> tuple[int, ...]:
    """What changes when anybody writes the index; empty without one."""
    with files.folder(place.git_dir) as git_dir:
        found = files.status(git_dir, INDEX)
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns) if found else ()


def _ask(repository: Repository, steps: Sequence[Step]) -> subprocess.Popen[bytes]:
    place = repository.place
    cwd = place.work_tree or place.git_dir
    paths = [step.path for step in steps] if len(steps) <= MANY else sorted({step.folder for step in steps} - {""})
    return git.start(["ls-files", "-s", "-t", "-z", "--", *paths], cwd, repository.env)


def _listed(process: subprocess.Popen[bytes], steps: Sequence[Step]) -> dict[str, str]:
    """The blob of each path, and `unmerged` or the like for what is no plain, present file."""
    found: dict[str, str] = {}
    wanted = {step.path for step in steps}
    for line in git.finish(process, "ls-files").split(b"\0")[:-1]:
        facts, raw_path = line.split(b"\t", 1)
        tag, mode, blob, stage = facts.decode().split(" ")
        path = os.fsdecode(raw_path)
        if path not in wanted:
            continue
        if tag == "S":
            raise RepositoryRefused(_("it is a sparse checkout"), path, _("`git sparse-checkout disable` ends that."))
        found[path] = blob if (mode, stage) == ("100644", "0") else f"{mode} {stage}"
    return found


def edited(staged: Mapping[str, str], steps: Sequence[Step]) -> list[str]:
    """The paths that a person has staged something for, other than the edit that the act takes over."""
    expected = {step.path: {step.old, step.edited} - {None} for step in steps}
    differing = [path for path, blob in staged.items() if blob not in expected.get(path, ())]
    return sorted({*differing, *(step.path for step in steps if step.old and step.path not in staged)})


def start_building(repository: Repository, area: int, steps: Sequence[Step], held: int) -> subprocess.Popen[bytes]:
    """Start the git that builds the index with the steps' new blobs in our area; `built` waits for it."""
    place = repository.place
    with files.folder(place.git_dir) as git_dir, suppress(FileNotFoundError):
        os.link(INDEX, INDEX, src_dir_fd=git_dir, dst_dir_fd=area, follow_symlinks=False)
    return build(repository, area_path(place) / INDEX, steps, held)


def build(repository: Repository, index: Path, steps: Sequence[Step], held: int) -> subprocess.Popen[bytes]:
    """Start the git that puts the steps' new blobs into an index; it inherits the lock that is `held`."""
    place = repository.place
    env = repository.without_filters() | {"GIT_INDEX_FILE": str(index)}
    process = git.start(["update-index", "-z", "--index-info"], place.work_tree or place.git_dir, env, [held])
    stdin, process.stdin = process.stdin, None
    with suppress(BrokenPipeError):  # it ended early: `built` says why
        if stdin is not None:
            with stdin:
                stdin.write(b"".join(_line(step) for step in steps))
    return process


def _line(step: Step) -> bytes:
    facts = f"100644 {step.new}" if step.new else f"0 {'0' * len(step.old or '')}"
    return os.fsencode(f"{facts}\t{step.path}\0")


def built(process: subprocess.Popen[bytes]) -> None:
    """Wait until the index is built, durably, in our area."""
    git.finish(process, "update-index")


def publish(repository: Repository, area: int, steps: Sequence[Step], held: int) -> None:
    """Put the built index in the place of the old one, durably, knowing the steps' files as git would after a look."""
    if files.status(area, INDEX) is not None:
        if len(steps) > MANY:
            _have_git_look(repository, held)
        else:
            _know_files(repository, area, steps)
        with files.folder(repository.place.git_dir) as git_dir:
            os.rename(INDEX, INDEX, src_dir_fd=area, dst_dir_fd=git_dir)
            os.fsync(git_dir)


def _have_git_look(repository: Repository, held: int) -> None:
    """Let git itself compare the files with the built index: quicker for many, and it reads every one of them."""
    place = repository.place
    env = repository.without_filters() | {"GIT_INDEX_FILE": str(area_path(place) / INDEX)}
    git.run(["update-index", "-q", "--refresh"], place.work_tree or place.git_dir, env, keep=[held])


def _know_files(repository: Repository, area: int, steps: Sequence[Step]) -> None:
    """Fill in what git noted as unknown of our files (times, inode, size), or plumbing would call them changed."""
    algorithm = repository.place.algorithm
    file = os.open(INDEX, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=area)
    try:
        with mmap.mmap(file, 0, access=mmap.ACCESS_COPY) as content:
            changed = [at for step in steps if step.new and (at := _know(repository, content, step))]
            tail = repository.objects.id_bytes
            if not changed or not any(content[-tail:]):
                return
            digest = hashlib.new(algorithm, memoryview(content)[:-tail], usedforsecurity=False).digest()
            for at in changed:
                os.pwrite(file, content[at : at + 40], at)
            os.pwrite(file, digest, len(content) - tail)
        os.fsync(file)
    finally:
        os.close(file)


def _know(repository: Repository, content: mmap.mmap, step: Step) -> int:
    """Write the facts of the step's file at its entry in `content`; the entry's offset, 0 when nothing was written.

    An index in another form than whole names without flags is left as git wrote it: right, only slower to compare.
    """
    name = os.fsencode(step.path)
    unknown = struct.pack(">10I", 0, 0, 0, 0, 0, 0, _MODE, 0, 0, 0)
    entry = unknown + bytes.fromhex(step.new or "") + struct.pack(">H", min(len(name), 0xFFF)) + name + b"\0"
    at = max(0, content.find(entry))
    facts = _facts(repository, step) if at else b""
    if not facts:
        return 0
    content[at : at + len(facts)] = facts
    return at


def _facts(repository: Repository, step: Step) -> bytes:
    """What git notes of a file; empty when the file is not what the step makes it: an edit must not be hidden."""
    root = repository.place.work_tree
    before = root and _status(root, step.path)
    if not root or not before or not worktree.equals(root, step.path, step.new, repository.objects):
        return b""
    facts = (
        *divmod(before.st_ctime_ns, 10**9),
        *divmod(before.st_mtime_ns, 10**9),
        before.st_dev,
        before.st_ino,
        _MODE,
        before.st_uid,
        before.st_gid,
        before.st_size,
    )
    return struct.pack(">10I", *(fact & 0xFFFFFFFF for fact in facts))


def _status(root: Path, path: str) -> os.stat_result | None:
    *parts, name = path.split("/")
    with suppress(OSError), files.folder(root, parts) as parent:
        return files.status(parent, name)
    return None
