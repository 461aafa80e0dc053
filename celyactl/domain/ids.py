"""Ids that recall a name: small letters, digits and dashes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def id_from(name: str, taken: Collection[str] = ()) -> str:
    """An id that nothing else has: `Clinique Saint-Éloi` gives `clinique-saint-eloi`, then `clinique-saint-eloi-2`."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:50] or "x"
    numbered = (stem if count == 1 else f"{stem}-{count}" for count in range(1, len(taken) + 2))
    return next(ident for ident in numbered if ident not in taken)
