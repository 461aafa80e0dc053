"""CSV that a spreadsheet may open: UTF-8, commas, and no cell that would be taken for a formula (CWE-1236)."""

from __future__ import annotations

import re
from csv import writer
from io import StringIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")
_ALSO: Final = ("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")
_NUMBER: Final = re.compile(r"-[0-9]+(?:\.[0-9]+)?")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would compute; a negative number is none of that."""
    if _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.lstrip().startswith((*_FORMULA, *_ALSO)) else cell


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The file as a text, one line a row, headings first."""
    text = StringIO()
    lines = writer(text, lineterminator="\n")
    lines.writerow(headings)
    lines.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()
