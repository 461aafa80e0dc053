"""Misses without a reason (docs/sla.md rule 16), without computing the clocks of what was plainly in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from celyactl.domain.course import courses
from celyactl.domain.durations import HourTarget
from celyactl.domain.local_time import to_utc, to_zone
from celyactl.domain.milestones import response, restorations
from celyactl.domain.stops import FOREVER
from celyactl.domain.words import ClockName

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.promises import Promise, Promised
    from celyactl.domain.story import Story


def has_unexplained_miss(
    story: Story, promise: Promise, calendar: Calendar, operations: Iterable[Exclusion] = ()
) -> bool:
    """Whether a settled ticket missed a target and nobody has said why; raises BeyondTenYears.

    For a ticket that is still open it tells of what has already ended late.
    """
    if not promise.periods or plainly_in_time(story, promise):
        return False
    found = courses(story, promise, calendar, operations, FOREVER)
    return any(
        course.deadline is not None
        and course.name not in story.reasons
        and course.met is not None
        and course.deadline.due < course.met
        for course in found
    )


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
