"""A clone on the same machine: where its refs are is read from its files, and those who exchange with it take turns.

Both spare work and change nothing: what can't be read so is asked of git, and whoever gets no turn goes without one.
Instants and pauses are in seconds.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from celyactl.errors.base import CelyactlError
from celyactl.store.head import read_branch
from celyactl.store.remote.address import local_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WAIT: Final = 10.0
"""Whoever has the turn may be stopped, or hang at a hook: nobody waits for ever, as the push itself decides."""
_PAUSE: Final = 0.025
_SHORTEST: Final = 0.002


def tips(address: str, refs: Sequence[str]) -> dict[str, str] | None:
    """The refs that are there, with the ids they are at; None when only git can tell."""
    place = _git_dir(address)
    if place is None:
        return None
    try:
        found = {ref: read_branch(place, ref) for ref in refs}
    except (OSError, CelyactlError):
        return None
    return {ref: ident for ref, ident in found.items() if ident is not None}


@contextmanager
def turn(address: str, age: float, wait: float = WAIT) -> Iterator[None]:
    """Have the other clone for ourselves among those who ask for turns; `age`: how long our oldest act has waited.

    The lock is the kernel's, on the folder of objects, which is there for whoever may read: nothing is written.
    """
    place = _git_dir(address)
    try:
        folder = -1 if place is None else os.open(place / "objects", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        folder = -1
    if folder < 0:
        yield
        return
    try:
        _take(folder, age, wait)
        yield
    finally:
        os.close(folder)


def _take(folder: int, age: float, wait: float) -> None:
    """Ask again and again, the more often the longer something waits, so that the oldest act is likely to be next."""
    began = time.monotonic()
    while (waited := time.monotonic() - began) < wait:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(max(_SHORTEST, _PAUSE / (1 + age + waited) ** 2))
        except OSError:
            return  # a file system without such locks
        else:
            return


def _git_dir(address: str) -> Path | None:
    """The git folder of a clone on this machine; None for any other, and for one that keeps its refs elsewhere."""
    path = local_path(address)
    for folder in (path, path / ".git") if path else ():
        if (folder / "HEAD").is_file() and (folder / "refs/heads").is_dir():
            return None if (folder / "commondir").exists() else folder
    return None
