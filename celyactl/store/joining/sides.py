"""What two commits changed since their base: blobs by path (None: taken away), and their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.store.repository import Repository
    from celyactl.store.trees import Entry


class Sides(Struct, frozen=True):
    """Our changes and theirs; `base` holds what was there before them, for every path of either."""

    repository: Repository
    ours: str
    theirs: str
    base: Mapping[str, str | None]
    mine: Mapping[str, str | None]
    others: Mapping[str, str | None]

    @classmethod
    def between(cls, repository: Repository, base: str, ours: str, theirs: str) -> Sides:
        """The changes from `base` to two commits.

        Raises:
            NotARegularFile: one of the paths that changed is no plain file.

        """
        before: dict[str, str | None] = {}
        tables: list[dict[str, str | None]] = []
        for changes in repository.changes_to(base, ours, theirs):
            table: dict[str, str | None] = {}
            for change in changes:
                before[change.path] = _blob(change.old)
                table[change.path] = _blob(change.new)
            tables.append(table)
        return cls(repository, ours, theirs, before, *tables)

    def read(self, path: str) -> tuple[bytes | None, bytes | None, bytes | None]:
        """The bytes of a path that both changed: of the base, ours, theirs."""
        found = [table.get(path) for table in (self.base, self.mine, self.others)]
        base, ours, theirs = (None if blob is None else self.blob(blob) for blob in found)
        return base, ours, theirs

    def blob(self, name: str) -> bytes:
        """The bytes of a blob."""
        return self.repository.objects.read("blob", name)

    def has_ticket(self, ref: str) -> bool:
        """Whether either side has a ticket of this reference."""
        path = layout.path_of_reference(ref)
        return any(self.repository.entry(commit, path) for commit in (self.ours, self.theirs))


def _blob(entry: Entry | None) -> str | None:
    if entry is None:
        return None
    entry.require_file()
    return entry.id
