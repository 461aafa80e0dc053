"""When a clock reaches a share of its target, in percent and covered time (rules 7 and 12); instants in UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from celyactl.domain.aims import Deadline
    from celyactl.domain.course import Course
    from celyactl.domain.words import ClockName

USUAL: Final = (75, 100)
_WHOLE: Final = 100


class Threshold(Struct, frozen=True):
    """A share of a target is, or will be, used up at an instant; a notice is made once for all fields but `at`."""

    clock: ClockName
    percent: int
    target: str
    at: datetime


def thresholds(courses: Iterable[Course], percents: Iterable[int] = USUAL) -> tuple[Threshold, ...]:
    """The thresholds of these clocks, past and to come, in order of time.

    Left out are those that a clock never reached before it was met or cancelled, and those that lie behind a pause that
    is still on.
    """
    wanted = tuple(percents)
    found = [threshold for course in courses for threshold in _of(course, wanted)]
    return tuple(sorted(found, key=lambda threshold: (threshold.at, threshold.percent)))


def reached_at(course: Course, percent: int) -> datetime | None:
    """The instant at which that share of the target is used up, or None as for `thresholds`; 100 is the deadline."""
    governing = course.deadline or course.if_resumed
    if governing is None:
        return None
    instant = _instant(governing, course, percent)
    over = course.met is not None or course.cancelled
    return None if instant is None or (over and instant > course.end) else instant


def _of(course: Course, percents: Iterable[int]) -> Iterator[Threshold]:
    governing = course.deadline or course.if_resumed
    for percent in percents:
        instant = reached_at(course, percent)
        if governing is not None and instant is not None:
            yield Threshold(course.name, percent, governing.aim.promised.text, instant)


def _instant(governing: Deadline, course: Course, percent: int) -> datetime | None:
    if percent == _WHOLE:
        return course.deadline.due if course.deadline else None
    share = governing.allowance(course.resumed) * percent / _WHOLE
    return course.time.add(governing.aim.start, share)
