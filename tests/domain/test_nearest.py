from __future__ import annotations

import pytest

from celyactl.domain.nearest import nearest


@pytest.mark.parametrize(
    ("word", "candidates", "found"),
    [
        ("prioritty", ["title", "priority", "private"], ["priority"]),
        ("DUPONT", ["dupond", "dupont", "martin"], ["dupont", "dupond"]),
        ("xyz", ["title", "priority"], []),
        ("a", [], []),
    ],
)
def test_the_nearest_words_come_first(word: str, candidates: list[str], found: list[str]):
    assert nearest(word, candidates) == found


def test_no_more_are_named_than_asked_for():
    assert len(nearest("site", ["site1", "site2", "site3"], n=2)) == 2
