r"""How single values are spelt: which plain words are safe in every YAML, and how a text is quoted or laid out.

Quoted texts use JSON's escapes, and `\U0001fffe` beyond U+FFFF; letters and emoji stay readable.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from celyactl.errors.file import UnwritableText, ValueTooLong
from celyactl.store.yaml.values import INTEGERS, MAX_KEY, nfc

if TYPE_CHECKING:
    from celyactl.store.yaml.values import Value

RESERVED: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", ""})
KEYWORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}

# The union of what YAML 1.1 and 1.2 resolve to something else than a text, slightly widened.
_NOT_TEXT: Final = re.compile(
    r"""[-+]?(?:
          0[bB][01_]* | 0[oO][0-7_]* | 0[xX][0-9a-fA-F_]*
        | [0-9][0-9_]*(?::[0-9_]+)*(?:\.[0-9_]*)?
        | (?:[0-9][0-9_]*)?\.[0-9._]*(?:[eE][-+]?[0-9]*)?
        | [0-9][0-9_]*[eE][-+]?[0-9]+
        | \.inf )
      | \.nan
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,18}")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")

# Controls, what some readers take for the end of a line, what turns the direction of text, and what is no character.
INVISIBLE: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
)
_ESCAPED: Final = re.compile(f'["\\\\\t\n{INVISIBLE}]')
_NOT_LITERAL: Final = re.compile(f"[{INVISIBLE}]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_IMPOSSIBLE: Final = re.compile("[\x00\ud800-\udfff]")
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


class Unsafe(Enum):
    """The mark for a plain word that must be quoted."""

    AMBIGUOUS = auto()


def plain_value(text: str) -> Value | Unsafe:
    """What a plain word means: a keyword, an integer of 64 bits, a text that no YAML version reads otherwise."""
    if text in KEYWORDS:
        return KEYWORDS[text]
    if _INTEGER.fullmatch(text) and int(text) in INTEGERS:
        return int(text)
    if text.lower() in RESERVED or _NOT_TEXT.fullmatch(text):
        return Unsafe.AMBIGUOUS
    return text


def is_word(text: str) -> bool:
    """Whether a declared word may stand unquoted."""
    return bool(_WORD.fullmatch(text)) and plain_value(text) == text


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")  # noqa: PLR2004 -- the end of the basic plane


def impossible(text: str) -> str | None:
    """The first NUL or half of a surrogate pair in the text."""
    wrong = _IMPOSSIBLE.search(text)
    return wrong[0] if wrong else None


def possible(text: str) -> str:
    """The text in NFC; raises UnwritableText when it holds NUL or half of a surrogate pair."""
    if wrong := impossible(text):
        raise UnwritableText(text, wrong)
    return nfc(text)


def is_simple(text: str) -> bool:
    """Whether the text between double quotes is its own spelling."""
    return text.isprintable() and '"' not in text and "\\" not in text and nfc(text) == text


def quoted(text: str) -> str:
    """The text between double quotes; raises UnwritableText."""
    text = possible(text)
    body = _ESCAPED.sub(_escape, text)
    if body is not text and not unicodedata.is_normalized("NFC", body):
        # an accent would join the last letter of an escape
        body = _NOT_ASCII.sub(_escape, body)
    return f'"{body}"'


def key(text: str) -> str:
    """A key's spelling; raises ValueTooLong when YAML could not read it back."""
    spelling = text if _KEY.fullmatch(text) and plain_value(text) == text else quoted(text)
    if len(spelling) > MAX_KEY:
        raise ValueTooLong(spelling[:60])
    return spelling


def literal(text: str) -> tuple[str, list[str]] | None:
    """A text of several lines as a literal block: its header and its lines; None when it must be quoted."""
    text = possible(text)
    if not text.rstrip("\n").strip(" \t\n") or "\n" not in text.rstrip("\n") or _NOT_LITERAL.search(text):
        return None
    indicator = "2" if text[0] in " \t\n" else ""
    if not text.endswith("\n"):
        return f"|{indicator}-", text.split("\n")
    chomping = "+" if text.endswith("\n\n") else ""
    return f"|{indicator}{chomping}", text[:-1].split("\n")
