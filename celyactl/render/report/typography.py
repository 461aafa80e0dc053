"""Text of a report as it is set: what belongs together stays on one line, an apostrophe is the curly one.

What people typed gets it too: only the look changes, never a word.
"""

from __future__ import annotations

import re
from typing import Any, Final

from celyactl.render.pdf.glyphs import Svg

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
_TIED: Final = re.compile(
    r"(?<=\d) (?=(?:h|min|s)\b)"  # 4 h
    r"|(?<=\d[ \xa0]h) (?=\d\d\b)"  # 4 h 30
    r"|(?<=\bà) (?=\d\d:\d\d\b)|(?<=\bat) (?=\d\d:\d\d\b)"  # à 14:00
    r"|(?<=\d) (?=[^\W\d_]{3,5}\.? \d{4}\b)|(?<=\d[er]r) (?=[^\W\d_]{3,5}\.? \d{4}\b)"  # 24 nov. 2026, 1er nov. 2026
    r"|(?<=[^\W\d_]) (?=\d{4}\b)|(?<=[^\W\d_]\.) (?=\d{4}\b)"  # nov. 2026
)


def well_set(value: Any) -> Any:
    """The value with every text in it well set; images are left as they are."""
    match value:
        case Svg():
            return value
        case str():
            return _TIED.sub(_NO_BREAK, _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", value))
        case dict():
            return {key: well_set(held) for key, held in value.items()}
        case list() | tuple():
            return [well_set(held) for held in value]
    return value
