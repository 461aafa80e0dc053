"""What a new desk begins with: the three coverages that the company sells, and ids made from names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from celyactl.domain.company import Coverage

if TYPE_CHECKING:
    from collections.abc import Collection

    from celyactl.domain.company import Weekday, Window

ZONE: Final = "Europe/Paris"
HOLIDAYS: Final = "FR"
_WORKDAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri")
_WEEK: Final[tuple[Weekday, ...]] = (*_WORKDAYS, "sat", "sun")


def _coverage(days: tuple[Weekday, ...], window: Window, *, open_on_holidays: bool) -> Coverage:
    return Coverage(week=dict.fromkeys(days, (window,)), holidays="open" if open_on_holidays else "closed")


COVERAGES: Final[dict[str, Coverage]] = {
    "business": _coverage(_WORKDAYS, ("08:00", "18:00"), open_on_holidays=False),
    "extended": _coverage(_WEEK, ("07:00", "23:00"), open_on_holidays=True),
    "full": _coverage(_WEEK, ("00:00", "24:00"), open_on_holidays=True),
}
"""The contract's hours: Monday-Friday 8:00-18:00, or the options 7/7 7:00-23:00 and 24/24."""


def id_from(name: str, taken: Collection[str] = ()) -> str:
    """An id that recalls a name and that nothing else has: `Clinique Saint-Éloi` gives `clinique-saint-eloi`."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:50] or "x"
    numbered = (stem if count == 1 else f"{stem}-{count}" for count in range(1, len(taken) + 2))
    return next(ident for ident in numbered if ident not in taken)
