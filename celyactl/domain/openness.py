"""Whether people work for a contract at an instant, why not, and when that changes; instants in the calendar's zone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from celyactl.domain.local_time import to_utc, to_zone
from celyactl.errors.calendar import BeyondTenYears

if TYPE_CHECKING:
    from datetime import date, datetime

    from celyactl.domain.calendar import Calendar

Why = Literal["window", "night", "weekend", "holiday", "exception"]
_AHEAD: Final = (timedelta(days=8), timedelta(days=400), timedelta(days=3650))


class Openness(Struct, frozen=True):
    """`why` is `window` when open, `night` outside the windows of an open day; `day` is the local date.

    `changes_at` is the next opening or closing, None when there is none within ten years.
    """

    at: datetime
    day: date
    coverage: str
    open: bool
    why: Why
    changes_at: datetime | None


def openness(calendar: Calendar, at: datetime) -> Openness:
    """How it stands at an instant. Raises NaiveInstant."""
    local = to_zone(at, calendar.zone)
    is_open = calendar.is_open(at)
    changes_at = _closing(calendar, at) if is_open else _opening(calendar, at)
    why = _why(calendar, local.date(), is_open=is_open)
    return Openness(local, local.date(), calendar.coverage_on(local.date()), is_open, why, changes_at)


def _why(calendar: Calendar, day: date, *, is_open: bool) -> Why:
    kind = calendar.day_kind(day)
    if is_open:
        return "window"
    return "night" if kind == "open" else kind


def _opening(calendar: Calendar, at: datetime) -> datetime | None:
    try:
        return calendar.next_open(at)
    except BeyondTenYears:
        return None


def _closing(calendar: Calendar, at: datetime) -> datetime | None:
    """The end of the window around an open instant: windows that touch, at midnight say, are one."""
    if calendar.never_closes_from(to_zone(at, calendar.zone).date()):
        return None  # which ten years of windows would tell as well, in a tenth of a second
    start = to_utc(at)
    for ahead in _AHEAD:
        _opens, closes = next(iter(calendar.windows(start, start + ahead)))
        if closes < start + ahead:
            return to_zone(closes, calendar.zone)
    return None
