"""A clock told line by line, so that anybody can check it by hand: stretches of time, and what happened between them.

Half-open, with the offsets of the company's zone. The counted seconds of all lines sum to the clock's
`elapsed_seconds`: a fraction of a second is counted in the line that completes it. The covered seconds of its pauses
are its `paused_seconds`.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.counted_time import ZERO
from celyactl.domain.ledger_lines import RULES, SECOND, ClosedDay, Line, LineCode
from celyactl.domain.ledger_marks import Mark, due_mark, marks
from celyactl.domain.local_time import to_offset, to_zone
from celyactl.domain.stops import Stop, StopCause
from celyactl.domain.words import WaitFor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.counted_time import CountedTime
    from celyactl.domain.course import Course

_MICROSECOND = timedelta(microseconds=1)


class _Stretch(Struct, frozen=True):
    """Time between two instants (UTC) of which all, or nothing, is counted."""

    code: LineCode
    start: datetime
    end: datetime
    counted: timedelta = ZERO
    covered: timedelta = ZERO
    detail: str = ""
    days: tuple[ClosedDay, ...] = ()


def ledger(course: Course) -> tuple[Line, ...]:
    """The lines from the opening to the end of a course."""
    found = marks(course)
    cuts = [mark.at for mark in found]
    return _lines(_stretches(course.time, course.opened, course.end, cuts), found, course, ZERO)


def forecast(course: Course) -> tuple[Line, ...]:
    """The lines to come, from the end of a course to its deadline; none once it is met, late, cancelled or paused."""
    if course.met is not None or course.cancelled or course.deadline is None or course.deadline.due <= course.end:
        return ()
    due = course.deadline.due
    amended = course.time.calendar.amendments(course.end, due)
    found = [Mark(one.at, 2, LineCode.COVERAGE, RULES[LineCode.COVERAGE], one.coverage) for one in amended]
    so_far = course.time.elapsed(course.opened, course.end)
    stretches = _stretches(course.time, course.end, due, [mark.at for mark in found])
    return _lines(stretches, [*found, due_mark(course, due)], course, so_far)


def _lines(stretches: Iterable[_Stretch], found: Sequence[Mark], course: Course, so_far: timedelta) -> tuple[Line, ...]:
    """Both in order of time; a mark comes before what starts at its instant."""
    told = [(mark.at, 0, mark) for mark in found] + [(stretch.start, 1, stretch) for stretch in stretches]
    tally = _Tally(course.time.calendar, so_far)
    return tuple(tally.line(fact) for _, _, fact in sorted(told, key=lambda item: item[:2]))


class _Tally:
    """The running totals, from which the whole seconds of each line follow."""

    def __init__(self, calendar: Calendar, counted: timedelta) -> None:
        self.calendar = calendar
        self.counted = counted
        self.covered = ZERO

    def line(self, fact: Mark | _Stretch) -> Line:
        return self._mark(fact) if isinstance(fact, Mark) else self._stretch(fact)

    def _mark(self, mark: Mark) -> Line:
        at = to_offset(mark.at, self.calendar.zone)
        total = self.counted // SECOND
        return Line(mark.code, mark.rule, at, at, total=total, detail=mark.detail, target=mark.target)

    def _stretch(self, stretch: _Stretch) -> Line:
        counted, covered = self.counted, self.covered
        self.counted += stretch.counted
        self.covered += stretch.covered - stretch.counted
        seconds = self.counted // SECOND - counted // SECOND
        return Line(
            code=stretch.code,
            rule=RULES[stretch.code],
            start=to_offset(stretch.start, self.calendar.zone),
            end=to_offset(stretch.end, self.calendar.zone),
            seconds=seconds,
            covered=seconds + self.covered // SECOND - covered // SECOND,
            total=self.counted // SECOND,
            detail=stretch.detail,
            days=stretch.days,
        )


def _stretches(time: CountedTime, start: datetime, end: datetime, cuts: Sequence[datetime]) -> Iterator[_Stretch]:
    """The stops, and what lies between them: covered, cut where something happens, or closed."""
    cursor = start
    for stop in time.stops:
        inside = stop.within(start, end)
        if inside is None:
            continue
        yield from _free(time.calendar, cursor, inside.start, cuts)
        covered = time.calendar.elapsed(inside.start, inside.end)
        yield _Stretch(_code(stop), inside.start, inside.end, covered=covered, detail=_detail(stop))
        cursor = inside.end
    yield from _free(time.calendar, cursor, end, cuts)


def _free(calendar: Calendar, start: datetime, end: datetime, cuts: Sequence[datetime]) -> Iterator[_Stretch]:
    cursor = start
    for opens, closes in calendar.windows(start, end):
        yield from _closed(calendar, cursor, opens)
        for begin, finish in _cut(opens, closes, cuts):
            length = finish - begin
            coverage = calendar.coverage_on(to_zone(begin, calendar.zone).date())
            yield _Stretch(LineCode.COUNTED, begin, finish, length, length, coverage)
        cursor = closes
    yield from _closed(calendar, cursor, end)


def _cut(start: datetime, end: datetime, cuts: Sequence[datetime]) -> Iterator[tuple[datetime, datetime]]:
    inside = sorted({start, end, *(cut for cut in cuts if start < cut < end)})
    return pairwise(inside)


def _closed(calendar: Calendar, start: datetime, end: datetime) -> Iterator[_Stretch]:
    if start < end:
        yield _Stretch(LineCode.CLOSED, start, end, days=tuple(_closed_days(calendar, start, end)))


def _closed_days(calendar: Calendar, start: datetime, end: datetime) -> Iterator[ClosedDay]:
    first = to_zone(start, calendar.zone).toordinal()
    last = to_zone(end - _MICROSECOND, calendar.zone).toordinal()
    for ordinal in range(first, last + 1):
        day = date.fromordinal(ordinal)
        kind = calendar.day_kind(day)
        if kind != "open":
            yield ClosedDay(day, kind)


def _code(stop: Stop) -> LineCode:
    match stop.cause:
        case StopCause.RESTORED:
            return LineCode.RESTORED
        case StopCause.OPERATION:
            return LineCode.OPERATION
        case StopCause.PAUSE:
            by_client = stop.wait is not None and stop.wait.reason is WaitFor.CLIENT
            return LineCode.PAUSED_CLIENT if by_client else LineCode.PAUSED_THIRD_PARTY


def _detail(stop: Stop) -> str:
    return stop.ref or (stop.wait.party or "" if stop.wait else "")
