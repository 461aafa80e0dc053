"""Instants of files: RFC 3339 with an offset, from 1970 to the end of 2199; dates of files: `YYYY-MM-DD`.

What people type on a command line is read by `instants`. The offset that was written is kept: it rewrites equal.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MINYEAR, UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from celyactl.domain.local_time import closing, opening
from celyactl.errors.calendar import (
    DateNotUnderstood,
    ImpossibleDate,
    ImpossibleTime,
    InstantNotRfc3339,
    InstantOutOfRange,
    MissingOffset,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
END: Final = datetime(2200, 1, 1, tzinfo=UTC)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_INSTANT = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]"
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,9}))?)?"
    r"(?P<offset>[Zz]|(?P<sign>[+-])(?P<offset_hour>[0-9]{2}):(?P<offset_minute>[0-9]{2}))?",
)


def read_date(text: str) -> date:
    """The date written `YYYY-MM-DD`; raises `DateNotUnderstood` and `ImpossibleDate`."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise DateNotUnderstood(text)
    return date_of(int(found[1]), int(found[2]), int(found[3]), text)


def date_of(year: int, month: int, day: int, text: str) -> date:
    """The date; `ImpossibleDate` quotes `text` and names the last day of the month."""
    try:
        return date(year, month, day)
    except ValueError:
        possible = year >= MINYEAR and 1 <= month <= 12  # noqa: PLR2004 - months of a year
        last = date(year, month, monthrange(year, month)[1]) if possible else None
        raise ImpossibleDate(text, last) from None


def read_instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant with the offset that is written; `zone` serves only to say which offset is missing.

    Seconds may be left out and a space may stand for the `T`; digits beyond the microsecond are dropped. Raises
    `InstantNotRfc3339`, `ImpossibleDate`, `ImpossibleTime`, `MissingOffset`, `InstantOutOfRange`.
    """
    found = _INSTANT.fullmatch(text)
    if found is None:
        raise InstantNotRfc3339(text)
    local = _local(found, text)
    if found["offset"] is None:
        raise MissingOffset(text, _with_offsets(local, zone))
    return within_range(local.replace(tzinfo=_offset(found, text)), text)


def format_instant(at: datetime) -> str:
    """The canonical form, `2026-11-20T17:30:00+01:00`: microseconds only if any, UTC for an odd offset."""
    offset = at.utcoffset() or timedelta(0)
    return (at.astimezone(UTC) if offset % timedelta(minutes=1) else at).isoformat()


def within_range(at: datetime, text: str) -> datetime:
    """The instant itself, or `InstantOutOfRange` which quotes `text`: a mistyped year must not cost an hour's loop."""
    if not EARLIEST <= at < END:
        raise InstantOutOfRange(text)
    return at


def _local(found: re.Match[str], text: str) -> datetime:
    day = read_date(found["date"])
    microsecond = int(f"{found['fraction'] or '':0<6}"[:6])
    try:
        return datetime(  # noqa: DTZ001 - the offset is read apart
            day.year,
            day.month,
            day.day,
            int(found["hour"]),
            int(found["minute"]),
            int(found["second"] or 0),
            microsecond,
        )
    except ValueError:
        raise ImpossibleTime(text) from None


def _offset(found: re.Match[str], text: str) -> timezone:
    if found["sign"] is None:
        return UTC
    minutes = int(found["offset_hour"]) * 60 + int(found["offset_minute"])
    if int(found["offset_minute"]) > 59 or minutes >= 24 * 60:  # noqa: PLR2004 - minutes of an hour and of a day
        raise ImpossibleTime(text)
    return timezone(timedelta(minutes=-minutes if found["sign"] == "-" else minutes))


def _with_offsets(local: datetime, zone: ZoneInfo) -> list[str]:
    """What a local time may mean in a zone: two instants where clocks go back, else one."""
    try:
        meant = sorted({opening(local, zone), closing(local, zone)})
    except OverflowError:
        return [local.isoformat() + "+00:00"]
    return [format_instant(at.astimezone(zone)) for at in meant]
