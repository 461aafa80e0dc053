"""The files of a work tree, ours only: compared with the committed ones, replaced by rename, never through a link.

A file counts as equal to its blob when its bytes are, or would be with LF for CRLF (a checkout with `core.autocrlf`).
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import NotARegularFile
from celyactl.i18n import gettext as _
from celyactl.store import files
from celyactl.store.intent import MANY
from celyactl.store.objects import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from celyactl.store.intent import Step
    from celyactl.store.objects import Objects

COPY: Final = ".celyactl-new"
"""The end of the name of what is written beside a file, to take its place; only a kill leaves one."""
_MISSING = frozenset({errno.ENOENT})
_NO_FOLDER = frozenset({errno.ENOTDIR, errno.ELOOP})


def equals(root: Path, path: str, blob: str | None, objects: Objects) -> bool:
    """Whether the file is what `blob` is (None: whether nothing is there).

    Raises:
        NotARegularFile: something else than a file, or something else than folders on the way to it.

    """
    found = content(root, path)
    if found is None or blob is None:
        return found is None and blob is None
    return blob in {objects.hash("blob", found), objects.hash("blob", found.replace(b"\r\n", b"\n"))}


def content(root: Path, path: str) -> bytes | None:
    """The bytes of the file, at most one more than is ever read; None when nothing is there.

    Raises:
        NotARegularFile: as `equals`.

    """
    *parts, name = path.split("/")
    try:
        with files.folder(root, parts) as parent:
            found = files.status(parent, name)
            if found is None:
                return None
            if not stat.S_ISREG(found.st_mode):
                raise NotARegularFile(path, _kind(found.st_mode))
            return files.read_small(parent, name, LIMIT + 1) or b""
    except OSError as error:
        if error.errno in _MISSING:
            return None
        if error.errno in _NO_FOLDER:
            raise NotARegularFile("/".join(parts), _("no folder, or a link to one")) from None
        raise


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return _("a symbolic link")
    return _("a folder") if stat.S_ISDIR(mode) else _("a device, a pipe or a socket")


def edited(root: Path, steps: Sequence[Step], objects: Objects) -> list[str]:
    """The paths whose file is not the one that the steps start from."""
    sure = frozenset(_absent(root, steps)) if len(steps) > MANY else ()
    return [step.path for step in steps if step.path not in sure and not equals(root, step.path, step.found, objects)]


def _absent(root: Path, steps: Sequence[Step]) -> Iterator[str]:
    """The paths of new files where nothing is, found by a look at each folder as a whole."""
    new = sorted((step for step in steps if step.found is None), key=lambda step: step.path)
    for folder, group in groupby(new, key=lambda step: step.folder):
        try:
            with files.folder(root, _parts(folder)) as parent:
                there = frozenset(os.listdir(parent))  # noqa: PTH208  # a folder by its descriptor
        except FileNotFoundError:
            there = frozenset()
        except OSError:
            continue
        yield from (step.path for step in group if step.path.rpartition("/")[2] not in there)


def make_folders(root: Path, steps: Iterable[Step]) -> None:
    """Make the folders of the files to come, while failing still costs nothing."""
    for folder in sorted({step.folder for step in steps if step.new is not None}):
        with files.folder(root, _parts(folder), create=True):
            pass


def drop_folders(root: Path, steps: Iterable[Step]) -> None:
    """Remove the folders on the way to these paths that hold nothing."""
    for folder in sorted({step.folder for step in steps}):
        parts = _parts(folder)
        with suppress(OSError):
            while parts:
                with files.folder(root, parts[:-1]) as parent:
                    os.rmdir(parts.pop(), dir_fd=parent)


def staged(steps: Sequence[Step], objects: Objects) -> dict[str, bytes]:
    """The files to come, by the names under which they wait in the area, so that only their renaming is left."""
    return {staged_name(n): objects.read("blob", step.new) for n, step in enumerate(steps) if step.new is not None}


def apply(root: Path, area: int, steps: Sequence[Step], objects: Objects) -> list[str]:
    """Bring each file from its old state to its new one; the paths that a person has edited are left and named."""
    numbered = sorted(enumerate(steps), key=lambda pair: pair[1].path)
    left: list[str] = []
    for folder, group in groupby(numbered, key=lambda pair: pair[1].folder):
        others = _put_new(root, area, folder, list(group))
        left += [step.path for number, step in others if not _apply(root, area, number, step, objects)]
    return left


def _put_new(root: Path, area: int, folder: str, group: Sequence[tuple[int, Step]]) -> list[tuple[int, Step]]:
    """Put the new files of one folder in where nothing is; the others, which need a closer look."""
    done: set[int] = set()
    with suppress(OSError), files.folder(root, _parts(folder)) as parent:
        for number, step in group:
            name = step.path.rpartition("/")[2]
            if step.found is None and step.new is not None and files.status(parent, name) is None:
                os.rename(staged_name(number), name, src_dir_fd=area, dst_dir_fd=parent)
                done.add(number)
    return [pair for pair in group if pair[0] not in done]


def make_durable(root: Path, steps: Iterable[Step]) -> None:
    """Make the names durable that `apply` gave or took."""
    for folder in sorted({step.folder for step in steps}):
        with (
            suppress(FileNotFoundError, NotADirectoryError),
            files.folder(root, _parts(folder)) as opened,
        ):
            os.fsync(opened)


def _apply(root: Path, area: int, number: int, step: Step, objects: Objects) -> bool:
    try:
        if equals(root, step.path, step.new, objects):
            return True
        if not equals(root, step.path, step.found, objects):
            return False
    except NotARegularFile:
        return False
    if step.new is None:
        _drop(root, step)
        return True
    if files.status(area, staged_name(number)) is None:
        files.write_new(area, staged_name(number), objects.read("blob", step.new))
    _put(root, area, number, step.path)
    return True


def _put(root: Path, area: int, number: int, path: str) -> None:
    *parts, name = path.split("/")
    with files.folder(root, parts, create=True) as parent:
        try:
            os.rename(staged_name(number), name, src_dir_fd=area, dst_dir_fd=parent)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy(area, number, parent, name)


def _copy(area: int, number: int, parent: int, name: str) -> None:
    """The git folder is on another disk: write beside, then rename."""
    files.remove(parent, beside(name))
    files.write_new(parent, beside(name), files.read_small(area, staged_name(number), LIMIT) or b"")
    os.rename(beside(name), name, src_dir_fd=parent, dst_dir_fd=parent)


def _drop(root: Path, step: Step) -> None:
    *parts, name = step.path.split("/")
    with files.folder(root, parts) as parent:
        files.remove(parent, name)
    drop_folders(root, [step])


def clear_copies(root: Path, steps: Iterable[Step]) -> None:
    """Remove what a killed copy left beside its file."""
    for step in steps:
        *parts, name = step.path.split("/")
        with suppress(FileNotFoundError, NotADirectoryError), files.folder(root, parts) as parent:
            files.remove(parent, beside(name))


def staged_name(number: int) -> str:
    """The name under which the file of a step waits in the area."""
    return f"file-{number}"


def _parts(folder: str) -> list[str]:
    return folder.split("/") if folder else []


def beside(name: str) -> str:
    """The name of what is written beside a file, to take its place."""
    return f".{name}{COPY}"
