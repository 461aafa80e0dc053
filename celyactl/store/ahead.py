"""Git's index for what an exchange will bring, built while the other side is awaited and no lock is held.

It is built aside, from a copy, and taken over if nobody has written the index meanwhile; else it is built anew. A
kernel lock of its own, which the git that builds inherits, tells that nobody writes there any more.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.repository import DeskBusy
from celyactl.store import files, lock, staging
from celyactl.store.intent import MANY

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from celyactl.store.place import Place
    from celyactl.store.repository import Repository
    from celyactl.store.steps import Onward

LOCK: Final = "ahead-lock"
_NAME: Final = "index-ahead"


class Ahead(Struct, frozen=True):
    """An index on its way: what git builds from the index as it was `seen`."""

    place: Place
    process: subprocess.Popen[bytes]

    def put(self, area: int) -> bool:
        """Move it into an act's area as soon as it is there; whether that could be done."""
        self.process.communicate()
        if self.process.returncode:
            return False
        with files.folder(self.place.git_dir, [lock.FOLDER]) as parent, suppress(OSError):
            os.rename(_NAME, staging.INDEX, src_dir_fd=parent, dst_dir_fd=area)
            return True
        return False


@contextmanager
def building(repository: Repository, onward: Onward | None) -> Iterator[Ahead | None]:
    """Build it from here on; None when there is nothing to gain, or another exchange is at it."""
    place = repository.place
    if onward is None or onward.seen is None or not 0 < len(onward.steps) <= MANY:
        yield None
        return
    with ExitStack() as stack:
        try:
            held = stack.enter_context(lock.hold(place.git_dir, 0, LOCK))
        except DeskBusy:
            held = None
        process = None
        if held is not None:
            _remove(place)
            stack.callback(_remove, place)
            process = _started(repository, onward, held)
            stack.callback(_end, process)
        yield Ahead(place, process) if process else None


def _started(repository: Repository, onward: Onward, held: int) -> subprocess.Popen[bytes] | None:
    place = repository.place
    if onward.seen is None or not _copied(place) or staging.state(place) != onward.seen.state:
        return None
    return staging.build(repository, place.git_dir / lock.FOLDER / _NAME, onward.steps, held)


def _copied(place: Place) -> bool:
    """Whether the index was copied; a link to it would change what git, and we, know it by."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with suppress(OSError), files.folder(place.git_dir, [lock.FOLDER], create=True) as parent:
        source = os.open(place.git_dir / staging.INDEX, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(source, "rb"), os.fdopen(os.open(_NAME, flags, 0o666, dir_fd=parent), "wb") as copy:
            left = os.fstat(source).st_size
            while left > 0 and (count := os.copy_file_range(source, copy.fileno(), left)):
                left -= count
        return not left
    return False


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None:
        process.kill()
        process.communicate()


def _remove(place: Place) -> None:
    with suppress(OSError), files.folder(place.git_dir, [lock.FOLDER]) as parent:
        for name in (_NAME, f"{_NAME}.lock"):
            files.remove(parent, name)
