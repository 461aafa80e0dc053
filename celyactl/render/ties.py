"""Text whose dates, times and lengths stay on one line, whoever wraps it: no-break spaces within them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from celyactl.render.moments import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_NAMES: Final = "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True))
_TIED: Final = re.compile(
    rf"(?:\b\d{{1,2}}(?:er)?[ \xa0])?\b(?:{_NAMES})[ \xa0]\d{{4}}\b"  # 24 nov. 2026, 1er nov. 2026, nov. 2026
    r"|(?<=\d) (?=(?:h|min|s)\b)"  # 4 h
    r"|(?<=\d[ \xa0]h) (?=\d\d\b)"  # 4 h 30
    r"|(?<=\bà) (?=\d\d:\d\d\b)|(?<=\bat) (?=\d\d:\d\d\b)"  # à 14:00
)
"""Nothing else: a command that a client is to type must stay what it is when it is copied."""


def tied(text: str) -> str:
    """The text, of which only the look changes, never a word."""
    return _TIED.sub(lambda found: found[0].replace(" ", _NO_BREAK), text)


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text in it changed, at any depth."""
    match value:
        case str():
            return change(value)
        case dict():
            return {key: each_text(held, change) for key, held in value.items()}
        case list() | tuple():
            return [each_text(held, change) for held in value]
    return value
