"""When a service last did its round in this clone: an empty file for each, whose time says so."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from celyactl.store import files
from celyactl.store.lock import FOLDER

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.store.place import Place

_FOLDER: Final = "rounds"


def leave(place: Place, name: str, at: datetime) -> None:
    """A round of the service `name` ended well; a disk that refuses costs only that nobody sees it."""
    seconds = int(at.timestamp())
    with suppress(OSError), files.folder(place.common_dir, [FOLDER, _FOLDER], create=True, durable=False) as folder:
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666, dir_fd=folder)
        os.close(file)
        os.utime(name, (seconds, seconds), dir_fd=folder, follow_symlinks=False)


def last(place: Place, name: str) -> int | None:
    """When it last did, in seconds since 1970; None when it never did, as far as is known here."""
    with suppress(OSError):
        return int((place.common_dir / FOLDER / _FOLDER / name).lstat().st_mtime)
    return None
