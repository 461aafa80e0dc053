"""Trees that grow file by file: each version goes into a pack, as a delta of the one before where that is short.

For thousands of commits with a file each. Only new files are put in: what is there already is refused.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.errors.repository import BadPath, NotARegularFile
from celyactl.store import trees
from celyactl.store.packing import Edit, object_id, ready

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.store.objects import Objects
    from celyactl.store.packing import Pack

_LONGEST_CHAIN: Final = 50
"""Deltas upon deltas, as many as git itself makes: a reader applies them all."""


class _Version(NamedTuple):
    """A tree as it was last put into the pack: where, how large, and how many deltas it stands on."""

    at: int
    size: int
    chain: int


class Folder:
    """One folder: its entries in git's order, and those of its folders that grow too."""

    def __init__(self, objects: Objects, tree: str | None = None, path: str = "") -> None:
        self._objects = objects
        self._path = path
        self._content = objects.read("tree", tree) if tree else b""
        self._lines = [line for _name, line in trees.lines(self._content, objects.id_bytes)]
        self._keys = [trees.order(line) for line in self._lines]
        self._folders: dict[str, Folder] = {}
        self._grown: set[str] = set()
        self._edits: list[Edit] = []
        self._last = _Version(0, 0, _LONGEST_CHAIN)

    def put(self, parts: Sequence[str], blob: bytes) -> None:
        """Put a new file in; raises BadPath when something is there, NotARegularFile for a folder that is none."""
        name, *below = parts
        if below:
            self._folder(name).put(below, blob)
            self._grown.add(name)
            return
        if self._find(name) is not None or self._find(f"{name}/") is not None:
            raise BadPath(f"{self._path}{name}")
        self._set(name, trees.FILE, blob)

    def write(self, pack: Pack) -> bytes:
        """Put what changed into the pack, the innermost first; the tree's id."""
        for name in sorted(self._grown):
            self._set(name, trees.TREE, self._folders[name].write(pack))
        size = len(self._content)
        if len(self._edits) == 1 and self._last.chain < _LONGEST_CHAIN:
            at = pack.add_delta(self._last.at, self._last.size, size, self._edits[0])
            self._last = _Version(at, size, self._last.chain + 1)
        else:
            at = pack.add(ready("tree", self._content, self._objects.algorithm))
            self._last = _Version(at, size, 0)
        self._grown.clear()
        self._edits.clear()
        return object_id("tree", self._content, self._objects.algorithm)

    def _folder(self, name: str) -> Folder:
        if name not in self._folders:
            path, place = f"{self._path}{name}", self._find(f"{name}/")
            if place is None and (other := self._find(name)) is not None:
                raise NotARegularFile(
                    path, trees.kind(self._lines[other].partition(b" ")[0].decode("ascii", "replace"))
                )
            tree = None if place is None else self._lines[place][-self._objects.id_bytes :].hex()
            self._folders[name] = Folder(self._objects, tree, f"{path}/")
        return self._folders[name]

    def _find(self, key: str) -> int | None:
        """The place of the entry that git sorts as `key`."""
        wanted = key.encode()
        place = bisect_left(self._keys, wanted)
        return place if self._keys[place : place + 1] == [wanted] else None

    def _set(self, name: str, mode: str, ident: bytes) -> None:
        """Put an entry in, or another id in its place."""
        line = b"%s %s\0%s" % (mode.encode(), name.encode(), ident)
        key = trees.order(line)
        place = bisect_left(self._keys, key)
        here = place < len(self._keys)
        at = self._offset(place)
        if here and self._keys[place] == key:
            edit = Edit(at, len(self._lines[place]), line)
            self._lines[place] = line
        else:
            edit = Edit(at, 0, line)
            self._lines.insert(place, line)
            self._keys.insert(place, key)
        self._content = self._content[:at] + line + self._content[at + edit.cut :]
        self._edits.append(edit)

    def _offset(self, place: int) -> int:
        """Where the entry at a place begins, sought with the one before it: a name may look like one entry, not two."""
        if not 0 < place < len(self._lines):
            return len(self._content) if place else 0
        before = self._lines[place - 1]
        return self._content.find(before + self._lines[place]) + len(before)
