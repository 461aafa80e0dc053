"""`docs/security.md` speaks of every requirement once, and names tests and files that exist."""

from __future__ import annotations

import re

import pytest
from isolation import REPOSITORY

PAGE = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
HOW_MANY = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16}
"""Requirements of the levels 1 and 2 by chapter, in ASVS 5.0.0."""
WHOLE = {"V9", "V10", "V17"}
"""Chapters of which nothing applies."""
ROWS = [line.strip("|").split(" | ") for line in PAGE.splitlines() if re.match(r"\| (\d+\.|V\d)", line)]


@pytest.mark.parametrize("chapter", HOW_MANY)
def test_every_requirement_stands_there_once(chapter):
    named = [one.strip() for row in ROWS for one in row[0].split(",")]
    mine = [one for one in named if one.startswith(f"{chapter}.")]
    assert len(mine) == len(set(mine)) == HOW_MANY[chapter]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+|V\d+", one) for one in named)
    assert set(named) >= WHOLE


def test_every_row_has_a_proof_or_says_why_not():
    judged = ("`test_", "design", "**none**", "**waived**", "**operator**")
    assert [row for row in ROWS if not any(word in " ".join(row[1:]) for word in judged)] == []


def test_every_test_and_file_that_is_named_exists():
    tests = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert [name for name in sorted(named) if f"def {name}(" not in tests] == []
    files = set(re.findall(r"`((?:celyactl|contrib|tests)/[^`]+|pyproject\.toml|constraints\.txt)`", PAGE))
    pages = {f"docs/{name}" for name in re.findall(r"\]\((\w[^)]*\.md)\)", PAGE)}
    assert [name for name in sorted(files | pages) if not (REPOSITORY / name).exists()] == []
