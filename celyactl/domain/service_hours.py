"""When people work: weekly windows `[open, close)` in local time, read as UTC intervals `[open, close)`.

All arithmetic is in UTC, to the microsecond. Rules 1-3 and 7 of the service hours: a local time that does not exist
moves forward, an ambiguous opening is the first occurrence, an ambiguous closing the second; windows that overlap once
converted count once, a window that is empty or inverted in UTC counts nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.local_time import closing, opening, to_utc, to_zone, zone_named
from celyactl.domain.spans import joined, length
from celyactl.errors.calendar import (
    BadWindow,
    BeyondTenYears,
    EndBeforeStart,
    NegativeDuration,
    UnknownWeekday,
    WeekWithoutWindow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from celyactl.domain.spans import Span

    Window = tuple[timedelta, timedelta]  # from local midnight, on the wall clock

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON_YEARS: Final = 10
_TIME = re.compile(r"(?:([01]?[0-9]|2[0-3]):([0-5][0-9])|(24):(00))")
_ZERO: Final = timedelta(0)
_ONE_DAY: Final = timedelta(days=1)
_LAST_DAY: Final = date.max.toordinal()
_FEW_DAYS: Final = 3
_DAYS_AHEAD: Final = 15
_END_OF_TIME: Final = datetime.max.replace(tzinfo=UTC)


class ServiceHours:
    """The hours of one coverage in one zone.

    `week` maps `mon`…`sun` to windows `("08:00", "18:00")`, a closed weekday is absent; `holidays` are closed dates;
    `exceptions` replace the windows of their date, holiday or not. Raises `UnknownTimeZone`, `UnknownWeekday`,
    `BadWindow`, and `WeekWithoutWindow` for a week that never opens. Every method refuses a naive datetime with
    `NaiveInstant`. An instance remembers the days it has computed and may be kept and shared.
    """

    __slots__ = ("_days", "_exceptions", "_first", "_holidays", "_own", "_sums", "_week", "zone")

    def __init__(
        self,
        zone: str,
        week: Mapping[str, Sequence[tuple[str, str]]],
        holidays: Collection[date] = (),
        *,
        exceptions: Mapping[date, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self.zone = zone_named(zone)
        self._week = _read_week(week)
        self._holidays = frozenset(holidays)
        self._exceptions = {day: _read_windows(windows) for day, windows in (exceptions or {}).items()}
        self._own: dict[int, tuple[Span, ...]] = {}
        self._days: dict[int, tuple[Span, ...]] = {}
        self._first, self._sums = _LAST_DAY, [_ZERO]

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The deadline: the earliest instant at which the open time since `start` reaches `duration`, in the zone.

        Reached exactly at closing, it is the closing instant; a zero duration gives the first open instant (rule 3).
        Raises `NegativeDuration`, and `BeyondTenYears` when it is not reached within ten years.
        """
        if duration < _ZERO:
            raise NegativeDuration(duration)
        begin = to_utc(start)
        remaining = duration
        for opens, closes in self._pieces(begin, _horizon(begin)):
            if remaining <= closes - opens:
                return to_zone(opens + remaining, self.zone)
            remaining -= closes - opens
        raise BeyondTenYears(start)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """The open time in `[start, end)` (rule 1); raises `EndBeforeStart`."""
        begin, finish = _ordered(start, end)
        first, last = begin.toordinal() + 1, finish.toordinal()
        if last - first < _FEW_DAYS:
            return length(self._pieces(begin, finish))
        ends = length(self._pieces(begin, _midnight(first))) + length(self._pieces(_midnight(last), finish))
        return ends + self._whole_days(first, last)

    def is_open(self, at: datetime) -> bool:
        """Whether `at` is inside a window."""
        instant = to_utc(at)
        return any(opens <= instant < closes for opens, closes in self._utc_day(instant.toordinal()))

    def next_open(self, at: datetime) -> datetime:
        """The first open instant from `at` on, in the zone: `at` itself when open; raises `BeyondTenYears`."""
        return self.add(at, _ZERO)

    def add_days(self, start: datetime, days: int) -> datetime:
        """The deadline of a target in days (rule 7), in the zone.

        The start moves to the next open instant; then the same local time on the `days`-th open day after; a result
        outside a window moves to the next opening. An open day is a local date whose own windows count something.
        Raises `NegativeDuration` and `BeyondTenYears`.
        """
        if days < 0:
            raise NegativeDuration(days)
        moved = self.next_open(start)
        if days == 0:
            return moved
        day = self._open_day_after(moved, days)
        return self.next_open(opening(datetime.combine(day, moved.time()), self.zone))

    def windows(self, start: datetime, end: datetime) -> Iterator[Span]:
        """The open intervals in `[start, end)`, in order, in UTC, clipped; two that touch are one.

        Raises `EndBeforeStart` at the call.
        """
        begin, finish = _ordered(start, end)
        return joined(self._pieces(begin, finish))

    def _open_day_after(self, moved: datetime, days: int) -> date:
        """The `days`-th open local date after that of `moved`."""
        first = moved.toordinal() + 1
        last = min(_horizon(to_utc(moved)).toordinal(), _LAST_DAY)
        for ordinal in range(first, last + 1):
            days -= bool(self._own_spans(ordinal))
            if days == 0:
                return date.fromordinal(ordinal)
        raise BeyondTenYears(moved)

    def _pieces(self, begin: datetime, end: datetime) -> Iterator[Span]:
        """The open intervals in `[begin, end)` in order, none empty, cut at midnights in UTC."""
        for ordinal in range(begin.toordinal(), end.toordinal() + 1):
            for opens, closes in self._utc_day(ordinal):
                if opens < end and begin < closes and begin < end:
                    yield max(opens, begin), min(closes, end)

    def _whole_days(self, first: int, last: int) -> timedelta:
        """The open time of the UTC days of these ordinals, `last` not included.

        Boards and reports ask for the same months time and again: running sums add each day up once, as long as they
        need not leap.
        """
        if not self._first <= first < self._first + len(self._sums):
            self._first, self._sums = max(first - _DAYS_AHEAD, 1), [_ZERO]
        for day in range(self._first + len(self._sums) - 1, last):
            self._sums.append(self._sums[-1] + length(self._utc_day(day)))
        return self._sums[last - self._first] - self._sums[first - self._first]

    def _utc_day(self, ordinal: int) -> tuple[Span, ...]:
        """The open intervals inside one UTC day: offsets are under 24 hours, so three local dates reach into it."""
        known = self._days.get(ordinal)
        if known is None:
            midnight = _midnight(ordinal)
            next_midnight = midnight + _ONE_DAY if ordinal < _LAST_DAY else _END_OF_TIME
            spans = sorted(span for near in (-1, 0, 1) for span in self._own_spans(ordinal + near))
            inside = ((max(opens, midnight), min(closes, next_midnight)) for opens, closes in spans)
            known = self._days[ordinal] = tuple(joined(span for span in inside if span[0] < span[1]))
        return known

    def _own_spans(self, ordinal: int) -> tuple[Span, ...]:
        """The windows of one local date in UTC, those that count something."""
        known = self._own.get(ordinal)
        if known is None:
            known = self._own[ordinal] = tuple(self._converted(ordinal)) if 0 < ordinal <= _LAST_DAY else ()
        return known

    def _converted(self, ordinal: int) -> Iterator[Span]:
        midnight = datetime.fromordinal(ordinal)
        for opens, closes in self._windows_of(midnight.date()):
            try:
                span = opening(midnight + opens, self.zone), closing(midnight + closes, self.zone)
            except OverflowError:  # the first and the last day of the calendar
                continue
            if span[0] < span[1]:
                yield span

    def _windows_of(self, day: date) -> Sequence[Window]:
        if day in self._exceptions:
            return self._exceptions[day]
        return () if day in self._holidays else self._week[day.weekday()]


def _read_week(week: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[Sequence[Window], ...]:
    """The windows of Monday to Sunday."""
    for name in week:
        if name not in WEEKDAYS:
            raise UnknownWeekday(name, WEEKDAYS)
    windows = tuple(_read_windows(week.get(name, ())) for name in WEEKDAYS)
    if not any(windows):
        raise WeekWithoutWindow
    return windows


def _read_windows(windows: Sequence[tuple[str, str]]) -> tuple[Window, ...]:
    return tuple(_read_window(window) for window in windows)


def _read_window(window: tuple[str, str]) -> Window:
    try:
        opens, closes = (_TIME.fullmatch(text) for text in window)
    except (TypeError, ValueError):
        raise BadWindow(window) from None
    if opens is None or closes is None:
        raise BadWindow(window)
    return _since_midnight(opens), _since_midnight(closes)


def _since_midnight(time: re.Match[str]) -> timedelta:
    return timedelta(hours=int(time[1] or time[3]), minutes=int(time[2] or time[4]))


def _ordered(start: datetime, end: datetime) -> Span:
    begin, finish = to_utc(start), to_utc(end)
    if finish < begin:
        raise EndBeforeStart(start, end)
    return begin, finish


def _horizon(begin: datetime) -> datetime:
    """Ten years later, 1 March for a 29 February, within the calendar."""
    year = begin.year + HORIZON_YEARS
    if year > _END_OF_TIME.year:
        return _END_OF_TIME
    try:
        return begin.replace(year=year)
    except ValueError:
        return begin.replace(year=year, month=3, day=1)


def _midnight(ordinal: int) -> datetime:
    """The beginning of a day in UTC."""
    return datetime.fromordinal(ordinal).replace(tzinfo=UTC)
