"""A pack of git objects, written in one go: whole objects, and deltas against earlier objects of the same pack.

It is a plain file of our own until `git index-pack` has read every byte of it back and named it. Ids are raw bytes.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple, Self

if TYPE_CHECKING:
    from celyactl.store.place import Algorithm

NAME: Final = "pack"
_KINDS: Final = {"commit": 1, "tree": 2, "blob": 3}
_DELTA: Final = 6
_HEADER: Final = struct.Struct(">4sII")
_BUFFER: Final = 1 << 20
_LONGEST_INSERT: Final = 127
_LONGEST_COPY: Final = 0xFFFFFF
_STORED: Final = 1 << 16
"""What is shorter may be stored without compression."""


class Ready(NamedTuple):
    """An object as it stands in a pack, made anywhere: `id` names it."""

    id: bytes
    packed: bytes


def ready(kind: str, content: bytes, algorithm: Algorithm) -> Ready:
    """A whole object, compressed."""
    return Ready(object_id(kind, content, algorithm), _head(_KINDS[kind], len(content)) + zlib.compress(content, 1))


def ready_as_it_is(kind: str, content: bytes, algorithm: Algorithm) -> Ready:
    """A whole small object, not compressed: where there are thousands, starting a compressor takes longest of all."""
    return Ready(object_id(kind, content, algorithm), _head(_KINDS[kind], len(content)) + _stored(content))


def object_id(kind: str, content: bytes, algorithm: Algorithm) -> bytes:
    """The name that git gives to an object."""
    framed = b"%s %d\0%s" % (kind.encode(), len(content), content)
    return hashlib.new(algorithm, framed, usedforsecurity=False).digest()


class Edit(NamedTuple):
    """A text made from another one: `cut` bytes at `at` give way to `put`."""

    at: int
    cut: int
    put: bytes


class Pack:
    """A pack being written as the file `NAME` of a folder of ours. Use it in a `with`."""

    def __init__(self, folder: int, algorithm: Algorithm) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        self._file = os.fdopen(os.open(NAME, flags, 0o444, dir_fd=folder), "r+b", buffering=_BUFFER)
        self._algorithm = algorithm
        self._count = 0
        self._end = self._file.write(_HEADER.pack(b"PACK", 2, 0))

    def add(self, one: Ready) -> int:
        """Put an object in; where it begins."""
        return self._put(one.packed)

    def add_delta(self, base: int, before: int, after: int, edit: Edit) -> int:
        """Put an object in as an edit of the one that begins at `base`; `before` and `after` are both sizes."""
        delta = _delta(before, after, edit)
        return self._put(_head(_DELTA, len(delta)) + _distance(self._end - base) + _stored(delta))

    def close(self) -> None:
        """Write the number of objects and the checksum, and make the file durable."""
        self._file.seek(0)
        self._file.write(_HEADER.pack(b"PACK", 2, self._count))
        self._file.seek(0)
        digest = hashlib.new(self._algorithm, usedforsecurity=False)
        while part := self._file.read(_BUFFER):
            digest.update(part)
        self._file.write(digest.digest())
        self._file.flush()
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _put(self, packed: bytes) -> int:
        start = self._end
        self._end += self._file.write(packed)
        self._count += 1
        return start


def _head(kind: int, size: int) -> bytes:
    """Type and size: four bits of the size, then seven a byte."""
    head = bytearray([kind << 4 | size & 15])
    size >>= 4
    while size:
        head[-1] |= 128
        head.append(size & 127)
        size >>= 7
    return bytes(head)


def _distance(distance: int) -> bytes:
    """How far back a delta's base begins, in git's own base 128."""
    written = bytearray([distance & 127])
    while distance := distance >> 7:
        distance -= 1
        written.append(128 | distance & 127)
    written.reverse()
    return bytes(written)


def _delta(before: int, after: int, edit: Edit) -> bytes:
    kept = edit.at + edit.cut
    inserts = (edit.put[at : at + _LONGEST_INSERT] for at in range(0, len(edit.put), _LONGEST_INSERT))
    return b"".join(
        (
            _size(before),
            _size(after),
            _copy(0, edit.at),
            *(bytes([len(part)]) + part for part in inserts),
            _copy(kept, before - kept),
        )
    )


def _size(number: int) -> bytes:
    written = bytearray()
    while number > 127:  # noqa: PLR2004 - seven bits a byte
        written.append(128 | number & 127)
        number >>= 7
    written.append(number)
    return bytes(written)


def _copy(start: int, length: int) -> bytes:
    """Instructions that copy a part of the base: four bytes of place, three of length, those that are zero left out."""
    written = bytearray()
    while length:
        part = min(length, _LONGEST_COPY)
        first = len(written)
        written.append(128)
        for bit, byte in enumerate((start | part << 32).to_bytes(7, "little")):
            if byte:
                written[first] |= 1 << bit
                written.append(byte)
        start, length = start + part, length - part
    return bytes(written)


def _stored(content: bytes) -> bytes:
    """A zlib stream of bytes as they are; ids, and deltas of them, would not get smaller."""
    size = len(content)
    if size >= _STORED:
        return zlib.compress(content, 1)
    return b"\x78\x01\x01%s%s%s" % (
        struct.pack("<HH", size, size ^ 0xFFFF),
        content,
        struct.pack(">I", zlib.adler32(content)),
    )
