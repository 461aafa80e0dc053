"""Texts of mail as a desk may hold them: visible characters, LF, NFC, within a length; any charset, any HTML."""

from __future__ import annotations

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import Header, decode_header
from html import unescape
from typing import Final

LONGEST: Final = 200_000
"""Characters of a text; the whole is in the message itself, which is kept."""
_LONGEST_LINE: Final = 400
_BETWEEN: Final = "raw-unicode-escape"
"""How the standard library gives what stands between encoded words."""
_LONGEST_HTML: Final = 500_000
_MOST_TAGS: Final = 4_000
_MOST_MARKS: Final = 30
"""Accents on one letter (UAX 15): to put more of them in order takes quadratic time."""
_LONGEST_HEADER: Final = 4_000
_LINE_ENDS: Final = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANK_LINES: Final = re.compile(r"\n(?:[^\S\n]*\n){2,}")
_TAG: Final = re.compile(r"<[^<>]*>?")
_HIDES: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text without controls and what turns a line round, each of them a U+FFFD; cut where it is too long."""
    lines = _LINE_ENDS.sub("\n", text[:LONGEST]).expandtabs(4)
    shown = unicodedata.normalize("NFC", _sober(_HIDES.sub("\ufffd", lines)))
    return "\n".join(line.rstrip() for line in shown.split("\n")).strip("\n")


def _sober(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def decoded(content: bytes, charset: str | None) -> str:
    """Bytes as text: what the charset can't say, or a charset that nobody knows, gives U+FFFD."""
    for name in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("utf-8", "replace")


def header(value: object) -> str:
    """A header in one line of visible characters, its encoded words read."""
    text = spelt(value)[:_LONGEST_HEADER].encode("utf-8", "replace").decode("utf-8", "replace")
    try:
        found = decode_header(text)
        parts = [decoded(part, charset or _BETWEEN) if isinstance(part, bytes) else part for part, charset in found]
    except (HeaderParseError, ValueError, AssertionError):
        parts = [text]
    return " ".join(visible(" ".join("".join(parts).split())).split())[:_LONGEST_LINE]


def spelt(value: object) -> str:
    """A header as it came: bytes beyond ASCII (RFC 6532) as text, encoded words as they are."""
    if not isinstance(value, Header):
        return str(value or "")
    return "".join(
        decoded(part, charset) if isinstance(part, bytes) else part for part, charset in decode_header(value)
    )


def from_html(html: str) -> str:
    """HTML as people would read it: no scripts, no styles, tables as columns; the beginning of what is very long.

    Where there are more tags than in any letter their nesting would take minutes: they are only taken out.
    """
    if html.count("<") > _MOST_TAGS:
        return unescape(_TAG.sub(" ", html[:_LONGEST_HTML]))
    import nh3  # most messages have a text of their own
    from inscriptis import get_text  # type: ignore[import-untyped]  # it tells no types
    from inscriptis.css_profiles import CSS_PROFILES  # type: ignore[import-untyped]  # as above
    from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]  # as above

    safe = nh3.clean(html[:_LONGEST_HTML], clean_content_tags={"script", "style", "title"})
    try:
        text = str(get_text(safe, ParserConfig(css=CSS_PROFILES["strict"]))) if safe.strip() else ""
        return _BLANK_LINES.sub("\n\n", text)  # programs put a block into a block where people see one gap
    except (RecursionError, ValueError, IndexError):
        return nh3.clean(safe, tags=set())
