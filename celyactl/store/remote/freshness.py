"""How long ago this clone spoke with the other one: one look at a file, so that lists may ask."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from celyactl.store.place import Place

NAME: Final = "remote.json"
STALE: Final = 300.0
"""Seconds after which a list says how old it may be."""


def age(place: Place) -> float | None:
    """Seconds since they last spoke; None when they never did."""
    try:
        spoken = (place.common_dir / "celyactl" / NAME).stat().st_mtime
    except OSError:
        return None
    return max(0.0, time.time() - spoken)
