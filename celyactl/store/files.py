"""Durable steps on the disk: folders are file descriptors, no symbolic link is ever followed, writes are fsynced."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_OPEN_AT_ONCE: Final = 200


@contextmanager
def folder(root: Path | int, parts: Sequence[str] = (), *, create: bool = False, durable: bool = True) -> Iterator[int]:
    """The descriptor of the folder `parts` under `root` (a path, or a descriptor that stays open).

    A folder that is created is durable at once, unless the caller fsyncs the one around it later (`durable=False`).

    Raises:
        OSError: ENOENT, or ENOTDIR and ELOOP when a part is a file or a symbolic link.

    """
    current = os.dup(root) if isinstance(root, int) else os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts:
            inner = _enter(current, part, create=create, durable=durable)
            os.close(current)
            current = inner
        yield current
    finally:
        os.close(current)


def _enter(parent: int, name: str, *, create: bool, durable: bool) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=parent)
    except FileNotFoundError:
        if not create:
            raise
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=parent)
    if durable:
        os.fsync(parent)
    return os.open(name, _FOLDER, dir_fd=parent)


def write_new(parent: int, name: str, content: bytes) -> None:
    """Create one durable file; as `write_all`."""
    write_all(parent, [(name, content, 0o666)])


def write_all(parent: int, contents: Iterable[tuple[str, bytes, int]]) -> None:
    """Create files (name, bytes, mode) that are not there yet, and make their bytes durable.

    Their names are durable once `parent` is fsynced. All are handed to the disk before the first is waited for, so that
    one commit of the file system's journal serves them all.
    """
    rest = iter(contents)
    while batch := list(islice(rest, _OPEN_AT_ONCE)):
        with ExitStack() as opened:
            written = [_write(opened, parent, name, content, mode) for name, content, mode in batch]
            for file in written:
                os.fsync(file)


def write_many(parent: int, contents: Iterable[tuple[str, bytes, int]]) -> None:
    """As `write_all` for thousands of files: the file system is asked once to make all that it holds durable."""
    for name, content, mode in contents:
        with ExitStack() as opened:
            _put(opened, parent, name, content, mode)
    sync(parent)


def sync(folder: int) -> None:
    """Wait until all that was written to the folder's file system is durable."""
    import ctypes  # for much at once only; Python has no name for this call

    if ctypes.CDLL(None, use_errno=True).syncfs(folder):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _write(opened: ExitStack, parent: int, name: str, content: bytes, mode: int) -> int:
    file = _put(opened, parent, name, content, mode)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)  # starts the writing without waiting for it
    return file


def _put(opened: ExitStack, parent: int, name: str, content: bytes, mode: int) -> int:
    file = os.open(name, _NEW, mode, dir_fd=parent)
    opened.callback(os.close, file)
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
    return file


def read_small(parent: int, name: str, limit: int = 1 << 16) -> bytes | None:
    """The bytes of a regular file, at most `limit` of them; None when it is not there or is something else."""
    try:
        file = os.open(name, _READ, dir_fd=parent)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO}:
            return None
        raise
    with os.fdopen(file, "rb") as opened:
        return opened.read(limit) if stat.S_ISREG(os.fstat(file).st_mode) else None


def same_file(first: os.stat_result | None, second: os.stat_result | None) -> bool:
    """Whether both are names of one file; a missing one is not."""
    return first is not None and second is not None and os.path.samestat(first, second)


def status(parent: int, name: str) -> os.stat_result | None:
    """The status of a name without following it; None when nothing is there."""
    try:
        return os.stat(name, dir_fd=parent, follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        return None


def remove(parent: int, name: str) -> None:
    """Remove a file if it is there."""
    with suppress(FileNotFoundError):
        os.unlink(name, dir_fd=parent)
