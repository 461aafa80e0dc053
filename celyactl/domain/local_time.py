"""From local time to instants, by rule 2 of the service hours; local times are naive, instants are aware in UTC.

A local time that does not exist moves forward: it is read with the offset before the change. An ambiguous opening is
the first occurrence, an ambiguous closing the second.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from celyactl.errors.calendar import InstantOutOfRange, NaiveInstant, UnknownTimeZone

_UNNAMED: Final = ("localtime", "posixrules", "posix/", "right/")


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone, never the machine's own; `UnknownTimeZone` names the nearest ones."""
    if name.startswith(_UNNAMED):
        raise UnknownTimeZone(name, _nearest_zones(name))
    try:
        return ZoneInfo(name)
    except (
        KeyError,
        ValueError,
        OSError,
        TypeError,
    ):  # a folder of the database is an OSError, a hostile path the rest
        raise UnknownTimeZone(name, _nearest_zones(name)) from None


def _nearest_zones(name: str) -> list[str]:
    from difflib import get_close_matches  # only needed to word an error

    known = sorted(zone for zone in available_timezones() if not zone.startswith(_UNNAMED))
    return get_close_matches(name[:64], known, n=3, cutoff=0.4) or ["Europe/Paris", "UTC"]


def opening(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which a naive local time first comes: PEP 495 reads a gap with fold 0 by the offset before."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def closing(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which a naive local time last comes; in a gap it is the same as `opening`.

    The later of both readings: in a gap that is fold 0 (the offset before), in an overlap fold 1.
    """
    return max(opening(local, zone), local.replace(tzinfo=zone, fold=1).astimezone(UTC))


def to_utc(at: datetime) -> datetime:
    """The same instant in UTC; `NaiveInstant` without an offset."""
    if at.tzinfo is UTC:  # clocks ask a hundred times a ticket, nearly always of what is in UTC already
        return at
    if at.utcoffset() is None:
        raise NaiveInstant(at)
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise InstantOutOfRange(at.isoformat()) from None


def to_zone(at: datetime, zone: ZoneInfo) -> datetime:
    """The same instant in a zone, its fold set; `InstantOutOfRange` at the ends of the calendar."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        raise InstantOutOfRange(at.isoformat()) from None


def to_offset(at: datetime, zone: ZoneInfo) -> datetime:
    """The same instant with the offset that the zone then has, fixed: such instants compare and subtract truly.

    Two times of one zone compare and subtract by their wall clocks, wrongly where an hour is repeated or skipped.
    """
    local = to_zone(at, zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta(0)), fold=0)
