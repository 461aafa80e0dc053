"""Files that a person names: read, or left whole or not at all; `-` is standard input."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from celyactl.errors.named_file import FileNotSaved, FileUnreadable
from celyactl.errors.system import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN: Final = "-"
_LONGEST: Final = 3600
"""Seconds that nobody takes to write a file."""


def read(path: str | Path, most: int = -1) -> bytes:
    """The bytes of a file, or of standard input for `-`, at most so many. Raises FileUnreadable."""
    try:
        if path == STDIN:
            return sys.stdin.buffer.read(most)
        with Path(path).open("rb") as file:
            return file.read(most)
    except OSError as problem:
        raise FileUnreadable(str(path), reason(problem)) from None


def save(path: Path, content: bytes) -> None:
    """Write a file, in the place of one that is there. Raises FileNotSaved."""
    with saving(path) as stream:
        stream.write(content)


@contextmanager
def saving(path: Path) -> Iterator[IO[bytes]]:
    """A stream that becomes the file at the end, in the place of one that is there; raises FileNotSaved.

    For what is only made once it is known that its file has a place.
    """
    import tempfile  # most commands leave no file

    unfinished: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(21, os.strerror(21))
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_unfinished(path), delete=False) as stream:
            unfinished = Path(stream.name)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
    except OSError as problem:
        raise FileNotSaved(str(path), reason(problem)) from None
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Remove what a writer of the file that was killed left beside it, unless somebody may still be writing."""
    from glob import escape  # most commands sweep nothing

    for left in path.parent.glob(f"{escape(_unfinished(path))}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LONGEST:
                left.unlink()


def _unfinished(path: Path) -> str:
    """How the names of its unfinished files begin."""
    return f".{path.name[:40]}-"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
