"""Whether names in one file lead to something in another, gathered file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors import desk_faults as say
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from celyactl.errors.base import Fault
    from celyactl.store.records import Lines
    from celyactl.store.yaml.values import Path


class Names:
    """The faults of one file's names; `faults` grows with each question."""

    def __init__(self, path: str, line: Lines) -> None:
        self.path = path
        self.line = line
        self.faults: list[Fault] = []

    def known(self, name: str | None, what: str, known: Collection[str] | None, at: Path) -> None:
        """The name must be one of these; without a name, or when they could not be read, nothing is asked."""
        if name is not None and known is not None and name not in known:
            self.faults.append(say.unknown(self.path, self.line(at), named(at), name, what, known))

    def all_known(self, names: Iterable[str], what: str, known: Collection[str] | None, at: Path) -> None:
        """Each name of a list must be one of these."""
        for index, name in enumerate(names):
            self.known(name, what, known, (*at, index))

    def unique(self, names: Iterable[tuple[str, Path]]) -> None:
        """No two may be equal; each comes with its place."""
        seen: dict[str, Path] = {}
        for name, at in names:
            first = seen.setdefault(name, at)
            if first is not at:
                self.faults.append(say.duplicate(self.path, self.line(at), named(at), name, self.line(first)))

    def same_as_path(self, inside: str, outside: str, field: str) -> None:
        """A name in the file must be that in its path."""
        if inside != outside:
            self.faults.append(say.differs_from_path(self.path, self.line((field,)), field, inside, outside))


def each(names: Iterable[str], *at: str | int, field: str = "id") -> Iterator[tuple[str, Path]]:
    """Names of a list of mappings with their places: `team[2].id`."""
    return ((name, (*at, index, field)) for index, name in enumerate(names))
