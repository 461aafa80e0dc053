"""What excluded time as an older commit tells it: what an operation became since, or brings in later, does not count.

The index is believed of the operations whose files are the same in both commits; the others are read in the older one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.words import Kind
from celyactl.errors.file import BadFile
from celyactl.store import consistency, layout, records
from celyactl.store.announced import committed
from celyactl.store.index.belonging import changed_since, mentioning
from celyactl.store.index.operations import windows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from celyactl.domain.story import Story
    from celyactl.store.index.belonging import TicketFile
    from celyactl.store.index.excluding import Window
    from celyactl.store.repository import Repository


def windows_then(
    repository: Repository, commit: str, present: str, known: Sequence[Window], client: str
) -> list[Window]:
    """The windows of a client's operations by `commit`, where the index knows those of `present`."""
    changed, then = changed_since(repository, commit, present)
    same = [window for window in known if window.path not in changed]
    mine = dict(_operations(mentioning(then, client, Kind.OPERATION.value), client))
    return [*same, *_announced(repository, commit, mine)] if mine else same


def _operations(files: Iterable[tuple[TicketFile, bytes]], client: str) -> Iterator[tuple[str, Story]]:
    """Each path with its operation; one that can't be read excludes nothing."""
    for file, text in files:
        try:
            story = consistency.story_of(records.load_ticket(text, file.path).model)
        except BadFile:
            continue
        if story and story.header.kind is Kind.OPERATION and story.header.client == client:
            yield file.path, story


def _announced(repository: Repository, commit: str, operations: Mapping[str, Story]) -> Iterator[Window]:
    former = (layout.path_of_reference(name) for story in operations.values() for name in story.header.aliases)
    times = committed(repository, commit, sorted({*operations, *former}))
    for path, story in operations.items():
        yield from windows_of(path, story, times.get)
