"""What a public holiday is called, in French or English; dates are local. Loads the `holidays` library (120 ms)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.holiday_zones import subdivision_of

if TYPE_CHECKING:
    from datetime import date

    from celyactl.i18n import Language

_LANGUAGES: Final[dict[Language, str]] = {"fr": "fr", "en": "en_US"}


def holiday_name(zone: str, day: date, language: Language) -> str | None:
    """The name of the day in a holiday zone, None for an ordinary day; raises UnknownHolidayZone."""
    from holidays import country_holidays  # 120 ms

    calendar = country_holidays("FR", subdiv=subdivision_of(zone), years=day.year, language=_LANGUAGES[language])
    return calendar.get(day)
