"""Instants, days and ages as people read them, in the current language and in the zone of the reader's wall clock.

Technicians read `mar. 24/11 14:00`, clients `24 nov. 2026 à 14:00`. Names of days and months are the language's own
tables: the system's locale may lack them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.i18n import gettext as _
from celyactl.i18n import language, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from celyactl.i18n import Language

_WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_WEEKDAYS_IN_FULL: Final[dict[Language, tuple[str, ...]]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_MONTHS_IN_FULL: Final[dict[Language, tuple[str, ...]]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
MONTHS: Final = frozenset(name for table in (_MONTHS, _MONTHS_IN_FULL) for names in table.values() for name in names)
"""Every name of a month, of all languages."""
_A_WEEK_LESS_A_DAY: Final = timedelta(days=6)
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Wall(NamedTuple):
    """The clock on the reader's wall: `now`, aware, in the zone in which instants are shown."""

    now: datetime

    def local(self, at: datetime) -> datetime:
        """The instant in the reader's zone."""
        return at.astimezone(self.now.tzinfo)

    def moment(self, at: datetime) -> str:
        """`mar. 24/11 14:00`; with the year when it is not the present one."""
        local = self.local(at)
        return f"{self.day(local)} {local:%H:%M}"

    def day(self, day: date) -> str:
        """`mar. 24/11`, with the year when it is not the present one; English `Tue 24 Nov`."""
        year = day.year != self.now.year
        weekday = _WEEKDAYS[language()][day.weekday()]
        if language() == "en":
            return f"{weekday} {day.day} {_month(day)}" + (f" {day.year}" if year else "")
        return f"{weekday} {day.day:02}/{day.month:02}" + (f"/{day.year}" if year else "")

    def ahead(self, at: datetime) -> str:
        """An instant to come, as short as it can be without doubt: `14:00` today, `mar. 14:00` within the week."""
        local = self.local(at)
        if local.date() == self.now.date():
            return _("{time} today").format(time=f"{local:%H:%M}")
        if timedelta(0) <= local.date() - self.now.date() <= _A_WEEK_LESS_A_DAY:
            return f"{_WEEKDAYS[language()][local.weekday()]} {local:%H:%M}"
        return self.moment(at)

    def age(self, at: datetime) -> str:
        """How long ago, or how far ahead, in the largest unit: `5 min`, `3 h`, `2 j`."""
        return age(abs(self.now - at))


def apart(first: datetime, second: datetime, wall: Wall) -> tuple[str, str]:
    """Two instants of one sentence as technicians read them, with seconds where the minute is the same."""
    said = wall.moment(first), wall.moment(second)
    if said[0] != said[1]:
        return said
    return f"{said[0]}{wall.local(first)::%S}", f"{said[1]}{wall.local(second)::%S}"


def age(length: timedelta) -> str:
    """A length of real time in its largest unit, rounded down: `5 min`, `3 h`, `2 j`."""
    if length < _HOUR:
        return _("{minutes} min").format(minutes=length // _MINUTE)
    if length < 2 * _DAY:
        return _("{hours} h").format(hours=length // _HOUR)
    days = length // _DAY
    return ngettext("{n} day", "{n} days", days).format(n=days)


def full_date(day: date) -> str:
    """For clients: `24 nov. 2026`, the first of a month `1er déc. 2026`."""
    number = "1er" if day.day == 1 and language() == "fr" else str(day.day)
    return f"{number} {_month(day)} {day.year}"


def full_day(day: date) -> str:
    """For clients who have to be there: `mardi 24 nov. 2026`."""
    return f"{_WEEKDAYS_IN_FULL[language()][day.weekday()]} {full_date(day)}"


def last_day(end: date) -> str:
    """The day before an end, as people read it: files and programs have the first day without."""
    return full_date(end - _DAY)


def full_moment(at: datetime, wall: Wall) -> str:
    """For clients: `mardi 24 nov. 2026 à 14:00`."""
    local = wall.local(at)
    return _("{day} at {time}").format(day=full_day(local), time=f"{local:%H:%M}")


def month_names(months: Iterable[int]) -> list[str]:
    """Months, 1 to 12, in full."""
    return [_MONTHS_IN_FULL[language()][month - 1] for month in months if 1 <= month <= len(_MONTHS["fr"])]


def weekday_names() -> tuple[str, ...]:
    """The days of a week from Monday, short."""
    return _WEEKDAYS[language()]


def month_and_year(day: date) -> str:
    """`nov. 2026`."""
    return f"{_month(day)} {day.year}"


def _month(day: date) -> str:
    return _MONTHS[language()][day.month - 1]
