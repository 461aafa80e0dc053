"""Tables: aligned plain text, whole into a pipe; on a terminal fitted to its width, first column whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO
from unicodedata import combining, east_asian_width

from celyactl.cli.terminal import bold, is_terminal, visible, width

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP: Final = "  "
_READABLE: Final = 20
"""Columns of the last column below which a terminal goes without spare ones."""
_LEAST: Final = 4


class Table:
    """Rows of text under headings; the first column is never cut, the last one takes what the others leave.

    `spare` are the columns that a narrow terminal goes without, the first to go first.
    """

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[str]], spare: Sequence[int] = ()) -> None:
        self.headings = [_line(heading) for heading in headings]
        self.rows = [[_line(cell) for cell in row] for row in rows]
        self.spare = spare

    def write(self, stream: TextIO) -> None:
        """Write the table in the form that the stream's reader can use."""
        stream.write(self.fitted(width()) if is_terminal(stream) else self.plain())

    def plain(self) -> str:
        """All cells whole, columns aligned by spaces, no space at the end of a line."""
        return "".join(f"{line}\n" for line in self._lines(range(len(self.headings)), self._widths()))

    def fitted(self, room: int) -> str:
        """Lines of at most `room` columns (but for the first column), the headings bold where styles are taken."""
        natural = self._widths()
        kept = _kept(natural, self.spare, room)
        headings, *rows = self._lines(kept, _narrowed([natural[place] for place in kept], room))
        return "".join(f"{line}\n" for line in (bold(headings), *rows))

    def _widths(self) -> list[int]:
        return [max(map(columns, column)) for column in zip(self.headings, *self.rows, strict=True)]

    def _lines(self, kept: Sequence[int], widths: Sequence[int]) -> list[str]:
        return [_aligned([line[place] for place in kept], widths) for line in (self.headings, *self.rows)]


def _kept(natural: Sequence[int], spare: Sequence[int], room: int) -> list[int]:
    """The columns that stay so that the last one can be read."""
    kept = list(range(len(natural)))
    for place in spare:
        others = sum(natural[other] + len(_GAP) for other in kept[:-1])
        if room - others >= min(natural[-1], _READABLE):
            break
        kept.remove(place)
    return kept


def _narrowed(widths: list[int], room: int) -> list[int]:
    """The widths cut down to the room: the last column down to what can be read, then the widest but the first."""
    too_much = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while too_much > 0 and len(widths) > 1:
        if widths[-1] > _READABLE:
            cut, place = min(too_much, widths[-1] - _READABLE), len(widths) - 1
        else:
            cut, place = 1, max(range(1, len(widths)), key=lambda column: widths[column])
        if widths[place] <= _LEAST:
            break
        widths[place] -= cut
        too_much -= cut
    return widths


def columns(text: str) -> int:
    """How many columns a text takes: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (_padded(cell, wide) for cell, wide in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def _padded(cell: str, wide: int) -> str:
    """The cell in exactly that many columns, the last one an ellipsis when it is cut."""
    taken = columns(cell)
    if taken > wide:
        while columns(cell) > wide - 1:
            cell = cell[:-1]
        cell, taken = f"{cell}…", columns(cell) + 1
    return cell + " " * (wide - taken)


def _line(cell: str) -> str:
    return visible(" ".join(cell.split()))
