"""The steps from one commit to another: each path that differs, with its blob before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.store.intent import Step
from celyactl.store.trees import check_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.ahead import Ahead
    from celyactl.store.repository import Repository
    from celyactl.store.staging import Seen


class Onward(Struct, frozen=True):
    """A commit to move on to, the steps to it, what git's index was seen to hold for them, and the next one."""

    commit: str
    steps: tuple[Step, ...] = ()
    seen: Seen | None = None
    ahead: Ahead | None = None


def steps_between(repository: Repository, old: str | None, new: str) -> Iterator[Step]:
    """What differs between two commits (None: nothing yet).

    Raises:
        NotARegularFile: something else than a plain file differs.
        BadPath: a path that must not be written.

    """
    for change in repository.changes(old or repository.objects.hash("tree", b""), new):
        check_path(change.path)
        for entry in filter(None, (change.old, change.new)):
            entry.require_file()
        before, after = (entry.id if entry else None for entry in (change.old, change.new))
        yield Step(change.path, before, after)
