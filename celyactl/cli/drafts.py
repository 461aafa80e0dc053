"""What a person typed and the disk refused: kept as a command line that `sh` runs again, private (0600).

It lies under the user's state folder, or in the folder for temporary files when that is refused too.
"""

from __future__ import annotations

import os
import shlex
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def folder() -> Path:
    """Where drafts are kept."""
    return Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "celyactl" / "drafts"


def keep(words: Sequence[str]) -> Path | None:
    """Keep the words of a command that was started in the current folder; None when no disk takes them."""
    for place in _places():
        try:
            line = f"cd {shlex.quote(str(Path.cwd()))} &&\n{shlex.join(['celyactl', *words])}\n"
            return _written(place, os.fsencode(line))
        except (OSError, RuntimeError):  # full or read-only as well, or no home
            continue
    return None


def _places() -> Iterable[Path]:
    yield folder()
    with suppress(OSError):  # no temporary folder takes anything either
        yield Path(tempfile.gettempdir())


def _written(place: Path, content: bytes) -> Path:
    for private in (place.parent, place):
        private.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="celyactl-", suffix=".sh", dir=place)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)
