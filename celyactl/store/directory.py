"""What is under `contracts/` and in `desk.yaml`, read once: views of later commits share what stayed the same.

A long fetch or a server pins a commit for each act; clients and contracts hardly ever change between two of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.store.repository import Repository
    from celyactl.store.trees import Entry

_FOLDER = "contracts"


class Directory:
    """The files under `contracts/` of one tree, whose id is `tree`; a desk that has none yet has an empty one."""

    def __init__(self, tree: str, entries: Iterable[Entry]) -> None:
        self.tree = tree
        self.entries = {entry.path: entry for entry in entries}

    @cached_property
    def contracts(self) -> dict[str, str]:
        """Paths by slug, sorted."""
        found = self.located.items()
        return dict(sorted((at.name, path) for path, at in found if at.kind is layout.FileKind.CONTRACT))

    @cached_property
    def clients(self) -> dict[str, str]:
        """Paths by id, sorted."""
        found = self.located.items()
        return dict(sorted((at.client, path) for path, at in found if at.kind is layout.FileKind.CLIENT))

    def reports_of(self, client: str) -> list[str]:
        """Paths of the reports of a client, sorted."""
        kind = layout.FileKind.REPORT
        known = self.located.items()
        return sorted(path for path, found in known if found.kind is kind and found.client == client)

    @cached_property
    def letters(self) -> list[tuple[str, str]]:
        """The files of correspondence, each with its client, the oldest of a client first."""
        found = [(path, at) for path, at in self.located.items() if at.kind is layout.FileKind.CORRESPONDENCE]
        return [(path, client) for client, _length, path in sorted((at.client, len(path), path) for path, at in found)]

    @cached_property
    def located(self) -> dict[str, layout.Located]:
        """What each path is for; what fits no layout is left out."""
        return {path: found for path in self.entries if (found := layout.classify(path))}


class Read(NamedTuple):
    """A file's record, and what its readers are told of it."""

    model: object
    warnings: tuple[str, ...]


class Shared:
    """What the views of one clone have in common; it holds no more than the files of one commit."""

    def __init__(self) -> None:
        self._directory = Directory("", ())
        self._read: dict[str, tuple[Entry, Read]] = {}

    def directory(self, repository: Repository, commit: str) -> Directory:
        """What is under `contracts/` at a commit: one listing saves a walk through the trees for each file."""
        folder = repository.entry(commit, _FOLDER)
        tree = folder.id if folder else ""
        if self._directory.tree != tree:
            self._directory = Directory(tree, repository.entries(commit, [_FOLDER]))
            self._read = {
                path: read
                for path, read in self._read.items()
                if path in self._directory.entries or path == layout.DESK
            }
        return self._directory

    def recall(self, entry: Entry) -> Read | None:
        """The record of these very bytes at this path, as a file of this mode, if it is known."""
        known, read = self._read.get(entry.path, (None, None))
        return read if known == entry else None

    def remember(self, entry: Entry, read: Read) -> None:
        """Keep a record, in the place of one of older bytes."""
        self._read[entry.path] = (entry, read)
