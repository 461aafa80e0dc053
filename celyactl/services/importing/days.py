"""Instants in the cells of a table: RFC 3339, or the desk's local time, `2026-11-21 10:05`, `21/11/2026 10h05`.

Which of day and month comes first is told by the file as a whole: one date past the 12th tells it of all.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal

from celyactl.domain.local_time import opening, to_offset
from celyactl.domain.rfc3339 import date_of, read_instant, within_range
from celyactl.errors.calendar import CalendarError, ImpossibleTime
from celyactl.errors.importing import ambiguous_day, not_an_instant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

Order = Literal["dmy", "mdy"]
_MONTHS: Final = 12
_USUAL: Final = len("2026-11-21T10:05:00+01:00")
_ISO: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[T ]\s*(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"(\s*(?:Z|UTC|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE | re.ASCII,
)
_LOCAL: Final = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}),?\s+(?:à\s+)?(\d{1,2})\s?[:h]\s?(\d{2})(?::(\d{2}))?",
    re.IGNORECASE | re.ASCII,
)


def order_of(cells: Iterable[str]) -> Order | None:
    """What the dates of a file tell of their order; None when nothing, or two things."""
    first, second = set(), set()
    for cell in cells:
        if cell[4:5] != "-" and (found := _LOCAL.match(cell)):
            first.add(int(found[1]) > _MONTHS)
            second.add(int(found[2]) > _MONTHS)
    if True in first and True not in second:
        return "dmy"
    return "mdy" if True in second and True not in first else None


def instant(text: str, zone: ZoneInfo, order: Order | None) -> datetime:
    """The instant that a cell means, with the zone's offset, fixed.

    Raises CalendarError for what no calendar holds, and ValueError with a sentence for what is no instant.
    """
    if found := _ISO.fullmatch(text):
        if offset := (found[7] or "").strip():
            return to_offset(_with_offset(found, offset, zone), zone)
        numbers = (int(found[1]), int(found[2]), int(found[3]))
    elif found := _LOCAL.fullmatch(text):
        numbers = _ordered(found, text, order)
    else:
        raise ValueError(not_an_instant(text))
    day = date_of(*numbers, text)
    try:
        local = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), int(found[6] or 0))  # noqa: DTZ001 - the zone is put on it next
    except ValueError:
        raise ImpossibleTime(text) from None
    return to_offset(within_range(opening(local, zone), text), zone)


def _with_offset(found: re.Match[str], offset: str, zone: ZoneInfo) -> datetime:
    plain = "Z" if offset.upper() in {"Z", "UTC"} else f"{offset[:3]}:{offset[-2:]}"
    if len(found[0]) == _USUAL and offset == plain:
        try:
            return within_range(datetime.fromisoformat(found[0]), found[0])
        except ValueError:
            pass  # read_instant says what is wrong
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    return read_instant(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{plain}", zone)


def _ordered(found: re.Match[str], text: str, order: Order | None) -> tuple[int, int, int]:
    """Year, month and day."""
    one, other, year = int(found[1]), int(found[2]), int(found[3])
    if order == "mdy":
        return year, one, other
    if order == "dmy" or one > _MONTHS:
        return year, other, one
    if other > _MONTHS:
        return year, one, other
    if one == other:
        return year, one, other
    raise ValueError(ambiguous_day(text, f"{year:04}-{other:02}-{one:02}", f"{year:04}-{one:02}-{other:02}"))


__all__ = ["CalendarError", "Order", "instant", "order_of"]
