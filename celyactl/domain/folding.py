"""Texts as people compare them on the telephone: without regard to capitals, accents and spaces at the ends."""

from __future__ import annotations

from unicodedata import combining, normalize


def folded(text: str) -> str:
    """The text in small letters without accents, its blanks single."""
    bare = text.casefold()
    if not bare.isascii():
        bare = "".join(character for character in normalize("NFKD", bare) if not combining(character))
    return " ".join(bare.split())
