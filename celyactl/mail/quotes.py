"""What somebody wrote, apart from what their program repeated below or between, and from a signature.

A line at a time, because a message is hostile: mail-parser-reply takes 24 s for 60 KB of "Le Le Le", and cuts French
attributions in two. Nothing is lost: each line is in one of the two texts.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_LONGEST_ATTRIBUTION: Final = 400
_LINES_OF_ATTRIBUTION: Final = 4
_LINES_OF_HEADER: Final = 6
_FEWEST_HEADERS: Final = 2
_BEGINS: Final = re.compile(r"(?:le|on|am|el|il)\s", re.IGNORECASE)
_WROTE: Final = re.compile(r"(?:a écrit|wrote|schrieb[^:]{0,200}|escribió|ha scritto)\s*:$", re.IGNORECASE)
_SEPARATOR: Final = re.compile(
    r"-{3,10} ?(?:message d['’]origine|message original|message transféré|original message|forwarded message"
    r"|ursprüngliche nachricht) ?-{3,10}$",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(r"\*?(?:de|from|envoyé(?: le)?|sent|date|à|to|cc|objet|subject)\s{0,2}:\*?\s", re.IGNORECASE)
_FIRST_FIELD: Final = re.compile(r"\*?(?:de|from)\s{0,2}:\*?\s", re.IGNORECASE)
_RULE: Final = re.compile(r"_{10,80}$")
_SIGNATURE: Final = re.compile(r"--$|(?:envoyé|envoyée) de mon \S|(?:sent from my|get outlook for) \S", re.IGNORECASE)


class Split(NamedTuple):
    """The two texts; `quoted` may be empty, `said` is only where nothing was written at all."""

    said: str
    quoted: str


def split(text: str) -> Split:
    """Tell what was written from what was repeated; a message that only repeats is what was written."""
    lines = text.split("\n")
    said: list[str] = []
    quoted: list[str] = []
    place = 0
    while place < len(lines):
        if lines[place].lstrip().startswith(">"):
            quoted.append(lines[place])
            place += 1
        elif length := _attribution(lines, place):
            end = place + length
            quoted += lines[place:end]
            place = end if _is_marked(lines, end) else _rest(lines, end, quoted)
        elif _ends(lines, place):
            place = _rest(lines, place, quoted)
        else:
            said.append(lines[place])
            place += 1
    return _settled(text, said, quoted)


def _rest(lines: list[str], place: int, quoted: list[str]) -> int:
    quoted += lines[place:]
    return len(lines)


def _settled(text: str, said: list[str], quoted: list[str]) -> Split:
    own = "\n".join(said).strip("\n ")
    return Split(own, "\n".join(quoted).strip("\n")) if own else Split(text.strip("\n "), "")


def _attribution(lines: list[str], place: int) -> int:
    """How many lines say who wrote what follows, from this one on; programs break them where they like."""
    if not _BEGINS.match(lines[place].lstrip()):
        return 0
    words = ""
    for count, line in enumerate(lines[place : place + _LINES_OF_ATTRIBUTION], start=1):
        words = f"{words} {line.strip()}".strip()
        if not line.strip() or len(words) > _LONGEST_ATTRIBUTION:
            return 0
        if _WROTE.search(words):
            return count
    return 0


def _is_marked(lines: list[str], place: int) -> bool:
    """Whether what was repeated has a `>` before each line, so that answers may stand between."""
    return next((line.lstrip().startswith(">") for line in lines[place:] if line.strip()), False)


def _ends(lines: list[str], place: int) -> bool:
    """Whether nothing below is new: a separator, the headers of a message that is repeated, a signature."""
    line = lines[place].strip()
    if _SEPARATOR.match(line) or _SIGNATURE.match(line):
        return True
    if _RULE.match(line):  # Outlook draws one above the headers that it repeats
        after = next((n for n in range(place + 1, min(place + 3, len(lines))) if lines[n].strip()), None)
        return after is not None and _repeats(lines, after)
    return _repeats(lines, place)


def _repeats(lines: list[str], place: int) -> bool:
    """Whether the headers of a message begin here."""
    line = lines[place].strip()
    if not _FIRST_FIELD.match(f"{line} "):
        return False
    below = [one.strip() for one in lines[place + 1 : place + _LINES_OF_HEADER]]
    return sum(1 for one in below if _FIELD.match(f"{one} ")) >= _FEWEST_HEADERS
