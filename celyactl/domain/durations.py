"""Durations as people write them: `30m`, `4h`, `1h30` of covered time, `2d` (`2j`) in business days, `-` for none.

Covered time is in seconds, business days are counted by rule 7 of the service hours: the two never convert.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from msgspec import Struct

from celyactl.errors.calendar import DurationNotUnderstood
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext

NONE: Final = "-"
_HOURS_AND_MINUTES = re.compile(
    r"(?:(?P<hours>[0-9]{1,5})\s*h(?:eures?|ours?)?)?\s*(?:(?P<minutes>[0-9]{1,5})\s*(?P<unit>m|mn|mins?|minutes?)?)?",
    re.IGNORECASE,
)
_DAYS = re.compile(r"([0-9]{1,4})\s*(?:d|j|days?|jours?)", re.IGNORECASE)


class HourTarget(Struct, frozen=True):
    """A target in covered time: seconds in which the coverage is open (rule 1)."""

    seconds: int

    @property
    def duration(self) -> timedelta:
        """The same for `ServiceHours.add`."""
        return timedelta(seconds=self.seconds)

    def __str__(self) -> str:
        hours, minutes = divmod(self.seconds // 60, 60)
        if hours == 0:
            return f"{minutes}m"
        return f"{hours}h{minutes:02}" if minutes else f"{hours}h"


class DayTarget(Struct, frozen=True):
    """A target in business days (rule 7), for `ServiceHours.add_days`."""

    days: int

    def __str__(self) -> str:
        return f"{self.days}d"


Target = HourTarget | DayTarget


def parse_target(text: str) -> Target | None:
    """A target, or None for `-`; `str` of a target reads back equal. Raises `DurationNotUnderstood`."""
    written = text.strip()
    if written == NONE:
        return None
    if days := _DAYS.fullmatch(written):
        return DayTarget(int(days[1]))
    return HourTarget(_seconds(text, days=True))


def parse_duration(text: str) -> timedelta:
    """A plain duration such as a travel time, `45m` or `1h30`; days and `-` are `DurationNotUnderstood`."""
    return timedelta(seconds=_seconds(text, days=False))


def parse_days(text: str) -> int:
    """Days of the calendar: `90d`, `90j`, `90`. Raises `DurationNotUnderstood`."""
    found = _DAYS.fullmatch(text.strip()) or re.fullmatch(r"([0-9]{1,4})", text.strip())
    if found is None:
        raise DurationNotUnderstood(text, days=True)
    return int(found[1])


def _seconds(text: str, *, days: bool) -> int:
    found = _HOURS_AND_MINUTES.fullmatch(text.strip())
    if found is None or not _complete(found):
        raise DurationNotUnderstood(text, days=days)
    return int(found["hours"] or 0) * 3600 + int(found["minutes"] or 0) * 60


def _complete(found: re.Match[str]) -> bool:
    """A bare number means nothing; minutes after hours are two digits (`1h5` could be 1 h 5 or 1 h 50) or have `m`."""
    if found["minutes"] is None or found["unit"]:
        return bool(found["hours"] or found["minutes"])
    return bool(found["hours"]) and len(found["minutes"]) == 2 and found["minutes"] < "60"  # noqa: PLR2004 - digits


def format_target(target: Target | None) -> str:
    """For people, in the current language: `4 h`, `1 h 30`, `2 business days`, `-`."""
    match target:
        case None:
            return NONE
        case HourTarget():
            return format_duration(target.duration)
        case DayTarget(days):
            return ngettext("{days} business day", "{days} business days", days).format(days=days)


def promise(text: str | None) -> str:
    """A target as files have it, for people; `-` for none."""
    return format_target(parse_target(text) if text else None)


def format_duration(duration: timedelta) -> str:
    """For people, in the current language: `1 h 40`, `26 h`, `5 min`, `45 s`; a minute begun is not shown.

    Hours never become days, since days of covered time are not days of the calendar; `-1 h 40` is overdue by that.
    """
    sign = "-" if duration < timedelta(0) else ""
    seconds = abs(duration) // timedelta(seconds=1)
    hours, minutes = divmod(seconds // 60, 60)
    if hours and minutes:
        return sign + _("{hours} h {minutes:02}").format(hours=hours, minutes=minutes)
    if hours:
        return sign + _("{hours} h").format(hours=hours)
    if minutes or not seconds:
        return (sign if minutes else "") + _("{minutes} min").format(minutes=minutes)
    return sign + _("{seconds} s").format(seconds=seconds)
