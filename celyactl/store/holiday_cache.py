"""Public holidays kept under `.git/celyactl/holidays`: loading their library takes longer than a whole `ticket show`.

The file's first line is the version of the holiday data; then a line a zone and year, `FR-57 2026 2026-01-01 …`. It may
be deleted at any time; whatever does not read as expected is computed anew.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final

from celyactl.domain.holiday_zones import data_version, holiday_zone, public_holidays
from celyactl.store.cache_files import read_cache, write_cache

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    Key = tuple[str, int]
    Years = dict[Key, frozenset[date]]

_NAME: Final = "holidays"
_MOST_BYTES: Final = 1 << 18
_MOST_LINES: Final = 400
"""More zones and years than a desk has; a file that grew beyond starts anew."""


class HolidayCache:
    """Answers `(zone, year)` with the public holidays; nothing is read or computed before it is asked."""

    def __init__(self, git_dir: Path) -> None:
        self._git_dir = git_dir
        self._known: Years | None = None

    def __call__(self, zone: str, year: int) -> frozenset[date]:
        """The public holidays of a zone in a year; raises UnknownHolidayZone."""
        if self._known is None:
            self._known = self._load()
        key = (holiday_zone(zone), year)
        if key not in self._known:
            self._compute(key, self._known)
        return self._known[key]

    def _compute(self, key: Key, known: Years) -> None:
        """Add the year, and those beside it, which a deadline or a report will ask for next."""
        zone, year = key
        years = range(year - 1, year + 3)
        days = public_holidays(zone, years)
        known.update({(zone, one): frozenset(day for day in days if day.year == one) for one in years})
        self._save(known)

    def _load(self) -> Years:
        """What is kept for this version of the data; nothing when the file can't be used."""
        with suppress(ValueError):
            content = read_cache(self._git_dir, (), _NAME, _MOST_BYTES)
            version, *lines = content.decode("ascii").splitlines()
            if version == data_version() and len(lines) <= _MOST_LINES:
                return dict(map(_read, lines))
        return {}

    def _save(self, known: Years) -> None:
        text = "\n".join([data_version(), *map(_written, sorted(known.items()))])
        write_cache(self._git_dir, (), _NAME, text.encode("ascii"))


def _written(item: tuple[Key, Iterable[date]]) -> str:
    (zone, year), days = item
    return " ".join([zone, str(year), *(day.isoformat() for day in sorted(days))])


def _read(line: str) -> tuple[Key, frozenset[date]]:
    """Raises ValueError for a line that is damaged."""
    zone, year, *days = line.split(" ")
    found = frozenset(map(date.fromisoformat, days))
    if any(day.year != int(year) for day in found):
        raise ValueError(line)
    return (zone, int(year)), found
