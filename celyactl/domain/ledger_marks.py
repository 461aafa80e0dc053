"""What happens to a clock at single instants: opening, priorities, amendments, deadline, end; instants in UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.durations import DayTarget
from celyactl.domain.ledger_lines import RULES, LineCode
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import ClockName

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.course import Course
    from celyactl.domain.story import PriorityChange


class Mark(Struct, frozen=True):
    """One instant; `rank` orders those that fall together."""

    at: datetime
    rank: int
    code: LineCode
    rule: int | None
    detail: str = ""
    target: str | None = None


def marks(course: Course) -> tuple[Mark, ...]:
    """The marks from the opening to the end of a course, in order."""
    return tuple(sorted(_all(course), key=lambda mark: (mark.at, mark.rank)))


def _all(course: Course) -> Iterator[Mark]:
    yield _opened(course)
    yield from _priorities(course)
    for amendment in course.time.calendar.amendments(course.opened, course.end):
        yield Mark(amendment.at, 2, LineCode.COVERAGE, RULES[LineCode.COVERAGE], amendment.coverage)
    if course.deadline is not None and course.deadline.due <= course.end:
        yield due_mark(course, course.deadline.due)
    if course.met is not None:
        rule = 6 if course.name is ClockName.RESTORATION else 5
        yield Mark(course.met, 4, LineCode.MET, rule)
    if course.cancelled:
        yield Mark(course.end, 4, LineCode.CANCELLED, RULES[LineCode.CANCELLED])


def due_mark(course: Course, at: datetime) -> Mark:
    """The deadline, with the target that made it."""
    governing = course.deadline or course.if_resumed
    promised = governing.aim.promised if governing else None
    days = promised is not None and isinstance(promised.target, DayTarget)
    return Mark(at, 3, LineCode.DUE, 7 if days else RULES[LineCode.DUE], target=promised.text if promised else None)


def _opened(course: Course) -> Mark:
    inside = course.time.calendar.is_open(course.opened)
    code = LineCode.OPENED if inside else LineCode.OPENED_OUT_OF_HOURS
    return Mark(course.opened, 0, code, RULES[code], target=_target(course, course.changes[0]))


def _priorities(course: Course) -> Iterator[Mark]:
    for before, change in zip(course.changes, course.changes[1:], strict=False):
        if change.priority is not before.priority:
            target = _target(course, change)
            yield Mark(to_utc(change.at), 1, LineCode.PRIORITY, RULES[LineCode.PRIORITY], change.priority.value, target)


def _target(course: Course, change: PriorityChange) -> str | None:
    promised = course.promise.target(course.name, change.priority, change.at)
    return promised.text if promised else None
