"""The deadline that a list shows for a ticket, in UTC: cheap, and the same whenever it is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.course import courses
from celyactl.domain.stops import FOREVER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.course import Course
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.promises import Promise
    from celyactl.domain.story import Story


def next_due(
    story: Story, promise: Promise, calendar: Calendar | None, operations: Iterable[Exclusion] = ()
) -> datetime | None:
    """The first deadline, past or to come, among the clocks that are not met; None when there is none.

    None too while a pause holds the restoration: it is somebody else's turn. Raises BeyondTenYears as `clocks`.
    """
    if calendar is None or not promise.periods:
        return None
    return first_due(courses(story, promise, calendar, operations, FOREVER))


def first_due(found: Iterable[Course]) -> datetime | None:
    """The same of courses that reach as far ahead as can be."""
    unmet = [course for course in found if course.met is None]
    if any(course.cancelled or (course.paused and course.aims and course.deadline is None) for course in unmet):
        return None
    return first_running(unmet)


def first_running(found: Iterable[Course]) -> datetime | None:
    """The first deadline among the clocks that are not met, whatever holds the others: what a board shows."""
    unmet = (course for course in found if course.met is None and not course.cancelled)
    return min((course.deadline.due for course in unmet if course.deadline is not None), default=None)
