"""When planned operations were announced (docs/sla.md rule 11): the times of the commits that brought the notices in.

What a commit proves is one component in one window by one entry: whoever adds a component or moves the window later
announces that later.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.exclusions import notices
from celyactl.errors import CelyactlError
from celyactl.store import consistency, records
from celyactl.store.commit_reading import commits
from celyactl.store.history import Wanted, acts
from celyactl.store.history_reading import name_of, touched

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.story import Story
    from celyactl.store.commit_reading import Commit
    from celyactl.store.repository import Repository

    Progress = Callable[[int, int], None]

MANY: Final = 50
"""Beyond this many paths git is quicker asked for the paths of all commits than for the commits of the paths."""
_YEAR_OF_NO_DATE: Final = 1970


class Announced(NamedTuple):
    """One component of one notice; `ticket` is the uid, which stays when a ticket is renumbered."""

    ticket: str
    entry: str
    start: datetime
    end: datetime
    component: str


_NOTHING: Final[frozenset[Announced]] = frozenset()


def announced(operation: Story) -> frozenset[Announced]:
    """What the notices that stand in an operation's ticket tell of."""
    uid = operation.header.uid
    told = notices(operation)
    return frozenset(Announced(uid, one.entry, one.start, one.end, name) for one in told for name in one.components)


def committed(
    repository: Repository, commit: str, paths: Collection[str], since: str | None = None
) -> dict[Announced, datetime]:
    """When each notice first stood in a ticket at one of these paths, by the committer's clock.

    Looked for in the history of `commit`, without that of `since`. A commit without a sound date proves nothing.
    """
    span = [commit, *([f"^{since}"] if since else [])]
    asked = [*span, "--", *paths] if len(paths) <= MANY else span
    listed = repository.git(["rev-list", "--full-history", "--stdin"], "".join(f"{one}\n" for one in asked).encode())
    return _first(repository, listed.decode().split(), paths)


def committed_by_trailers(
    repository: Repository, commit: str, paths: Collection[str], progress: Progress
) -> dict[Announced, datetime]:
    """The same in the commits that say that they are about these tickets: quicker when there are many.

    What was brought in under another ticket's name is not found.
    """
    names = {name for path in paths if (name := name_of(path))}
    told = acts(repository, commit, Wanted(names), progress=progress).acts
    return _first(repository, [act.commit for act in told], paths)


def _first(repository: Repository, idents: Sequence[str], paths: Collection[str]) -> dict[Announced, datetime]:
    ours, changed = frozenset(paths), touched(repository, idents)
    concerned = [ident for ident in idents if not ours.isdisjoint(changed.get(ident, ()))]
    found: dict[Announced, datetime] = {}
    for commit in commits(repository, concerned):
        if commit.at.year > _YEAR_OF_NO_DATE:
            for one in _brought_in(repository, commit, ours.intersection(changed[commit.id])):
                found[one] = min(commit.at, found.get(one, commit.at))
    return found


def _brought_in(repository: Repository, commit: Commit, paths: Collection[str]) -> Iterator[Announced]:
    """What stands at these paths with the commit, and with none of those before it."""
    if now := _standing(repository, commit.id, paths):
        yield from now.difference(*(_standing(repository, parent, paths) for parent in commit.parents))


def _standing(repository: Repository, commit: str, paths: Iterable[str]) -> frozenset[Announced]:
    versions = repository.objects.many(f"{commit}:{path}" for path in paths)
    try:
        return _NOTHING.union(*(_read(found[1], name.partition(":")[2]) for name, found in versions if found))
    except CelyactlError:
        return _NOTHING  # too large to be read


@lru_cache(maxsize=256)
def _read(blob: bytes, path: str) -> frozenset[Announced]:
    """What stands in one version of a ticket's file; nothing in one that can't be read."""
    try:
        story = consistency.story_of(records.load_ticket(blob, path).model)
    except CelyactlError:
        return _NOTHING
    return announced(story) if story else _NOTHING
