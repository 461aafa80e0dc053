"""The coverages that every desk begins with, in everyday words; those that a desk adds keep the name that it gave."""

from __future__ import annotations

from typing import Final

from celyactl.i18n import gettext as _
from celyactl.i18n import marked

_SAID: Final = {
    "business": marked("business hours"),
    "extended": marked("extended hours"),
    "full": marked("day and night"),
}


def coverage_name(name: str) -> str:
    """What people call a coverage."""
    return _(_SAID[name]) if name in _SAID else name


def coverage_named(name: str) -> str:
    """The same, with the name that commands and files have for it."""
    said = coverage_name(name)
    return said if said == name else f"{said} ({name})"
