"""What is wrong with an instant, a date, a duration, a zone or a calendar; each is also a `ValueError` for validators.

Exit code 65. The domain raises them with what was written; the reader of a file adds the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, timedelta


_LONGEST = 80


class CalendarError(BadData, ValueError):
    """A value that no calendar rule can use; a `ValueError` so that models collect it with their other faults."""


def _shown(text: object) -> str:
    """What was written, short and without control characters: it may come from a stranger."""
    written = str(text)[:_LONGEST]
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in written)


class NaiveInstant(CalendarError):
    """An instant without an offset reached the arithmetic."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            _("The instant {at} has no offset").format(at=at.isoformat()),
            todo=_("Add its offset, such as +01:00."),
        )


class InstantOutOfRange(CalendarError):
    """An instant that the calendar can't hold, or so far off that it must be a mistake."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is out of range').format(text=_shown(text)),
            todo=_("Give an instant from 1970 to the end of 2199."),
        )


class EndBeforeStart(CalendarError):
    """An interval that ends before it starts."""

    def __init__(self, start: datetime, end: datetime) -> None:
        super().__init__(
            _("The end {end} is before the start {start}").format(end=end.isoformat(), start=start.isoformat()),
            todo=_("Swap them, or correct one."),
        )


class NegativeDuration(CalendarError):
    """A duration, or a number of days, below zero."""

    def __init__(self, duration: timedelta | int) -> None:
        super().__init__(
            _("The duration {duration} is negative").format(duration=duration), todo=_("Give zero or more.")
        )


class WeekWithoutWindow(CalendarError):
    """Service hours that never open."""

    def __init__(self) -> None:
        super().__init__(
            _("The week has no window"), todo=_("Give at least one weekday a window such as 08:00 to 18:00.")
        )


class UnknownWeekday(CalendarError):
    """A key of the week that is no weekday."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            _('"{name}" is not a weekday').format(name=_shown(name)),
            todo=_("Use one of {known}.").format(known=", ".join(known)),
        )


class BadWindow(CalendarError):
    """A window that is not a pair of local times."""

    def __init__(self, window: object) -> None:
        super().__init__(
            _("{window} is not a window").format(window=_shown(window)),
            todo=_('Give two local times from 00:00 to 24:00, such as "08:00" and "18:00".'),
        )


class BeyondTenYears(CalendarError):
    """No answer within ten years: the hours hardly open, or the duration is a mistake."""

    def __init__(self, start: datetime) -> None:
        super().__init__(
            _("Counted from {start}, it is not reached within ten years").format(start=start.isoformat()),
            todo=_("Check the duration, the windows and the holidays."),
        )


class UnknownTimeZone(CalendarError):
    """A time zone that is not in the IANA database."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        super().__init__(
            _('Unknown time zone "{name}"').format(name=_shown(name)),
            todo=_("The nearest known ones: {known}.").format(known=", ".join(nearest)),
        )


class UnknownHolidayZone(CalendarError):
    """A holiday zone that is neither France nor one of its departements or territories; `known` is nearest first."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.known = tuple(known)
        super().__init__(
            _('Unknown public holiday zone "{name}"').format(name=_shown(name)),
            todo=_(
                "The nearest known ones: {nearest}. There are FR, the departements FR-01 to FR-95, FR-2A and FR-2B"
                " (FR-57, FR-67 and FR-68 have days of their own), and the territories FR-971 to FR-988."
            ).format(nearest=", ".join(self.known[:6])),
        )


class ImpossibleDate(CalendarError):
    """A date that is written well and is not in the calendar; `last_day` is the last one of its month, if any."""

    def __init__(self, text: str, last_day: date | None) -> None:
        last = (
            _("That month ends on {last}.").format(last=last_day)
            if last_day
            else _("Years go from 0001 to 9999, months from 01 to 12.")
        )
        super().__init__(_('"{text}" is an impossible date').format(text=_shown(text)), todo=last)


class ImpossibleTime(CalendarError):
    """A time of day, or an offset, that no clock shows."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" has an impossible time').format(text=_shown(text)),
            todo=_("Times go from 00:00:00 to 23:59:59."),
        )


class MissingOffset(CalendarError):
    """An instant of a file without its offset; `suggestions` are the whole instants it may mean, earliest first."""

    def __init__(self, text: str, suggestions: Sequence[str]) -> None:
        self.suggestions = tuple(suggestions)
        super().__init__(
            _('The instant "{text}" has no offset').format(text=_shown(text)),
            todo=_("Write {suggestions}.").format(
                suggestions=_(" or ").join(f'"{suggestion}"' for suggestion in suggestions)
            ),
        )


class InstantNotUnderstood(CalendarError):
    """What was written is no instant."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not an instant').format(text=_shown(text)),
            todo=_('Write "14:00", "yesterday 17:30", "sat 10:00", "2026-11-21 10:00", "-15m" or RFC 3339.'),
        )


class InstantNotRfc3339(CalendarError):
    """An instant of a file that is not written as RFC 3339."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not an instant').format(text=_shown(text)),
            todo=_('Write it like "2026-11-21T10:00:00+01:00".'),
        )


class DateNotUnderstood(CalendarError):
    """What was written is no date."""

    def __init__(self, text: str) -> None:
        super().__init__(_('"{text}" is not a date').format(text=_shown(text)), todo=_("Write it like 2026-11-21."))


class DateOutOfRange(CalendarError):
    """A computed date beyond the years 1 to 9999."""

    def __init__(self, start: date, months: int) -> None:
        super().__init__(
            _("{months} months from {start} leave the calendar").format(months=months, start=start),
            todo=_("Check the dates and the months of the contract."),
        )


class DurationNotUnderstood(CalendarError):
    """What was written is no duration; `days` tells whether business days were allowed."""

    def __init__(self, text: str, *, days: bool) -> None:
        todo = (
            _("Write 30m, 4h, 1h30, 2d (business days), or - for none.")
            if days
            else _("Write it like 30m, 4h or 1h30.")
        )
        super().__init__(_('"{text}" is not a duration').format(text=_shown(text)), todo=todo)


class TermsImpossible(CalendarError):
    """Months or dates of a contract from which no term can be computed."""

    def __init__(self, field: str, value: object, lowest: object) -> None:
        self.field = field
        super().__init__(
            _("{field} is {value}").format(field=field, value=value),
            todo=_("The lowest that makes sense is {lowest}.").format(lowest=lowest),
        )
