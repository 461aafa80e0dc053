"""Public holidays kept under `.git/celyactl/holidays`: loading their library takes longer than a whole `ticket show`.

The file's first line is the version of the holiday data; then a line a zone and year, `FR-57 2026 2026-01-01 …`. It may
be deleted at any time; whatever does not read as expected is computed anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final

from celyactl.domain.holiday_zones import data_version, holiday_zone, public_holidays
from celyactl.store.files import folder, read_small, remove

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    Key = tuple[str, int]
    Years = dict[Key, frozenset[date]]

_FOLDER: Final = "celyactl"
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
        with suppress(OSError, ValueError), folder(self._git_dir, [_FOLDER]) as place:
            version, *lines = (read_small(place, _NAME, _MOST_BYTES) or b"").decode("ascii").splitlines()
            if version == data_version() and len(lines) <= _MOST_LINES:
                return dict(map(_read, lines))
        return {}

    def _save(self, known: Years) -> None:
        """Put the file in its place at once; a disk that refuses costs time later and nothing else."""
        text = "\n".join([data_version(), *map(_written, sorted(known.items()))])
        unfinished = f"{_NAME}.{os.getpid()}"
        with suppress(OSError), folder(self._git_dir, [_FOLDER], create=True) as place:
            _sweep(place)
            mode = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
            with open(os.open(unfinished, mode, 0o666, dir_fd=place), "w", encoding="ascii") as file:  # noqa: PTH123 - a descriptor has no path
                file.write(text)
            os.replace(unfinished, _NAME, src_dir_fd=place, dst_dir_fd=place)


def _sweep(place: int) -> None:
    """Remove what killed commands left unfinished; a living one that loses its file only has to compute again."""
    for name in os.listdir(place):
        if name.startswith(f"{_NAME}."):
            remove(place, name)


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
