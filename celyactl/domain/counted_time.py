"""The time a clock counts: covered and not stopped (rule 1). Instants are in UTC, durations exact."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.local_time import to_utc
from celyactl.domain.stops import FOREVER

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.stops import Stop

ZERO: Final = timedelta(0)


class CountedTime:
    """A calendar less the stops, which are in order and don't overlap."""

    __slots__ = ("calendar", "stops")

    def __init__(self, calendar: Calendar, stops: tuple[Stop, ...] = ()) -> None:
        self.calendar = calendar
        self.stops = stops

    def add(self, start: datetime, duration: timedelta) -> datetime | None:
        """The deadline (rule 3), or None while it is behind a stop that nothing has ended. Raises BeyondTenYears."""
        begin, remaining = start, duration
        for stop in self.stops:
            if stop.end <= begin:
                continue
            if begin < stop.start:
                reached = to_utc(self.calendar.add(begin, remaining))
                if reached < stop.start or (reached == stop.start and remaining):
                    return reached
                remaining -= self.calendar.elapsed(begin, stop.start)
            if stop.end == FOREVER:
                return None
            begin = stop.end
        return to_utc(self.calendar.add(begin, remaining))

    def add_days(self, start: datetime, days: int) -> datetime | None:
        """The deadline of a target in days (rule 7), later by what is stopped on the way; None as for `add`."""
        due = to_utc(self.calendar.add_days(start, days))
        stopped = self.calendar.elapsed(start, due) - self.elapsed(start, due)
        return self.add(due, stopped) if stopped else due

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """The counted time in [start, end); nothing when `end` is not after `start`."""
        if end <= start:
            return ZERO
        return self.calendar.elapsed(start, end) - self.stopped(start, end, self.stops)

    def stopped(self, start: datetime, end: datetime, stops: tuple[Stop, ...]) -> timedelta:
        """The covered time in [start, end) that these stops take away."""
        clipped = (stop.within(start, end) for stop in stops)
        return sum((self.calendar.elapsed(stop.start, stop.end) for stop in clipped if stop), ZERO)
