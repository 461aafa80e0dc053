"""What a client may know of the days to come: visits and operations that it was told of. Windows are half-open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from celyactl.domain.entries.field import OperationAnnounced
from celyactl.domain.local_time import to_utc
from celyactl.domain.operations import operation_of
from celyactl.domain.preventive import made_visit, planned_visit
from celyactl.domain.visits import planned_visits
from celyactl.domain.words import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.story import Story
    from celyactl.domain.words import Mode

    What = Literal["visit", "operation", "preventive"]


class Planned(NamedTuple):
    """A window; `sequence` and `said` tell calendars which version holds. A visit has a mode, perhaps a technician."""

    id: str
    what: What
    start: datetime
    end: datetime
    said: datetime
    sequence: int = 0
    mode: Mode | None = None
    technician: str | None = None
    site: str | None = None


def planned_of(story: Story, now: datetime) -> tuple[Planned, ...]:
    """What a ticket has to come, or under way at `now`, by its start; only what the client was told."""
    return tuple(sorted(_planned(story, now), key=lambda one: (to_utc(one.start), one.id)))


def _planned(story: Story, now: datetime) -> Iterator[Planned]:
    for visit in planned_visits(story, now):
        if visit.public:
            what: What = "preventive" if story.header.kind is Kind.PREVENTIVE else "visit"
            facts = (visit.id, what, visit.start, visit.end, visit.said, visit.sequence)
            yield Planned(*facts, visit.mode, visit.technician, visit.site or story.header.site)
    operation = operation_of(story)
    told = any(isinstance(entry, OperationAnnounced) and entry.public for entry in story.entries)
    if operation and told and operation.outcome == "open" and to_utc(operation.end) > to_utc(now):
        facts = (operation.id, "operation", operation.start, operation.end, operation.said, operation.sequence)
        yield Planned(*facts, site=story.header.site)
    due = None if made_visit(story) or story.header.status is Status.CANCELLED else planned_visit(story)
    if due and due.public and to_utc(due.due) > to_utc(now):
        yield Planned(due.id, "preventive", due.due, due.due, due.recorded, site=story.header.site)
