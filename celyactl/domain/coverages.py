"""The coverages that a new desk starts with, and that need no desk: local windows of Europe/Paris."""

from __future__ import annotations

from typing import Final

from celyactl.domain.company import Coverage

ZONE: Final = "Europe/Paris"
HOLIDAYS: Final = "FR"
_EVERY_DAY: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

STANDARD: Final[dict[str, Coverage]] = {
    "business": Coverage(week=dict.fromkeys(_EVERY_DAY[:5], ("08:00-18:00",)), holidays="closed"),
    "extended": Coverage(week=dict.fromkeys(_EVERY_DAY, ("07:00-23:00",)), holidays="open"),
    "full": Coverage(week=dict.fromkeys(_EVERY_DAY, ("00:00-24:00",)), holidays="open"),
}
"""What the company sells: office hours, 7/7 with long days, round the clock."""
