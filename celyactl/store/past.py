"""The history as an audit reads it: commits, and what each changed against each of its parents, which come before."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.store.commit_reading import commits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.store.commit_reading import Commit
    from celyactl.store.repository import Repository

_ROOTS: Final = ("desk.yaml", "contracts", "tickets")
_BATCH: Final = 1000
_ID_START: Final = "0123456789abcdef"


class Delta(NamedTuple):
    """One path that differs from a parent: ids of blobs, None where the path is not there."""

    path: str
    old: str | None
    new: str | None


class Step(NamedTuple):
    """A commit, and for each of its parents (one for the first commit, which has none) what it changed."""

    commit: Commit
    deltas: tuple[tuple[Delta, ...], ...]


def steps(repository: Repository, idents: Sequence[str]) -> Iterator[list[Step]]:
    """These commits in batches, in the order given; git compares ahead while a batch is judged.

    Raises RepositoryRefused for one that is missing.
    """
    rest = iter(idents)
    batches = list(iter(lambda: list(islice(rest, _BATCH)), []))
    with ThreadPoolExecutor(1) as pool:
        parents = ([(one, one.parents or (None,)) for one in commits(repository, batch)] for batch in batches)
        waiting = None
        for batch in parents:
            coming = (
                batch,
                pool.submit(_deltas, repository, [(one.id, each) for one, each_of in batch for each in each_of]),
            )
            if waiting:
                yield _joined(waiting[0], waiting[1].result())
            waiting = coming
        if waiting:
            yield _joined(waiting[0], waiting[1].result())


def _joined(batch: Sequence[tuple[Commit, tuple[str | None, ...]]], found: Sequence[tuple[Delta, ...]]) -> list[Step]:
    rest = iter(found)
    return [Step(commit, tuple(islice(rest, len(parents)))) for commit, parents in batch]


def _deltas(repository: Repository, pairs: Sequence[tuple[str, str | None]]) -> list[tuple[Delta, ...]]:
    """What each commit changed against that parent (None: against nothing), in order."""
    asked = "".join(f"{commit} {parent}\n" if parent else f"{commit}\n" for commit, parent in pairs)
    options = ["-r", "-z", "--raw", "--root", "--no-renames", "--always", "--stdin"]
    answer = repository.git(["diff-tree", *options, "--", *_ROOTS], asked.encode())
    found: list[list[Delta]] = []
    parts = iter(os.fsdecode(answer).split("\0"))
    for part in parts:
        if part[:1] == ":":
            _old_mode, _new_mode, old, new, _status = part[1:].split(" ")
            found[-1].append(Delta(next(parts), _blob(old), _blob(new)))
        elif part[:1] in _ID_START and part:
            found.append([])
    return [tuple(one) for one in found]


def _blob(name: str) -> str | None:
    return None if set(name) == {"0"} else name
