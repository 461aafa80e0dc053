"""The price of work outside of a contract: time by window, the rate of each, a minimum. Amounts are exact decimals.

Local times. The windows, the first that fits holds: `holiday` a public holiday of the contract's zone, `weekend`
Saturday and Sunday, `night` 21:00-06:00, `business` 08:00-18:00, `evening` what is left of a working day.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from celyactl.domain.local_time import opening, to_utc, to_zone
from celyactl.domain.money import in_cents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from celyactl.domain.contract import Rate
    from celyactl.domain.words import Mode

    IsHoliday = Callable[[date], bool]

Window = Literal["business", "evening", "night", "weekend", "holiday"]

_SATURDAY: Final = 5
_A_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)
_WORKING_DAY: Final[tuple[tuple[int, Window], ...]] = (
    (0, "night"),
    (6, "evening"),
    (8, "business"),
    (18, "evening"),
    (21, "night"),
)
"""From which hour on which window holds."""


class Priced(Struct, frozen=True):
    """The seconds that are billed, and what they cost; no amount where a rate is missing."""

    seconds: int
    amount: Decimal | None


def priced(
    rates: Sequence[Rate], mode: Mode, start: datetime, end: datetime, where: tuple[ZoneInfo, IsHoliday]
) -> Priced:
    """What work in [start, end) costs; the minimum is that of the rate at its beginning."""
    parts = list(by_window(start, end, *where))
    found = [(seconds, rate_for(rates, mode, window)) for window, seconds in parts]
    seconds = sum(seconds for _window, seconds in parts)
    first = found[0][1] if found else None
    missing = max(0, (first.minimum_minutes or 0) * 60 - seconds) if first else 0
    if first is None or any(rate is None for _seconds, rate in found):
        return Priced(seconds + missing, None)
    due = sum((Decimal(rate.hourly) * part / 3600 for part, rate in found if rate), Decimal(0))
    return Priced(seconds + missing, in_cents(due + Decimal(first.hourly) * missing / 3600))


def by_window(start: datetime, end: datetime, zone: ZoneInfo, is_holiday: IsHoliday) -> Iterator[tuple[Window, int]]:
    """The seconds of [start, end) in each window, in their order."""
    begins, ends = to_utc(start), to_utc(end)
    day = to_zone(begins, zone).date()
    while (midnight := opening(datetime.combine(day, time.min), zone)) < ends:
        following = opening(datetime.combine(day + _A_DAY, time.min), zone)
        for opens, closes, window in _windows(day, midnight, following, zone, is_holiday):
            seconds = (min(closes, ends) - max(opens, begins)) // _SECOND
            if seconds > 0:
                yield window, seconds
        day += _A_DAY


def _windows(
    day: date, midnight: datetime, following: datetime, zone: ZoneInfo, is_holiday: IsHoliday
) -> Iterator[tuple[datetime, datetime, Window]]:
    if is_holiday(day):
        yield midnight, following, "holiday"
    elif day.weekday() >= _SATURDAY:
        yield midnight, following, "weekend"
    else:
        starts = [opening(datetime.combine(day, time(hour)), zone) for hour, _window in _WORKING_DAY]
        for index, (_hour, window) in enumerate(_WORKING_DAY):
            yield starts[index], (*starts[1:], following)[index], window


def rate_for(rates: Sequence[Rate], mode: Mode, window: Window) -> Rate | None:
    """The rate that says most: one of this mode and window, then of the window, then of the mode, then any."""
    fitting = [rate for rate in rates if rate.mode in {None, mode} and rate.window in {None, window}]
    return max(fitting, key=lambda rate: (rate.window is not None, rate.mode is not None), default=None)
