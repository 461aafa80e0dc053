"""A small cache beside the clone, by a hash of all that an answer depends on; it may be deleted at any time."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from celyactl.store import files
from celyactl.store.lock import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.store.place import Place

T = TypeVar("T")

_NAME: Final = "packs.json"
_LIMIT: Final = 1 << 22


def kept(place: Place, kind: type[T]) -> dict[str, T]:
    """What was kept, by key; nothing when that can't be read."""
    with suppress(OSError, msgspec.MsgspecError), files.folder(place.common_dir, [FOLDER]) as folder:
        return msgspec.json.decode(files.read_small(folder, _NAME, _LIMIT) or b"{}", type=dict[str, kind])  # type: ignore[valid-type] # a type at run time
    return {}


def keep(place: Place, answers: Mapping[str, object]) -> None:
    """Keep these answers and no others; a disk that refuses costs time only."""
    beside = f"{_NAME}.{os.getpid()}.new"
    with suppress(OSError), files.folder(place.common_dir, [FOLDER], create=True) as folder:
        files.remove(folder, beside)
        files.write_new(folder, beside, msgspec.json.encode(answers))
        os.rename(beside, _NAME, src_dir_fd=folder, dst_dir_fd=folder)
