"""The characters that the fonts inside typst have in every style; an archive may hold no character without a shape.

Latin, Greek, Cyrillic, punctuation, arrows, signs of mathematics and boxes. Anything else is shown as �: people's names
are not lost, since a document is made from a desk that keeps them.
"""

from __future__ import annotations

import re
from typing import Final

_WITHOUT_SHAPE: Final = re.compile(
    "[^\n\x20-\x7e\xa0-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u2040\u20a0-\u20c0\u2190-\u22ff\u2500-\u25ff\u2713\u2714\ufffd]"
)
_STAND_IN: Final = "\ufffd"


class Svg(str):
    """An image that the program drew, as SVG; never a text that somebody else wrote."""

    __slots__ = ()


def printable(value: object) -> object:
    """The value with every text in it made of characters that have a shape; images are left as they are."""
    match value:
        case Svg():
            return value
        case str():
            return _WITHOUT_SHAPE.sub(_STAND_IN, value.replace("\t", " "))
        case dict():
            return {key: printable(held) for key, held in value.items()}
        case list() | tuple():
            return [printable(held) for held in value]
    return value
