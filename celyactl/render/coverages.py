"""The coverages that every desk begins with, in everyday words; those that a desk adds keep the name that it gave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.domain.contract import Contract
    from celyactl.domain.openness import Openness, Why

_SAID: Final = {
    "business": marked("business hours"),
    "extended": marked("extended hours"),
    "full": marked("day and night"),
}

_REASONS: Final[Mapping[Why, str]] = {
    "window": marked("within its hours"),
    "night": marked("outside its hours of that day"),
    "weekend": marked("that day of the week is not covered"),
    "holiday": marked("public holiday"),
    "exception": marked("closed that day by exception"),
}


def coverage_name(name: str) -> str:
    """What people call a coverage."""
    return _(_SAID[name]) if name in _SAID else name


def coverage_named(name: str) -> str:
    """The same, with the name that commands and files have for it."""
    said = coverage_name(name)
    return said if said == name else f"{said} ({name})"


def holiday_on(contract: Contract, found: Openness) -> str | None:
    """What a day is called that is closed because it is a public holiday."""
    if found.why != "holiday":
        return None
    from celyactl.domain.holiday_names import holiday_name  # it loads all countries

    return holiday_name(contract.holidays, found.day, language())


def why_words(contract: Contract, found: Openness) -> str:
    """Why people work for a contract at an instant, or not."""
    holiday, said = holiday_on(contract, found), _(_REASONS[found.why])
    return f"{said} ({holiday})" if holiday else said
