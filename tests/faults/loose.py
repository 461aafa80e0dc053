"""Loose objects of a repository that are not what their names say: torn by a kill, or by a disk that refused."""

from __future__ import annotations

import hashlib
import os
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LooseObjects:
    """Each is looked at when it is first seen, and again when another file has its place; ids are sha1."""

    def __init__(self, objects: Path) -> None:
        self._objects = objects
        self._seen: dict[str, tuple[int, int]] = {}

    def torn(self) -> list[str]:
        """The names of those that came since the last question and are torn."""
        return [name for name, path in self._new() if not _is_whole(name, path)]

    def _new(self) -> Iterator[tuple[str, str]]:
        for folder, _below, names in os.walk(self._objects):
            prefix = os.path.basename(folder)  # noqa: PTH119 - thousands of times
            for name in names if len(prefix) == 2 else ():
                path = f"{folder}/{name}"
                state = os.stat(path)  # noqa: PTH116
                if self._seen.get(path) != (state.st_ino, state.st_mtime_ns):
                    self._seen[path] = state.st_ino, state.st_mtime_ns
                    yield prefix + name, path


def _is_whole(name: str, path: str) -> bool:
    with open(path, "rb") as file:  # noqa: PTH123
        try:
            return hashlib.sha1(zlib.decompress(file.read())).hexdigest() == name
        except zlib.error:
            return False
