"""Files that only this user reads (0600): under the state folder, among temporary files where that is refused."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def state_folder() -> Path:
    """`celyactl` below `XDG_STATE_HOME`, else below `~/.local/state`. Raises RuntimeError where there is no home."""
    return Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "celyactl"


def leave(folder: Path, content: bytes, *, prefix: str, suffix: str) -> Path:
    """A new file in a folder, which is made, durable once this returns; nothing of one that fails. Raises OSError."""
    for private in (folder.parent, folder):
        private.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)


def leave_anywhere(below: str, content: bytes, *, prefix: str, suffix: str) -> Path | None:
    """A new file in a folder of the state folder, else among temporary files; None when no disk takes it."""
    for folder in _folders(below):
        with suppress(OSError):
            return leave(folder, content, prefix=prefix, suffix=suffix)
    return None


def _folders(below: str) -> Iterator[Path]:
    with suppress(RuntimeError):  # nobody has a home
        if os.environ.get("XDG_STATE_HOME") or Path.home().is_dir():  # a home that is not there is not made
            yield state_folder() / below
    with suppress(OSError):  # no temporary folder takes anything either
        yield Path(tempfile.gettempdir())
