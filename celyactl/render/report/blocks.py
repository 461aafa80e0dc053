"""What a report consists of, in words: sections of blocks, plain data that HTML and PDF set each in its own way.

A block is a dict with its `kind`: `text`, `facts` (label and value), `numbers` (value and label, large), `points`,
`table`, `pair` (tables side by side), `chart` (an SVG that the program drew, `alt` says it in words).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from celyactl.render.pdf.glyphs import Svg

Block = dict[str, Any]


def section(title: str, *blocks: Block | None) -> dict[str, Any]:
    """A part of a report under its heading; blocks with nothing in them are left out."""
    return {"title": title, "blocks": [block for block in blocks if block]}


def text(said: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": said}


def facts(rows: Iterable[tuple[str, str]]) -> Block | None:
    """Labels with their values; those without a value are left out."""
    told = [list(row) for row in rows if row[1]]
    return {"kind": "facts", "rows": told} if told else None


def numbers(rows: Iterable[tuple[str, str]]) -> Block:
    """A few figures that are seen at once, each over its label."""
    return {"kind": "numbers", "rows": [list(row) for row in rows]}


def points(items: Iterable[str]) -> Block | None:
    """A list of sentences."""
    told = list(items)
    return {"kind": "points", "items": told} if told else None


def pair(*tables: Block | None) -> Block | None:
    """Small tables side by side."""
    told = [one for one in tables if one]
    return {"kind": "pair", "blocks": told} if told else None


def chart(svg: Svg, alt: str) -> Block:
    """A picture of the table that follows it."""
    return {"kind": "chart", "svg": svg, "alt": alt}


def table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    right: Sequence[int] = (),
) -> Block | None:
    """A table: `widths` are shares of the page, `right` the columns (from 0) of numbers; None without rows."""
    told = [list(row) for row in rows]
    if not told:
        return None
    return {
        "kind": "table",
        "caption": caption,
        "headings": list(headings),
        "rows": told,
        "widths": list(widths),
        "right": list(right),
    }
