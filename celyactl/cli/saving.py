"""A file that a command leaves where it was asked to, whole or not at all; its place is proved first."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from celyactl.errors.saving import FileNotSaved
from celyactl.errors.system import reason

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def saving(path: Path) -> Iterator[IO[bytes]]:
    """A stream that becomes the file at the end, in the place of one that is there; raises FileNotSaved."""
    unfinished: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(21, os.strerror(21))
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}-", delete=False) as stream:
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
