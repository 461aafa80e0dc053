"""The bulk reader: canonical text and nothing else, in about a tenth of a millisecond a ticket.

One regular expression a line, no lookahead beyond it: linear in the text. Whatever is not spelt as `canonical.write`
spells it gives None, and the caller asks the strict reader; what is accepted reads exactly as the strict reader reads
it. It is our own because a general parser, however fast, would still need this check of its text before.
"""

from __future__ import annotations

import re
import unicodedata
from json import JSONDecoder
from typing import TYPE_CHECKING, Final

from celyactl.store.yaml.scalars import INVISIBLE, KEYWORDS, RESERVED
from celyactl.store.yaml.values import INTEGERS, MAX_BYTES, MAX_DEPTH, MAX_KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.store.yaml.values import Value

    Collection = dict[str, Value] | list[Value]

# what is visible ASCII stands as it is: whoever looks for a date in the bytes finds it
_ESCAPE = r'\\(?:["\\nrtbf]|u(?!0000|00[2-6]|007[0-9a-e]|d[89a-f])[0-9a-f]{4}|U(?:000[1-9a-f]|0010)[0-9a-f]{4})'
_QUOTED = rf'"[^"\\\n]*(?:{_ESCAPE}[^"\\\n]*)*"'
_LINE: Final = re.compile(
    rf"""(\ *)((?:-\ )*)
    (?:([a-z][a-z0-9_]*|{_QUOTED}):(?:\ (?!$)|$))?
    (?:({_QUOTED})|([A-Za-z][A-Za-z0-9_-]*)|(0|-?[1-9][0-9]{{0,18}})|(\[\]|\{{\}})|\|(2?)([-+]?))?""",
    re.VERBOSE,
)
_DASHES, _KEY, _STRING, _WORD, _NUMBER, _EMPTY, _LITERAL = 2, 3, 4, 5, 6, 7, 9  # the last group of a line
_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")
_JSON: Final = JSONDecoder(strict=False)
_BEYOND_JSON: Final = re.compile(r"\\\\|\\U([0-9a-f]{8})")


class _NotCanonicalError(Exception):
    """The strict reader must decide."""


def read_bulk(blob: bytes) -> dict[str, Value] | None:
    """The data of a canonical file; None for any other text, valid or not."""
    if len(blob) > MAX_BYTES:
        return None
    try:
        text = blob.decode()
        # isprintable is the faster test, and knows no no-break spaces and joined emoji
        if not text.replace("\n", "").isprintable() and _INVISIBLE.search(text):
            return None
        return _parse(text) or None
    except (UnicodeDecodeError, _NotCanonicalError):
        return None


def _parse(text: str) -> dict[str, Value]:
    root: dict[str, Value] = {}
    opened: list[Collection] = [root]  # the collections around the current line; that at place n begins at column 2n
    waiting: str | None = None  # the last key, when its collection begins on the next line
    lines = text.split("\n")
    if lines.pop():
        raise _NotCanonicalError  # the last line does not end
    at, size = int(text.startswith("# ")), len(lines)
    while at < size:
        indent, dashes, key, kind, value = _spelt(lines[at])
        at += 1
        here = opened[-1]
        if waiting is not None or indent + 2 != 2 * len(opened):  # by far most lines go on with a mapping
            here = _place(opened, indent, waiting, [] if dashes else {})
            waiting = None
        if dashes or key is None:
            here = _descend(opened, here, dashes - (key is None), None if key is None else {})
        if kind == _KEY:
            waiting = key
            continue
        if kind >= _EMPTY:
            value, at = _made(opened, value, lines, at)
        _put(here, key, value)
    if waiting is not None:
        raise _NotCanonicalError
    return root


_Spelt = tuple[int, int, str | None, int, "Value"]
"""What a line says: its column, how many dashes, its key, and its value of a kind (a group of `_LINE`)."""


def _spelt(line: str) -> _Spelt:
    """One line. What comes before a quoted text, and lines without one, are few in a desk: each is matched once."""
    head, _space, tail = line.partition(' "')
    if not tail:
        return _lines.get(line) or _remembered(_lines, line, line)
    if tail.find('"') != len(tail) - 1 or "\\" in tail or '"' in head:
        return _matched(line)
    indent, dashes, key, _kind, _value = _heads.get(head) or _remembered(_heads, head, f'{head} ""')
    return indent, dashes, key, _STRING, tail[:-1]


_lines: Final[dict[str, _Spelt]] = {}
_heads: Final[dict[str, _Spelt]] = {}
"""What lines say that were matched before: whole ones, and what comes before a quoted text."""
_MOST_KNOWN: Final = 5000
_LONGEST_KNOWN: Final = 100


def _remembered(known: dict[str, _Spelt], spelling: str, line: str) -> _Spelt:
    """What a line says; kept under its spelling, unless a hostile desk has thousands of them."""
    spelt = _matched(line)
    if len(known) < _MOST_KNOWN and len(spelling) < _LONGEST_KNOWN:
        known[spelling] = spelt
    return spelt


def _matched(line: str) -> _Spelt:
    found = _LINE.fullmatch(line)
    if found is None:
        raise _NotCanonicalError
    indent, dashes, key = found.group(1, 2, 3)
    kind = found.lastindex or _DASHES
    value = _VALUES[kind](found[kind]) if kind in _VALUES else "".join(found.group(8, 9)) if kind == _LITERAL else None
    return len(indent), len(dashes) >> 1, _key(key), kind, value


def _made(opened: list[Collection], value: Value, lines: list[str], at: int) -> tuple[Value, int]:
    """What no two lines share: an empty collection, which counts as one level more, or the literal block below."""
    if type(value) is str:
        return _literal(value, lines, at, 2 * len(opened))
    if len(opened) == MAX_DEPTH:
        raise _NotCanonicalError
    return ([] if value == [] else {}), at


def _place(opened: list[Collection], indent: int, waiting: str | None, new: Collection) -> Collection:
    """The collection that a line of this indentation goes on with, or begins for the key that waits."""
    level = indent >> 1
    if indent & 1 or level > len(opened) - (waiting is None):
        raise _NotCanonicalError
    if waiting is None:
        del opened[level + 1 :]
        return opened[level]
    if level != len(opened):
        raise _NotCanonicalError
    return _open(opened, opened[-1], waiting, new)


def _descend(opened: list[Collection], here: Collection, levels: int, last: Collection | None) -> Collection:
    """The innermost collection that the dashes of one line begin: lists, then the mapping of the line's key."""
    if levels < 0:
        raise _NotCanonicalError  # neither a dash nor a key
    for level in range(levels, 0, -1):
        here = _open(opened, here, None, last if level == 1 and last is not None else [])
    return here


def _open(opened: list[Collection], here: Collection, key: str | None, new: Collection) -> Collection:
    if len(opened) >= MAX_DEPTH:
        raise _NotCanonicalError
    _put(here, key, new)
    opened.append(new)
    return new


def _put(here: Collection, key: str | None, value: Value) -> None:
    if key is None:
        if type(here) is not list:
            raise _NotCanonicalError
        here.append(value)
    elif type(here) is not dict or key in here:
        raise _NotCanonicalError
    else:
        here[key] = value


def _key(spelling: str | None) -> str | None:
    if spelling is None:
        return None
    if len(spelling) > MAX_KEY or spelling in RESERVED:
        raise _NotCanonicalError
    if spelling[0] != '"':
        return spelling
    name = _string(spelling)
    if not unicodedata.is_normalized("NFC", name):
        raise _NotCanonicalError  # two keys may be one
    return name


def _string(spelling: str) -> str:
    if "\\" not in spelling:
        return spelling[1:-1]
    if "\\U" in spelling:
        spelling = _BEYOND_JSON.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[0], spelling)
    return str(_JSON.raw_decode(spelling)[0])


def _word(word: str) -> Value:
    if word in KEYWORDS:
        return KEYWORDS[word]
    if word.lower() in RESERVED:
        raise _NotCanonicalError
    return word


def _refused(_nothing: str) -> Value:
    raise _NotCanonicalError


def _number(digits: str) -> int:
    number = int(digits)
    if number not in INTEGERS:
        raise _NotCanonicalError
    return number


def _literal(indicators: str, lines: list[str], start: int, column: int) -> tuple[str, int]:
    """The literal block of the lines from `start` on, its own lines beginning at this column, and where it ends."""
    margin, end = " " * column, start
    while end < len(lines) and (not lines[end] or lines[end].startswith(margin)):
        end += 1
    body = "".join(f"{line[column:]}\n" for line in lines[start:end])
    content = body.rstrip("\n")
    if not content or (not indicators.startswith("2") and content[0] in " \t\n"):
        raise _NotCanonicalError
    return {"-": content, "+": body}.get(indicators[-1:], content + "\n"), end


_VALUES: Final[dict[int, Callable[[str], Value]]] = {
    _DASHES: _refused,
    _STRING: _string,
    _WORD: _word,
    _NUMBER: _number,
    _EMPTY: lambda brackets: [] if brackets == "[]" else {},
}
