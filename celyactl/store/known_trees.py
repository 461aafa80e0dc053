"""Trees that were read lately, taken apart: who looks for many files reads each folder once. Ids are hexadecimal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.store.trees import TREE, entries

if TYPE_CHECKING:
    from celyactl.store.objects import Objects
    from celyactl.store.trees import Entry

_MOST: Final = 50_000
"""Entries that are kept: some 20 MB."""


class KnownTrees:
    """What trees hold by name, and the trees of commits; objects never change, so nothing of it grows old."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._roots: dict[str, str] = {}
        self._held: dict[str, dict[str, Entry]] = {}
        self._count = 0

    def root(self, commit: str) -> str:
        """The root tree of a commit."""
        if commit not in self._roots:
            content = self._objects.read("commit", commit)
            self._roots[commit] = content[len(b"tree ") :].split(b"\n", 1)[0].decode()
        return self._roots[commit]

    def find(self, tree: str, path: str) -> Entry | None:
        """What is at a path below a tree, called by its own name; None when there is nothing."""
        *folders, name = path.split("/")
        for folder in folders:
            inner = self._entries(tree).get(folder)
            if inner is None or inner.mode != TREE:
                return None
            tree = inner.id
        return self._entries(tree).get(name)

    def _entries(self, tree: str) -> dict[str, Entry]:
        held = self._held.get(tree)
        if held is None:
            content = self._objects.read("tree", tree)
            held = {entry.path: entry for entry in entries(content, self._objects.id_bytes)}
            self._keep(tree, held)
        return held

    def _keep(self, tree: str, held: dict[str, Entry]) -> None:
        if self._count + len(held) > _MOST:
            self._held.clear()
            self._count = 0
        self._held[tree] = held
        self._count += len(held)
