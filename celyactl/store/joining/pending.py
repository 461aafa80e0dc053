"""Conflicts that wait for a decision: one ref for each file and merge, below `refs/celyactl/conflicts/`.

A ref names the merge commit, whose parents hold both sides: what is to be decided is computed from them each time. A
ref whose merge is not in the history yet, or never will be, waits for nobody.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.store import commits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.store.joining.conflicts import Conflict
    from celyactl.store.repository import Repository

PREFIX: Final = "refs/celyactl/conflicts/"
_SHORT: Final = 20


class Pending(Struct, frozen=True):
    """The undecided fields of one file; `merge` joined `mine` and `theirs`, which both began with `base`."""

    ref: str
    path: str
    merge: str
    base: str
    mine: str
    theirs: str
    conflicts: tuple[Conflict, ...]


def to_name(merge: str, paths: Iterable[str]) -> dict[str, str]:
    """The refs that keep these conflicts of a merge waiting."""
    return {_ref(merge, path): merge for path in paths}


def waiting(repository: Repository, head: str) -> Iterator[Pending]:
    """Every conflict that waits in this history, by path."""
    refs = repository.refs(PREFIX)
    found: list[Pending] = []
    for merge in sorted(set(refs.values())):
        if repository.contains(merge, head):
            found += (one for one in _of(repository, merge) if one.ref in refs)
    yield from sorted(found, key=lambda one: (one.path, one.merge))


def settle(repository: Repository, one: Pending) -> None:
    """Let a conflict wait no longer."""
    repository.git(["update-ref", "-d", one.ref, one.merge])


def _of(repository: Repository, merge: str) -> Iterator[Pending]:
    from celyactl.store.joining.histories import join  # few merges leave a conflict

    joined = commits.parents(repository, merge)
    mine, theirs = joined[0], joined[-1]
    base = repository.common_base(mine, theirs)
    if base is None:
        return
    by_path: dict[str, list[Conflict]] = {}
    for conflict in join(repository, base, mine, theirs).conflicts:
        by_path.setdefault(conflict.path, []).append(conflict)
    for path, conflicts in by_path.items():
        yield Pending(_ref(merge, path), path, merge, base, mine, theirs, tuple(conflicts))


def _ref(merge: str, path: str) -> str:
    return f"{PREFIX}{merge[:_SHORT]}-{sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:_SHORT]}"
