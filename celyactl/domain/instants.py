"""Instants and dates as people type them, French and English alike: `14:00`, `hier 17h30`, `sat 10:00`, `-15m`.

Local times are of the given zone; one that does not exist moves forward, an ambiguous one is the first occurrence
(write the offset to mean the second). Days are day/month as in France. Time is an argument: `now` and `today`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import parse_duration
from celyactl.domain.local_time import opening, to_utc, to_zone
from celyactl.domain.rfc3339 import date_of, read_date, read_instant, within_range
from celyactl.errors.calendar import (
    DateNotUnderstood,
    DurationNotUnderstood,
    ImpossibleTime,
    InstantNotUnderstood,
    InstantOutOfRange,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_NOW: Final = frozenset({"now", "maintenant"})
_DAYS_FROM_TODAY: Final = {
    **dict.fromkeys(("", "today", "aujourd'hui"), 0),
    **dict.fromkeys(("yesterday", "hier"), -1),
    **dict.fromkeys(("avant-hier", "avant hier", "the day before yesterday"), -2),
    **dict.fromkeys(("tomorrow", "demain"), 1),
    **dict.fromkeys(("après-demain", "apres-demain", "the day after tomorrow"), 2),
}
_WEEKDAY_NAMES: Final = (
    ("lundi", "lun", "monday", "mon"),
    ("mardi", "mar", "tuesday", "tue", "tues"),
    ("mercredi", "mer", "wednesday", "wed"),
    ("jeudi", "jeu", "thursday", "thu", "thurs"),
    ("vendredi", "ven", "friday", "fri"),
    ("samedi", "sam", "saturday", "sat"),
    ("dimanche", "dim", "sunday", "sun"),
)
_WEEKDAYS: Final = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names}
_WEEK: Final = timedelta(days=7)
_MONTHS: Final = 12
_RFC3339_WITH_OFFSET = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{5,20}(?:Z|[+-][0-9]{2}:[0-9]{2})", re.IGNORECASE
)
_AGO = re.compile(r"(?:-|il y a )\s*(?P<french>.+)|(?P<english>.+?)\s+ago")
_AHEAD = re.compile(r"(?:\+|in |dans )\s*(?P<duration>.+)")
_DAY_AND_TIME = re.compile(
    r"(?:(?P<day>\S.{0,30}?)(?:\s*,)?\s+)??(?:(?:at|à|a)\s+)?"
    r"(?P<hour>[0-9]{1,2})(?:[:h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?|h)"
)
_DAY_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?")


def parse_instant(text: str, now: datetime, zone: ZoneInfo, *, upcoming: bool = False) -> datetime:
    """The instant that is meant at `now`, aware in `zone`.

    A weekday, or a day and month without a year, is the last one past; with `upcoming` (a promise, a wait) the next
    one. `14:00` is today's, past or not: the caller knows what is too late. `-15m` and `+2h` are real time from `now`.
    Raises `InstantNotUnderstood`, `ImpossibleDate`, `ImpossibleTime`, `InstantOutOfRange`; `NaiveInstant` for `now`.
    """
    written = _plain(text)
    current = to_utc(now)
    if written in _NOW:
        return to_zone(current, zone)
    if _RFC3339_WITH_OFFSET.fullmatch(written):
        return to_zone(read_instant(written, zone), zone)
    meant = _from_now(written, current)
    if meant is None:
        meant = _on_a_day(written, text, current, zone, upcoming=upcoming)
    return to_zone(within_range(meant, text), zone)


def parse_date(text: str, today: date, *, upcoming: bool = False) -> date:
    """The date that is meant at `today`: `2026-11-21`, `21/11/2026`, `21/11`, `yesterday`, `sam`.

    A weekday, or a day and month without a year, is the last one up to `today`; with `upcoming` the next one from
    `today` on. Raises `DateNotUnderstood` and `ImpossibleDate`.
    """
    written = _plain(text)
    if not written:
        raise DateNotUnderstood(text)
    return _day(written, text, today, upcoming=upcoming)


def _plain(text: str) -> str:
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower().split())


def _from_now(written: str, now: datetime) -> datetime | None:
    """`-15m`, `15m ago`, `il y a 15 min`, `+2h`, `in 2h`, `dans 2h`; None for anything else."""
    for pattern, direction in ((_AGO, -1), (_AHEAD, 1)):
        found = pattern.fullmatch(written)
        if found is None:
            continue
        try:
            return now + direction * parse_duration(next(filter(None, found.groups())))
        except OverflowError:
            raise InstantOutOfRange(written) from None
        except DurationNotUnderstood:
            return None
    return None


def _on_a_day(written: str, text: str, now: datetime, zone: ZoneInfo, *, upcoming: bool) -> datetime:
    found = _DAY_AND_TIME.fullmatch(re.sub(r"(?<=[0-9])t(?=[0-9])", " ", written))
    if found is None:
        raise InstantNotUnderstood(text)
    word, clock = found["day"] or "", _clock(found, text)
    try:
        day = _day(word, text, to_zone(now, zone).date(), upcoming=upcoming)
    except DateNotUnderstood:
        raise InstantNotUnderstood(text) from None
    meant = _at(day, clock, zone, text)
    if word in _WEEKDAYS and (meant < now if upcoming else now < meant):  # today, at an hour on the other side of now
        return _at(day + (_WEEK if upcoming else -_WEEK), clock, zone, text)
    return meant


def _clock(found: re.Match[str], text: str) -> time:
    try:
        return time(int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        raise ImpossibleTime(text) from None


def _at(day: date, clock: time, zone: ZoneInfo, text: str) -> datetime:
    try:
        return opening(datetime.combine(day, clock), zone)
    except OverflowError:
        raise InstantOutOfRange(text) from None


def _day(word: str, text: str, today: date, *, upcoming: bool) -> date:
    if word in _DAYS_FROM_TODAY:
        return today + timedelta(days=_DAYS_FROM_TODAY[word])
    if word in _WEEKDAYS:
        ahead = (_WEEKDAYS[word] - today.weekday()) % 7
        return today + timedelta(days=ahead if upcoming or not ahead else ahead - 7)
    if found := _DAY_MONTH.fullmatch(word):
        return _day_month(found, text, today, upcoming=upcoming)
    try:
        return read_date(word)
    except DateNotUnderstood:
        raise DateNotUnderstood(text) from None


def _day_month(found: re.Match[str], text: str, today: date, *, upcoming: bool) -> date:
    day, month = int(found[1]), int(found[2])
    if found[3]:
        return date_of(int(found[3]), month, day, text)
    years = (today.year, today.year + (1 if upcoming else -1))
    possible = [date(year, month, day) for year in years if _is_there(year, month, day)]
    for meant in possible:
        if (meant >= today) if upcoming else (meant <= today):
            return meant
    return date_of(years[len(possible)], month, day, text)


def _is_there(year: int, month: int, day: int) -> bool:
    """Whether a year has this day: few have a 29 February."""
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]
