"""Two commits joined: the changes that, made to ours, give the joined tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.errors.syncing import NotOursToJoin
from celyactl.store import layout
from celyactl.store.joining.sides import Sides
from celyactl.store.layout import FileKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from celyactl.store.joining.conflicts import Conflict, Joined
    from celyactl.store.repository import Repository


class Union(Struct, frozen=True):
    """The joined tree as changes to ours (a blob's id, bytes, or None), the files that were joined, and conflicts.

    `before` holds what ours has at each of these paths.
    """

    changes: Mapping[str, str | bytes | None]
    before: Mapping[str, str | None]
    joined: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def join(repository: Repository, base: str, ours: str, theirs: str) -> Union:
    """Join two commits that both began with `base`.

    Raises:
        NotARegularFile: something that came is no plain file.
        NotOursToJoin: both changed the same lines of a file that is none of the desk's.

    """
    sides = Sides.between(repository, base, ours, theirs)
    changes: dict[str, str | bytes | None] = {
        path: blob for path, blob in sides.others.items() if path not in sides.mine
    }
    both = [path for path, blob in sides.others.items() if path in sides.mine and sides.mine[path] != blob]
    joined = _joined(sides, both)
    changes |= {path: one.content for path, one in joined.items()}
    conflicts = tuple(conflict for one in joined.values() for conflict in one.conflicts)
    before = {path: sides.mine.get(path, sides.base.get(path)) for path in changes}
    return Union(changes, before, tuple(sorted(joined)), conflicts)


def _joined(sides: Sides, paths: Sequence[str]) -> dict[str, Joined]:
    if not paths:
        return {}
    from celyactl.store.joining.files import join_file  # most exchanges touch no file twice
    from celyactl.store.joining.tickets import join_tickets

    tickets: list[str] = []
    joined: dict[str, Joined] = {}
    for path in paths:
        where = layout.classify(path)
        if where is not None and where.kind is FileKind.TICKET:
            tickets.append(path)
            continue
        one = join_file(path, where.kind if where else FileKind.TEMPLATE, *sides.read(path))
        if where is None and one.conflicts:
            raise NotOursToJoin(path)
        joined[path] = one
    return joined | join_tickets(sides, tickets)
