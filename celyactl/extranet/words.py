"""Texts that browsers send, as they may be recorded: composed, plain line ends, no control characters, bounded."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 20_000


def text_of(typed: str, longest: int = LONGEST) -> str:
    """A text of several lines, without what nobody can see; what is beyond `longest` characters is cut off."""
    lines = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in lines if char == "\n" or not _is_hidden(char))[:longest].strip()


def line_of(typed: str, longest: int) -> str:
    """The same on one line."""
    return " ".join(text_of(typed, longest).split())


def _is_hidden(char: str) -> bool:
    """Control, format, surrogate and unassigned characters: among them those that turn the direction of writing."""
    return unicodedata.category(char)[0] == "C" and char not in "\u200d\u200c"
