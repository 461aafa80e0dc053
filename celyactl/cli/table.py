"""Tables: aligned plain text into a pipe, whole; fitted to the width by rich on a terminal, first column whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO
from unicodedata import combining, east_asian_width

from celyactl.cli.terminal import has_colour, is_terminal, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = "  "


class Table:
    """Rows of text under headings; the first column is never cut."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.headings = [_line(heading) for heading in headings]
        self.rows = [[_line(cell) for cell in row] for row in rows]

    def write(self, stream: TextIO) -> None:
        """Write the table in the form that the stream's reader can use."""
        if is_terminal(stream):
            self._write_fitted(stream)
        else:
            stream.write(self.plain())

    def plain(self) -> str:
        """All cells whole, columns aligned by spaces, no space at the end of a line."""
        lines = [self.headings, *self.rows]
        widths = [max(map(columns, column)) for column in zip(*lines, strict=True)]
        return "".join(_aligned(line, widths) + "\n" for line in lines)

    def _write_fitted(self, stream: TextIO) -> None:
        from rich.console import Console  # noqa: PLC0415 - rich is for terminals only
        from rich.table import Table as RichTable  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        fitted = RichTable(box=None, pad_edge=False, header_style="bold" if has_colour() else "")
        for index, heading in enumerate(self.headings):
            fitted.add_column(Text(heading), no_wrap=True, overflow="ellipsis", min_width=self._needed(index))
        for row in self.rows:
            fitted.add_row(*map(Text, row))
        Console(file=stream, no_color=not has_colour(), highlight=False).print(fitted)

    def _needed(self, index: int) -> int | None:
        return max(map(columns, [self.headings[0], *(row[0] for row in self.rows)])) if index == 0 else None


def columns(text: str) -> int:
    """How many columns a text takes: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def _line(cell: str) -> str:
    return visible(" ".join(cell.split()))
