"""What is to be done on one day: planned interventions and operations of the open tickets. Windows are half-open."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.local_time import opening, to_utc
from celyactl.domain.operations import operation_of
from celyactl.domain.visits import planned_visits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from celyactl.domain.story import Story
    from celyactl.domain.words import Mode

_A_DAY = timedelta(days=1)


class Appointment(NamedTuple):
    """A window in which somebody works for a client; `mode` is None for an operation."""

    ref: str
    client: str
    title: str
    start: datetime
    end: datetime
    mode: Mode | None = None
    technician: str | None = None


def agenda(stories: Iterable[Story], day: date, zone: ZoneInfo) -> tuple[Appointment, ...]:
    """The appointments of a local day, also those that are over by now or go on beyond it, by their start."""
    first = opening(datetime.combine(day, time.min), zone)
    last = opening(datetime.combine(day + _A_DAY, time.min), zone)
    found = [one for story in stories for one in _appointments(story, first) if to_utc(one.start) < to_utc(last)]
    return tuple(sorted(found, key=lambda one: (to_utc(one.start), one.ref)))


def _appointments(story: Story, since: datetime) -> Iterator[Appointment]:
    """Those that end after an instant."""
    header = story.header
    about = (header.ref, header.client, header.title)
    for visit in planned_visits(story, since):
        yield Appointment(*about, visit.start, visit.end, visit.mode, visit.technician)
    operation = operation_of(story)
    if operation and operation.outcome == "open" and to_utc(operation.end) > to_utc(since):
        yield Appointment(*about, operation.start, operation.end, technician=header.assignee)
