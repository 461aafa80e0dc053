"""What stands in a client's calendar: interventions and operations as the client was told of them (RFC 5546).

A message carries what changed since the message before it; `sequence` tells programs which of two versions holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from celyactl.domain.entries.field import OperationAnnounced
from celyactl.domain.operations import operation_of
from celyactl.domain.visits import all_visits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.story import Story
    from celyactl.domain.words import Mode

    What = Literal["intervention", "operation"]


class Planned(NamedTuple):
    """One entry of the calendar; `said` is when this version of it was recorded, `mode` and `site` are of visits."""

    what: What
    id: str
    start: datetime
    end: datetime
    sequence: int
    said: datetime
    is_cancelled: bool
    mode: Mode | None = None
    site: str | None = None


def news(now: Story, before: Story | None) -> tuple[Planned, ...]:
    """What a client is to be told that was not said `before`; what was never said is not called off either."""
    old = {one.id: one for one in _told(before)} if before else {}
    changed = (one for one in _told(now) if old.get(one.id) != one)
    return tuple(one for one in changed if not one.is_cancelled or one.id in old)


def _told(story: Story) -> Iterator[Planned]:
    for visit in all_visits(story):
        if visit.public and visit.standing != "done":
            facts = (visit.id, visit.start, visit.end, visit.sequence, visit.said)
            yield Planned("intervention", *facts, visit.standing == "cancelled", visit.mode, visit.site)
    operation = operation_of(story)
    if operation and operation.outcome in {"open", "cancelled"} and _announced(story):
        is_off = operation.outcome == "cancelled"
        if is_off or operation.announced:
            facts = (operation.id, operation.start, operation.end, operation.sequence, operation.said)
            yield Planned("operation", *facts, is_off)


def _announced(story: Story) -> bool:
    return any(isinstance(entry, OperationAnnounced) and entry.public for entry in story.entries)
