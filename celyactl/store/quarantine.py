"""Messages that wait for a person: a durable file each, `celyactl/quarantine/` in the git folder, never committed.

The first line is JSON (reason, sender, subject, received), the rest the message as it came. The name is the beginning
of the message's SHA-256: what comes twice waits once.
"""

from __future__ import annotations

import os
from datetime import datetime  # noqa: TC003 - msgspec reads the type when it decodes
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from celyactl.store import files
from celyactl.store.lock import FOLDER

if TYPE_CHECKING:
    from celyactl.store.place import Place

_PARTS: Final = [FOLDER, "quarantine"]
_ID: Final = 12
_LARGEST: Final = 110_000_000
_FIRST: Final = 1 << 16
_UNFINISHED: Final = ".tmp"


class Waiting(Struct, frozen=True):
    """A message in quarantine: why, who says to have sent it, and when it came."""

    id: str
    reason: str
    sender: str
    subject: str
    received: datetime
    client: str | None = None


def ident_of(raw: bytes) -> str:
    """The id under which a message waits."""
    return sha256(raw).hexdigest()[:_ID]


def keep(place: Place, one: Waiting, raw: bytes) -> None:
    """Have a message wait; durable when this returns."""
    with files.folder(place.common_dir, _PARTS, create=True) as folder:
        _clear(folder)
        unfinished = f"{one.id}.{os.getpid()}{_UNFINISHED}"
        files.write_new(folder, unfinished, msgspec.json.encode(one) + b"\n" + raw)
        os.rename(unfinished, one.id, src_dir_fd=folder, dst_dir_fd=folder)
        os.fsync(folder)


def _clear(folder: int) -> None:
    """Throw away what processes left that were killed while they wrote."""
    for name in os.listdir(folder):
        if name.endswith(_UNFINISHED) and not _is_alive(name.split(".")[1]):
            files.remove(folder, name)


def _is_alive(pid: str) -> bool:
    return Path("/proc", pid).exists() and int(pid) != os.getpid()


def waiting(place: Place) -> list[Waiting]:
    """All that wait, the oldest first."""
    try:
        with files.folder(place.common_dir, _PARTS) as folder:
            found = [_read(folder, name, _FIRST) for name in os.listdir(folder) if len(name) == _ID]  # noqa: PTH208 - a descriptor
    except FileNotFoundError:
        return []
    return sorted((one[0] for one in found if one), key=lambda one: (one.received, one.id))


def find(place: Place, ident: str) -> tuple[Waiting, bytes] | None:
    """One message by its id, with its bytes; None when it does not wait."""
    if not ident.isalnum() or len(ident) != _ID:
        return None
    try:
        with files.folder(place.common_dir, _PARTS) as folder:
            return _read(folder, ident, _LARGEST)
    except FileNotFoundError:
        return None


def remove(place: Place, ident: str) -> None:
    """Have a message wait no longer."""
    with files.folder(place.common_dir, _PARTS) as folder:
        files.remove(folder, ident)
        os.fsync(folder)


def _read(folder: int, name: str, limit: int) -> tuple[Waiting, bytes] | None:
    content = files.read_small(folder, name, limit)
    if content is None:
        return None
    first, _line_end, raw = content.partition(b"\n")
    try:
        return msgspec.json.decode(first, type=Waiting), raw
    except msgspec.MsgspecError:
        return None
