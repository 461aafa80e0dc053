"""How many columns of a terminal a text takes, and where it may be broken."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufe0e", "\ufe0f"}


def columns(text: str) -> int:
    """The columns of a text: wide East Asian characters and emoji two, combining marks and joiners none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@cache  # a page of thousands of lines has hardly a hundred characters
def _width(character: str) -> int:
    if combining(character) or character in _INVISIBLE:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> Iterator[str]:
    """The text in pieces of at most `width` columns, for a word that is longer than a line; none is empty."""
    piece, used = "", 0
    for character in text:
        if used + _width(character) > width and piece:
            yield piece
            piece, used = "", 0
        piece += character
        used += _width(character)
    if piece:
        yield piece
