"""A page: lines of styled spans and tables, whatever will show them. Styles name a meaning, never a colour.

No meaning is carried by a style alone: a page without styles says the same.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Style(StrEnum):
    """What a span means."""

    PLAIN = ""
    TITLE = "title"
    STRONG = "strong"
    QUIET = "quiet"
    LATE = "late"
    SOON = "soon"
    GOOD = "good"
    PRIVATE = "private"
    STRUCK = "struck"


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    style: Style = Style.PLAIN


class Line(NamedTuple):
    """A line that wraps when the width demands it; `indent` is before every row, `hang` before those that follow.

    A newline in a span breaks the line; `gutter` begins every row and says that the text is private.
    """

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0
    gutter: str = ""


Cell: TypeAlias = tuple[Span, ...]


class Grid(NamedTuple):
    """Aligned cells under headings (none: no row for them). Columns keep their width, `flexible` wraps to what is left.

    `right` are the columns whose cells end together, as numbers do.
    """

    rows: tuple[tuple[Cell, ...], ...]
    headings: tuple[str, ...] = ()
    flexible: int = -1
    right: frozenset[int] = frozenset()
    indent: int = 0


class Page(NamedTuple):
    """Blocks from top to bottom."""

    blocks: tuple[Line | Grid, ...] = ()


def line(*parts: str | Span, indent: int = 0, hang: int = 0) -> Line:
    """A line of texts and spans; empty ones are left out."""
    return Line(cell(*parts), indent, hang)


def cell(*parts: str | Span) -> Cell:
    """The spans of a cell; empty ones are left out."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(span for span in spans if span.text)


def title(text: str) -> Line:
    """A heading."""
    return line(Span(text, Style.TITLE))


BLANK = Line()
