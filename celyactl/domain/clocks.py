"""The clocks of a ticket (GTI, GTR, arrival on site) as an instant shows them: computed, never stored.

Durations are covered time; instants have the offset of the company's zone. docs/sla.md tells the rules.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.counted_time import ZERO, CountedTime
from celyactl.domain.course import Course, courses
from celyactl.domain.local_time import to_offset
from celyactl.domain.stops import StopCause
from celyactl.domain.words import ClockName, ClockStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from celyactl.domain.aims import Deadline
    from celyactl.domain.calendar import Calendar
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.promises import Promise
    from celyactl.domain.story import Story

_SECOND = timedelta(seconds=1)


class Clock(Struct, frozen=True):
    """What one clock shows.

    `target` is the text of the target that governs (rule 9 may change it), None without one. `started_at` is the
    opening, or the next opening of the coverage for a contact outside it. `due_at` is None without a target, once the
    ticket was cancelled before it, and while a pause moves it: a paused clock has `due_if_resumed`, the deadline if the
    pause ended now. `elapsed` is counted up to `met_at`, `paused` is the covered time of the pauses. `remaining`
    is the counted time left, negative once late, and `used` the share of the target that is used up.
    """

    name: ClockName
    status: ClockStatus
    target: str | None
    started_at: datetime
    due_at: datetime | None
    met_at: datetime | None
    elapsed: timedelta
    paused: timedelta
    remaining: timedelta | None = None
    used: float | None = None
    due_if_resumed: datetime | None = None

    @property
    def elapsed_seconds(self) -> int:
        """Whole seconds counted."""
        return self.elapsed // _SECOND

    @property
    def paused_seconds(self) -> int:
        """Whole covered seconds in which the clock was paused."""
        return self.paused // _SECOND

    @property
    def remaining_seconds(self) -> int | None:
        """Whole seconds left, a second begun counted; negative once late."""
        return None if self.remaining is None else -(-self.remaining // _SECOND)


def clocks(
    story: Story, promise: Promise, calendar: Calendar | None, operations: Iterable[Exclusion], now: datetime
) -> tuple[Clock, ...]:
    """The response, the restoration, and the arrival on site when it has a target, as `now` shows them.

    Without a calendar (a ticket without contract) nothing is counted. Raises BeyondTenYears for a target that the
    coverage never reaches.
    """
    if calendar is None:
        return uncounted(story)
    return tuple(clock_of(course) for course in courses(story, promise, calendar, operations, now))


def clock_of(course: Course) -> Clock:
    """What a course shows at its end."""
    calendar, resumed = course.time.calendar, course.resumed
    status, governing, due = course.status, course.governing, course.due
    return Clock(
        name=course.name,
        status=status,
        target=governing.aim.promised.text if governing else None,
        started_at=to_offset(calendar.next_open(course.opened), calendar.zone),
        due_at=to_offset(due, calendar.zone) if due else None,
        met_at=to_offset(course.met, calendar.zone) if course.met else None,
        elapsed=course.time.elapsed(course.opened, course.end),
        paused=_paused(course),
        remaining=_remaining(governing, course.end, resumed) if governing else None,
        used=_used(governing, course.end, resumed) if governing else None,
        due_if_resumed=to_offset(governing.due, calendar.zone) if governing and status is ClockStatus.PAUSED else None,
    )


def _paused(course: Course) -> timedelta:
    pauses = tuple(stop for stop in course.time.stops if stop.cause is StopCause.PAUSE)
    return course.time.stopped(course.opened, course.end, pauses)


def _remaining(governing: Deadline, end: datetime, time: CountedTime) -> timedelta:
    return time.elapsed(end, governing.due) - time.elapsed(governing.due, end)


def _used(governing: Deadline, end: datetime, time: CountedTime) -> float:
    allowance = governing.allowance(time)
    if not allowance:
        return float(end >= governing.due)
    return time.elapsed(governing.aim.start, end) / allowance


def uncounted(story: Story) -> tuple[Clock, ...]:
    """The clocks of a ticket without contract, or before its opening."""
    opened = story.header.opened_at
    return tuple(
        Clock(
            name=name,
            status=ClockStatus.NONE,
            target=None,
            started_at=opened,
            due_at=None,
            met_at=None,
            elapsed=ZERO,
            paused=ZERO,
        )
        for name in (ClockName.RESPONSE, ClockName.RESTORATION)
    )
