"""`check --fix`: what a program may mend in files of the work tree; the person looks at it and adopts it.

Nothing is committed here, and nothing is staged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.errors.file import BadFile, CommentWouldMove
from celyactl.errors.repository import NotARegularFile
from celyactl.store import worktree
from celyactl.store.layout import classify
from celyactl.store.mending import mended
from celyactl.store.overwriting import overwrite
from celyactl.store.records import LOADERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.store.repository import Repository


class Mended(Struct, frozen=True):
    """One file, before and after; `left` says what stays for a person to do."""

    path: str
    before: bytes
    after: bytes
    left: str = ""


def mend(repository: Repository, paths: Iterable[str], *, dry_run: bool = False) -> Iterator[Mended]:
    """Mend these files of the work tree where that needs no judgement; those in which nothing changes are left out.

    Raises EditedMeanwhile, DeskBusy.
    """
    for path in sorted(set(paths)):
        done = _mended(repository, path)
        if done is None:
            continue
        if done.after != done.before and not dry_run:
            overwrite(repository, path, done.before, done.after)
        yield done


def _mended(repository: Repository, path: str) -> Mended | None:
    root, where = repository.place.work_tree, classify(path)
    if root is None or where is None or where.kind not in LOADERS:
        return None
    try:
        before = worktree.content(root, path)
        if before is None:
            return None
        after = mended(before, path)
    except CommentWouldMove as problem:
        return Mended(path, before, before, problem.sentence) if before else None
    except (BadFile, NotARegularFile):
        return None  # `check` tells of it
    return Mended(path, before, after) if after != before else None
