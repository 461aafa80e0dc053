"""What is planned on the open tickets: interventions and operations, by local days. Windows are half-open."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.local_time import opening, to_utc
from celyactl.domain.operations import operation_of
from celyactl.domain.visits import unrecorded_visits

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


def agenda(stories: Iterable[Story], day: date, zone: ZoneInfo, days: int = 1) -> tuple[Appointment, ...]:
    """The appointments of local days, also those that are over by now or go on beyond them, by their start."""
    first, last = _midnight(day, zone), _midnight(day + days * _A_DAY, zone)
    return _ordered(one for one in _appointments(stories) if first < to_utc(one.end) and to_utc(one.start) < last)


def unrecorded(stories: Iterable[Story], day: date, zone: ZoneInfo) -> tuple[Appointment, ...]:
    """The appointments that ended before a local day, and of which nobody said what became of them."""
    first = _midnight(day, zone)
    return _ordered(one for one in _appointments(stories) if to_utc(one.end) <= first)


def _ordered(found: Iterable[Appointment]) -> tuple[Appointment, ...]:
    return tuple(sorted(found, key=lambda one: (to_utc(one.start), one.ref)))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return opening(datetime.combine(day, time.min), zone)


def _appointments(stories: Iterable[Story]) -> Iterator[Appointment]:
    for story in stories:
        header = story.header
        about = (header.ref, header.client, header.title)
        for visit in unrecorded_visits(story):
            yield Appointment(*about, visit.start, visit.end, visit.mode, visit.technician)
        operation = operation_of(story)
        if operation and operation.outcome == "open":
            yield Appointment(*about, operation.start, operation.end, technician=header.assignee)
