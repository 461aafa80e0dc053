"""Spelling on the telephone."""

from __future__ import annotations

import pytest

from celyactl.domain.reference import ALPHABET
from celyactl.domain.spelling import spell


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("4F7K", "fr", "quatre, F comme François, sept, K comme Kléber"),
        ("4F7K", "en", "four, Foxtrot, seven, Kilo"),
        ("cel-26", "fr", "C comme Célestin, E comme Eugène, L comme Louis, tiret, deux, six"),
        ("X-0 ", "en", "X-ray, dash, zero"),
    ],
)
def test_references_are_spelled(text, language, said):
    assert spell(text, language) == said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_letter_has_a_word_that_begins_with_it(language):
    words = spell("ABCDEFGHIJKLMNOPQRSTUVWXYZ", language).split(", ")
    plain = [word.removeprefix(f"{word[0]} comme ") for word in words]
    assert "".join(word[0] for word in plain) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert len(set(spell(ALPHABET, language).split(", "))) == 32
