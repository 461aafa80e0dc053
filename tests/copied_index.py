"""git's index of a copied clone, whose files have other inodes: a process of git to tell it took longer than the copy.

Only what git knew as clean is told to be clean: where time and size are not those that it wrote down, git itself looks.
"""

from __future__ import annotations

import os
import struct
from hashlib import sha1
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = struct.Struct(">4sII")
_STAT = struct.Struct(">10I")
_NAME_AT, _NAME_LENGTH = 62, 0x0FFF
_CHECKSUM = 20


def refreshed(clone: Path) -> bool:
    """Write down the inodes of all files in an index of version 2; False, with nothing written, if git must look."""
    path = clone / ".git" / "index"
    content = bytearray(path.read_bytes()) if path.exists() else bytearray(_HEAD.size)
    mark, version, count = _HEAD.unpack_from(content)
    if (mark, version) != (b"DIRC", 2) or sha1(content[:-_CHECKSUM]).digest() != content[-_CHECKSUM:]:
        return False
    at, folder = _HEAD.size, os.fsencode(clone)
    for _ in range(count):
        at = _told(content, at, folder)
        if not at:
            return False
    content[-_CHECKSUM:] = sha1(content[:-_CHECKSUM]).digest()
    path.write_bytes(content)
    return True


def _told(content: bytearray, at: int, folder: bytes) -> int:
    """Where the next entry begins, once this one has its file's inode; 0 where its time or size are others."""
    known, flags = _STAT.unpack_from(content, at), int.from_bytes(content[at + 60 : at + 62])
    end = content.index(0, at + _NAME_AT)
    try:
        state = os.lstat(b"/".join((folder, content[at + _NAME_AT : end])))
    except OSError:
        return 0
    changed, created = divmod(state.st_mtime_ns, 10**9), divmod(state.st_ctime_ns, 10**9)
    if (*known[2:4], known[9]) != (*changed, state.st_size) or flags & ~_NAME_LENGTH:
        return 0
    _STAT.pack_into(
        content,
        at,
        *created,
        *changed,
        state.st_dev & 0xFFFFFFFF,
        state.st_ino & 0xFFFFFFFF,
        known[6],
        state.st_uid,
        state.st_gid,
        known[9],
    )
    return end + 8 - (end - at) % 8
