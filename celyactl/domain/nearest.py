"""What a mistyped word may have meant: the words that look most like it, nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str], n: int = 3) -> list[str]:
    """At most n of the candidates, without regard to capitals; empty when none is near."""
    from difflib import get_close_matches  # 4 ms that only a mistake needs

    spelt = {candidate.casefold(): candidate for candidate in reversed(list(candidates))}
    return [spelt[found] for found in get_close_matches(word.casefold(), spelt, n)]
