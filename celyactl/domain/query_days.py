"""Days and instants in queries: `today`, `2026-11-20`, `ven`, `2026-11-20T14:00`. Ranges are [first, last)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from celyactl.domain.instants import parse_date, parse_instant
from celyactl.domain.local_time import opening, zone_named
from celyactl.errors import CelyactlError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_ONE_DAY = timedelta(days=1)


def span(typed: str, now: datetime, zone_name: str) -> tuple[int, int] | None:
    """The day or the second that is meant, as seconds since 1970; None when it is neither. Raises UnknownTimeZone."""
    zone = zone_named(zone_name)
    try:
        day = parse_date(typed, now.astimezone(zone).date())
        return _start(day, zone), _start(day + _ONE_DAY, zone)
    except (CelyactlError, OverflowError):
        pass
    try:
        second = int(parse_instant(typed, now, zone).timestamp())
    except CelyactlError:
        return None
    return second, second + 1


def _start(day: date, zone: ZoneInfo) -> int:
    return int(opening(datetime(day.year, day.month, day.day), zone).timestamp())  # noqa: DTZ001 - a local midnight
