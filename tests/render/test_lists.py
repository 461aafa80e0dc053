"""Words one after the other, in both languages."""

from __future__ import annotations

import pytest

from celyactl.i18n import spoken
from celyactl.render.lists import clauses, enumerated, listed


@pytest.mark.parametrize(
    ("made", "words", "french", "english"),
    [
        (listed, ["mars", "", "juin"], "mars, juin", "mars, juin"),
        (clauses, ["a, b", "", "c"], "a, b\u202f; c", "a, b; c"),
        (enumerated, ["mars", "juin", "novembre"], "mars, juin et novembre", "mars, juin and novembre"),
        (enumerated, ["mars"], "mars", "mars"),
        (listed, [], "", ""),
    ],
)
def test_words_are_joined_as_the_language_does(made, words, french, english):
    assert spoken("fr", lambda: made(words)) == french
    assert spoken("en", lambda: made(words)) == english
