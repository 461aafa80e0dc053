"""Spelling a reference on the telephone: `quatre, F comme François` in French, `four, Foxtrot` (NATO) in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from celyactl.i18n import Language

_LETTERS: Final[dict[Language, str]] = {
    "fr": (
        "Anatole Berthe Célestin Désiré Eugène François Gaston Henri Irma Joseph Kléber Louis Marcel "
        "Nicolas Oscar Pierre Quintal Raoul Suzanne Thérèse Ursule Victor William Xavier Yvonne Zoé"
    ),
    "en": (
        "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike "
        "November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
    ),
}
_DIGITS: Final[dict[Language, str]] = {
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "en": "zero one two three four five six seven eight nine",
}
_DASH: Final[dict[Language, str]] = {"fr": "tiret", "en": "dash"}


def spell(text: str, language: Language) -> str:
    """The letters, digits and dashes of a text as they are said, with commas; anything else is left out."""
    words = dict(zip("0123456789", _DIGITS[language].split(), strict=True))
    for letter, word in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _LETTERS[language].split(), strict=True):
        words[letter] = f"{letter} comme {word}" if language == "fr" else word
    words["-"] = _DASH[language]
    return ", ".join(words[character] for character in text.upper() if character in words)
