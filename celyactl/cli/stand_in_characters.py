"""Characters for streams whose encoding lacks ours: a bar of `#` and `-`, a letter without its accent, else `?`."""

from __future__ import annotations

from codecs import register_error
from typing import Final

NAME: Final = "celyactl-stand-in"
"""What a stream's `errors` is set to."""
_SIMILAR: Final = {
    "▓": "#",
    "░": "-",
    "┊": "|",
    "…": ".",
    "·": "-",
    "\N{EN DASH}": "-",
    "—": "-",
    "→": ">",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "œ": "oe",
    "Œ": "OE",
    "€": "EUR",
}


def _stand_in(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lost = problem.object[problem.start : problem.end]
    return "".join(_instead(character, problem.encoding) for character in lost), problem.end


def _instead(character: str, encoding: str) -> str:
    from unicodedata import normalize  # hardly any terminal needs it

    similar = _SIMILAR.get(character) or normalize("NFKD", character)
    kept = similar.encode(encoding, "ignore").decode(encoding)
    return kept or "?"


register_error(NAME, _stand_in)
