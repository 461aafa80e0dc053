"""Small files of ours in the git folder that may be deleted at any time: a reader finds a whole one or none.

They are not waited for: after a power cut one may be damaged, which is for its reader to notice.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from celyactl.store.files import folder, read_small, remove

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FOLDER: Final = "celyactl"
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC


def read_cache(git_dir: Path, parts: Sequence[str], name: str, limit: int) -> bytes:
    """At most `limit` bytes of the file; none when it is not there, or can't be read."""
    with suppress(OSError), folder(git_dir, [_FOLDER, *parts]) as place:
        return read_small(place, name, limit) or b""
    return b""


def write_cache(git_dir: Path, parts: Sequence[str], name: str, content: bytes) -> None:
    """Put the file in its place at once; a disk that refuses costs time later and nothing else."""
    unfinished = f"{name}.{os.getpid()}~"
    with suppress(OSError), folder(git_dir, [_FOLDER, *parts], create=True, durable=False) as place:
        _sweep(place, name)
        with open(os.open(unfinished, _NEW, 0o666, dir_fd=place), "wb") as file:  # noqa: PTH123 - a descriptor has no path
            file.write(content)
        os.replace(unfinished, name, src_dir_fd=place, dst_dir_fd=place)


def _sweep(place: int, name: str) -> None:
    """Remove what killed commands left unfinished; a living one that loses its file only has to compute again."""
    for left in os.listdir(place):
        if left.startswith(f"{name}.") and left.endswith("~"):
            remove(place, left)
