"""Tables: aligned plain text, whole into a pipe; on a terminal fitted to its width, first column whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

from celyactl.cli.terminal import bold, is_terminal, visible, width
from celyactl.render.terminal.columns import columns, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAP: Final = "  "
_READABLE: Final = 20
"""Columns of the last column below which a terminal goes without spare ones."""
_LEAST: Final = 4


class Table:
    """Rows of text under headings; the first column is never cut, the last one takes what the others leave.

    `spare` are the columns that a narrow terminal goes without, the first to go first; `flexible` those that may be
    cut (all but the first, when none is named). No heading is cut.
    """

    def __init__(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        spare: Sequence[int] = (),
        flexible: Sequence[int] = (),
    ) -> None:
        self.headings = [_line(heading) for heading in headings]
        self.rows = [[_line(cell) for cell in row] for row in rows]
        self.spare = spare
        self.flexible = flexible

    def write(self, stream: TextIO) -> None:
        """Write the table in the form that the stream's reader can use."""
        stream.write(self.fitted(width()) if is_terminal(stream) else self.plain())

    def plain(self) -> str:
        """All cells whole, columns aligned by spaces, no space at the end of a line."""
        return "".join(f"{line}\n" for line in self._lines(range(len(self.headings)), self._widths()))

    def fitted(self, room: int) -> str:
        """Lines of at most `room` columns (but for the first column), the headings bold where styles are taken."""
        natural = self._widths()
        kept = self._kept(natural, room)
        headings, *rows = self._lines(kept, self._narrowed(natural, kept, room))
        return "".join(f"{line}\n" for line in (bold(headings), *rows))

    def _widths(self) -> list[int]:
        return [max(map(columns, column)) for column in zip(self.headings, *self.rows, strict=True)]

    def _kept(self, natural: Sequence[int], room: int) -> list[int]:
        """The columns that stay so that those which are cut can be read."""
        kept, cut = list(range(len(natural))), self.flexible or [len(natural) - 1]
        for place in self.spare:
            taken = (min(natural[one], _READABLE) if one in cut else natural[one] for one in kept)
            if _whole(taken) <= room:
                break
            kept.remove(place)
        return kept

    def _narrowed(self, natural: Sequence[int], kept: Sequence[int], room: int) -> list[int]:
        """The widths cut down to the room: the last column down to what can be read, then always the widest."""
        widths = {place: natural[place] for place in kept}
        least = {place: max(_LEAST, columns(self.headings[place])) for place in kept}
        flexible = [place for place in self.flexible or kept[1:] if place in kept]
        while (too_much := _whole(widths.values()) - room) > 0:
            open_ones = [place for place in flexible if widths[place] > least[place]]
            if not open_ones:
                break
            last = open_ones[-1] == kept[-1] and widths[kept[-1]] - max(_READABLE, least[kept[-1]])
            place = kept[-1] if last > 0 else max(open_ones, key=lambda one: widths[one])
            widths[place] -= min(too_much, last) if last > 0 else 1
        return list(widths.values())

    def _lines(self, kept: Sequence[int], widths: Sequence[int]) -> list[str]:
        return [_aligned([line[place] for place in kept], widths) for line in (self.headings, *self.rows)]


def _whole(widths: Iterable[int]) -> int:
    """What columns of these widths take together."""
    each = list(widths)
    return sum(each) + len(_GAP) * (len(each) - 1)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (_padded(cell, wide) for cell, wide in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def _padded(cell: str, wide: int) -> str:
    """The cell in exactly that many columns, the last one an ellipsis when it is cut."""
    if columns(cell) > wide:
        cell = f"{next(cut(cell, wide - 1))}…"
    return cell + " " * (wide - columns(cell))


def _line(cell: str) -> str:
    return visible(" ".join(cell.split()))
