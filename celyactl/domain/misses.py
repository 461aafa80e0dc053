"""Misses without a reason (docs/sla.md rule 16), without computing the clocks of what was plainly in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from celyactl.domain.durations import HourTarget
from celyactl.domain.local_time import to_utc, to_zone
from celyactl.domain.milestones import response, restorations
from celyactl.domain.stops import FOREVER
from celyactl.domain.words import ClockName

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from celyactl.domain.course import Course
    from celyactl.domain.promises import Promise, Promised
    from celyactl.domain.story import Story


def first_unexplained(story: Story, found: Iterable[Course]) -> datetime | None:
    """The first deadline that was met late, or is not met yet, and of which nobody has said why; None for none.

    The courses reach as far ahead as can be: for a ticket that is open, a deadline to come is a miss from then on.
    """
    missed = (
        course.deadline.due
        for course in found
        if course.deadline is not None and course.name not in story.reasons and _is_late(course)
    )
    return min(missed, default=None)


def _is_late(course: Course) -> bool:
    if course.met is None:
        return not course.cancelled
    return course.deadline is not None and course.deadline.due < course.met


def plainly_in_time(story: Story, promise: Promise) -> bool:
    """Whether both clocks were met within their targets on any calendar: covered time is never more than real time."""
    opened, priority = story.header.opened_at, story.header.priority
    if len(story.priorities) != 1 or promise.target(ClockName.ONSITE, priority, opened) is not None:
        return False
    reopened, restored = restorations(story, promise.rules, FOREVER)
    met = {ClockName.RESPONSE: response(story, FOREVER), ClockName.RESTORATION: restored}
    return not reopened and all(
        _in_time(promise.target(name, priority, opened), opened, at, promise.zone) for name, at in met.items()
    )


def _in_time(promised: Promised | None, opened: datetime, met: datetime | None, zone: ZoneInfo) -> bool:
    if promised is None:
        return True
    if met is None:
        return False
    spent, target = met - to_utc(opened), promised.target
    if isinstance(target, HourTarget):
        return spent <= target.duration
    # the deadline is the same local time some days later: real days, unless clocks change meanwhile
    most = target.days if to_zone(opened, zone).utcoffset() == to_zone(met, zone).utcoffset() else target.days - 1
    return spent <= timedelta(days=most)
