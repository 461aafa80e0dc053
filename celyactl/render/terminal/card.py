"""What the pages of records share: facts under a title, lists under headings; the last column wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.render.terminal.page import BLANK, Grid, Line, Page, Span, Style, cell, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Block = Line | Grid
    Fact = tuple[str, str]


def card(name: str, title: str, facts: Iterable[Fact], *lists: Grid | None) -> Page:
    """A page about one record: what it is called, its facts that are not empty, its lists that are there."""
    blocks: list[Block] = [line(Span(name, Style.STRONG), "  ", title), facts_of(facts)]
    for grid in lists:
        if grid is not None:
            blocks += [BLANK, grid]
    return Page(tuple(blocks))


def facts_of(facts: Iterable[Fact], heading: Fact | None = None) -> Grid:
    """Facts with their labels, those without a text left out."""
    rows = tuple((cell(Span(label, Style.QUIET)), cell(text)) for label, text in facts if text)
    return Grid(rows, heading or (), indent=2 if heading is None else 0)


def list_of(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Grid | None:
    """A list under its headings; None when it is empty."""
    cells = tuple(tuple(cell(text) for text in row) for row in rows)
    return Grid(cells, tuple(headings)) if cells else None
