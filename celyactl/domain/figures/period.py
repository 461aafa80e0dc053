"""The period of a report: days [start, end) of the company's zone, and the instants at which they begin, in UTC."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.local_time import opening, to_utc, to_zone
from celyactl.errors.command_line import PeriodTurnedRound

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_DECEMBER = 12


class Period(Struct, frozen=True, dict=True):
    """Days from `start` to the day before `end`. Raises PeriodTurnedRound."""

    start: date
    end: date
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise PeriodTurnedRound(self.start, self.end)

    @classmethod
    def year(cls, year: int, zone: ZoneInfo) -> Period:
        """A civil year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1), zone)

    @cached_property
    def begins(self) -> datetime:
        """The first instant."""
        return _midnight(self.start, self.zone)

    @cached_property
    def ends(self) -> datetime:
        """The first instant after it."""
        return _midnight(self.end, self.zone)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months that it touches, as `2026-03`."""
        first, last = self.start.year * _DECEMBER + self.start.month - 1, self.end.year * _DECEMBER + self.end.month - 1
        last += self.end.day > 1
        return tuple(f"{number // _DECEMBER:04}-{number % _DECEMBER + 1:02}" for number in range(first, last))

    @cached_property
    def month_spans(self) -> tuple[tuple[str, datetime, datetime], ...]:
        """Each month with the instants between which it lies in the period, in UTC."""
        firsts = [date(int(month[:4]), int(month[5:]), 1) for month in self.months]
        starts = [self.begins, *(_midnight(first, self.zone) for first in firsts[1:])]
        return tuple(zip(self.months, starts, [*starts[1:], self.ends], strict=True))

    def holds(self, at: datetime | None) -> bool:
        """Whether an instant lies within it; never for none."""
        return at is not None and self.begins <= to_utc(at) < self.ends

    def month_of(self, at: datetime) -> str:
        """The local month of an instant."""
        return to_zone(at, self.zone).strftime("%Y-%m")


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return to_utc(opening(datetime.combine(day, time.min), zone))
