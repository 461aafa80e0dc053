"""Wall clocks, holidays and hours read minute by minute: nothing here is the program's.

A minute is a number of minutes since `EPOCH`, in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 130
"""How many days a map of minutes holds."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRANCE = {
    *("2026-11-01", "2026-11-11", "2026-12-25", "2027-01-01", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-08"),
    *("2027-05-17", "2027-07-14"),
}
HOLIDAYS = {
    "FR": FRANCE,
    "FR-57": FRANCE | {"2026-12-26", "2027-03-26"},
    "FR-972": FRANCE | {"2027-05-22", "2027-07-21"},
    "FR-974": FRANCE | {"2026-12-20"},
}


def minute_of(at: datetime) -> int:
    return (at - EPOCH) // timedelta(minutes=1)


def instant_of(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)


class Wall:
    """A wall clock from the morning of a day on: what it showed each minute, and when it showed what.

    It is read each quarter of an hour, when clocks change if they do, and counted on from there.
    """

    def __init__(self, zone: str, first: date) -> None:
        self.first = minute_of(datetime(first.year, first.month, first.day, tzinfo=UTC)) - 1440
        self.shown: list[tuple[date, int]] = []
        self.when: dict[tuple[date, int], list[int]] = {}
        self.hands = hands = ZoneInfo(zone)
        for quarter in range(self.first, self.first + DAYS * 1440, 15):
            local = instant_of(quarter).astimezone(hands)
            for past in range(15):
                reading = local.date(), local.hour * 60 + local.minute + past
                self.shown.append(reading)
                self.when.setdefault(reading, []).append(quarter + past)

    def at(self, minute: int) -> tuple[date, int]:
        return self.shown[minute - self.first]

    def first_time(self, day: date, clock: int) -> int:
        """The first minute that shows this; a time that is skipped comes as late after the jump as it is past it."""
        return self._times(day, clock)[0]

    def last_time(self, day: date, clock: int) -> int:
        return self._times(day, clock)[-1]

    def _times(self, day: date, clock: int) -> list[int]:
        if clock == 1440:
            day, clock = day + timedelta(days=1), 0
        past = 0
        while (day, clock - past) not in self.when:
            past += 1
        return (
            [self.when[day, clock][0], self.when[day, clock][-1]]
            if not past
            else [self.when[day, clock - past][-1] + past]
        )


@cache
def wall(zone: str, first: date) -> Wall:
    return Wall(zone, first)


@dataclass
class Hours:
    """When people work: `week` maps weekdays to `("08:00", "18:00")`s, `exceptions` dates; holidays may be closed."""

    week: dict[str, list[tuple[str, str]]]
    closed_on_holidays: bool
    exceptions: dict[date, list[tuple[str, str]]] = field(default_factory=dict)

    def on(self, day: date, holidays: set[str]) -> list[tuple[str, str]]:
        if day in self.exceptions:
            return self.exceptions[day]
        if self.closed_on_holidays and day.isoformat() in holidays:
            return []
        return self.week.get(WEEKDAYS[day.weekday()], [])


def in_force(periods: list[tuple[date, object]], day: date) -> object:
    """The last of the periods (by day) that has begun; the first before it begins."""
    begun = [what for since, what in periods if since <= day]
    return begun[-1] if begun else periods[0][1]


def open_minutes(clock: Wall, periods: list[tuple[date, Hours]], zone: str) -> bytearray:
    """One byte a minute since `clock.first`: whether people work in it."""
    found = bytearray(DAYS * 1440)
    start = clock.shown[0][0] + timedelta(days=1)
    for day in (start + timedelta(days=n) for n in range(DAYS - 3)):
        for opens, closes in in_force(periods, day).on(day, HOLIDAYS[zone]):
            begin, end = clock.first_time(day, _clock(opens)), clock.last_time(day, _clock(closes))
            for minute in range(begin, end):
                found[minute - clock.first] = 1
    return found


def _clock(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
