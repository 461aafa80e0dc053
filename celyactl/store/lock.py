"""One writer a clone: a kernel lock (`flock`) on `celyactl/lock` in the git folder, released when its holders die.

Every git that writes inherits the descriptor: if we are killed while such a child still runs, the desk stays held
until that child has ended. The file names its holder for the person who waits; nothing else relies on its content.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import DeskBusy
from celyactl.store import files
from celyactl.store.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT: Final = 10.0
"""Seconds that a command waits for another one."""
FOLDER: Final = "celyactl"
"""Our folder in the git folder; nothing in it is ever committed."""
_NAME: Final = "lock"
BACKGROUND: Final = "background-lock"
"""Held by the one exchange of a clone that began by itself."""


@contextmanager
def hold(common_dir: Path, wait: float = WAIT, name: str = _NAME) -> Iterator[int]:
    """Hold the desk (or another lock, by `name`); gives its descriptor, which children that write must inherit.

    Raises:
        DeskBusy: another process held it for `wait` seconds.

    """
    with files.folder(common_dir, [FOLDER], create=True) as parent:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        lock = os.open(name, flags, 0o666, dir_fd=parent)
    try:
        _take(lock, wait)
        _sign(lock)
        yield lock
    finally:
        os.close(lock)


def _take(lock: int, wait: float) -> None:
    patience = Patience(wait, lambda: _busy(lock).what)
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not patience.lasts():
                raise _busy(lock) from None
        else:
            return


def _sign(lock: int) -> None:
    command = " ".join([os.path.basename(sys.argv[0]), *sys.argv[1:3]])[:80]  # noqa: PTH119  # argv is no path to walk
    os.ftruncate(lock, 0)
    os.pwrite(lock, json.dumps({"pid": os.getpid(), "command": command, "since": int(time.time())}).encode(), 0)


def _busy(lock: int) -> DeskBusy:
    """What the file says of its holder, which may be half written or made up."""
    try:
        said = json.loads(os.pread(lock, 4096, 0))
        pid, since = int(said["pid"]), int(said["since"])
        command = "".join(char for char in str(said["command"])[:80] if char.isprintable())
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return DeskBusy(0, "?", 0)
    return DeskBusy(pid, command, max(0, int(time.time()) - since))
