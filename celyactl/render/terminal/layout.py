"""Lays a page out in rows of spans: wrapped to a width in columns, or whole lines when there is none (a pipe)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from celyactl.render.terminal.columns import columns, cut
from celyactl.render.terminal.page import Grid, Line, Span, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from celyactl.render.terminal.page import Cell, Page

    Row = list[Span]

_GAP: Final = 2
_NARROWEST: Final = 16
"""A column or a line is never made narrower: then the terminal wraps."""
_TAB: Final = "    "
_PIECES: Final = re.compile(r" +|[^ ]+")  # no-break spaces stay inside their word


def lay_out(page: Page, width: int | None) -> Iterator[Row]:
    """The rows of a page from top to bottom; no row ends with spaces."""
    for block in page.blocks:
        rows = _line(block, width) if isinstance(block, Line) else _grid(block, width)
        yield from (_trimmed(row) for row in rows)


def plain(page: Page, width: int | None = None) -> str:
    """The page without styles."""
    return "".join("".join(span.text for span in row) + "\n" for row in lay_out(page, width))


def _line(block: Line, width: int | None) -> Iterator[Row]:
    room = None if width is None else max(_NARROWEST, width - block.indent - columns(block.gutter))
    lead = [Span(" " * block.indent), Span(block.gutter, Style.STRONG)]
    for row in wrapped(block.spans, room, block.hang):
        yield [*lead, *row]


def wrapped(spans: Sequence[Span], width: int | None, hang: int = 0) -> Iterator[Row]:
    """The spans in rows of at most `width` columns; rows that continue a line begin with `hang` spaces."""
    for spans_of_line in _split(spans):
        if width is None:
            yield spans_of_line
        else:
            yield from _filled(spans_of_line, width, min(hang, width - _NARROWEST) if hang else 0)


def _split(spans: Iterable[Span]) -> Iterator[Row]:
    """The spans of each line, cut at newlines."""
    row: Row = []
    for text, style in spans:
        first, *others = text.expandtabs(len(_TAB)).split("\n")
        row.append(Span(first, style))
        for other in others:
            yield row
            row = [Span(other, style)]
    yield row


def _filled(spans: Row, width: int, hang: int) -> Iterator[Row]:
    row: Row = []
    used = 0
    for piece, style in _pieces(spans, max(1, width - hang)):
        size = columns(piece)
        if used + size > width and row:
            yield row
            row, used = ([Span(" " * hang)] if hang else []), hang
            if piece.isspace():
                continue
        row.append(Span(piece, style))
        used += size
    yield row


def _pieces(spans: Row, longest: int) -> Iterator[Span]:
    """Words and the spaces between them; a word longer than a row in several."""
    for text, style in spans:
        for piece in _PIECES.findall(text):
            yield from (Span(part, style) for part in cut(piece, longest))


def _grid(grid: Grid, width: int | None) -> Iterator[Row]:
    headings = tuple((Span(heading, Style.TITLE),) for heading in grid.headings)
    lines = [headings, *grid.rows] if headings else list(grid.rows)
    if not lines:
        return
    widths = _widths(grid, lines, width)
    for cells in lines:
        yield from _aligned(grid, cells, widths, limited=width is not None)


def _widths(grid: Grid, lines: Sequence[tuple[Cell, ...]], width: int | None) -> list[int]:
    widths = [max(map(_cell_width, column)) for column in zip(*lines, strict=True)]
    if width is not None:
        over = grid.indent + sum(widths) + _GAP * (len(widths) - 1) - width
        widths[grid.flexible] = max(min(_NARROWEST, widths[grid.flexible]), widths[grid.flexible] - max(over, 0))
    return widths


def _aligned(grid: Grid, cells: tuple[Cell, ...], widths: list[int], *, limited: bool) -> Iterator[Row]:
    """The rows that one line of cells takes: as many as its highest cell."""
    stacks = [
        list(wrapped(cell, width if limited else None)) or [[]] for cell, width in zip(cells, widths, strict=True)
    ]
    for number in range(max(map(len, stacks))):
        row: Row = [Span(" " * grid.indent)]
        for index, (stack, width) in enumerate(zip(stacks, widths, strict=True)):
            content = stack[number] if number < len(stack) else []
            gap = Span(" " * (width - _cell_width(content)))
            row += [gap, *content] if index in grid.right else [*content, gap]
            row.append(Span(" " * _GAP))
        yield row


def _cell_width(cell: Sequence[Span]) -> int:
    return max(columns(text) for text in "".join(span.text for span in cell).split("\n"))


def _trimmed(row: Row) -> Row:
    """The row without spaces at its end and without empty spans."""
    while row and not row[-1].text.rstrip(" "):
        row = row[:-1]
    if row and row[-1].text.endswith(" "):
        row = [*row[:-1], Span(row[-1].text.rstrip(" "), row[-1].style)]
    return [span for span in row if span.text]
