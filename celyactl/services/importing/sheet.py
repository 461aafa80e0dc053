"""Reads a table as spreadsheets write it: the separator, the encoding and a byte order mark are found out, and told.

A row's line is the one on which it begins, from 1; the first row gives the headings.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from celyactl.errors.base import Fault
from celyactl.errors.importing import BadTable, NoTable, TableTooLarge, too_many_cells
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES: Final = 256 << 20
_LARGEST_CELL: Final = 1 << 20
_SEPARATORS: Final = (";", ",", "\t", "|")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Row(NamedTuple):
    """One line of the table: where it begins, and its cells in the order of the headings, trimmed."""

    line: int
    cells: list[str]


class Sheet(Struct, frozen=True):
    """A table as it was read; `separator` and `encoding` are what was found out."""

    path: str
    headings: list[str]
    rows: list[Row]
    separator: str
    encoding: str


def read(blob: bytes, path: str) -> Sheet:
    """The table in these bytes.

    Raises TableTooLarge; NoTable for what is empty or never closes a quotation mark; BadTable for lines of too many
    cells.
    """
    if len(blob) > MOST_BYTES:
        raise TableTooLarge(path, MOST_BYTES)
    text, encoding = _decoded(blob)
    if not text.strip():
        raise NoTable(path, 0, _("it is empty"))
    separator = _separator(text)
    rows = list(_rows(text, separator, path))
    headings = rows[0].cells
    if faults := [_too_many(path, row, len(headings)) for row in rows if len(row.cells) > len(headings)]:
        raise BadTable(path, faults)
    full = [Row(row.line, row.cells + [""] * (len(headings) - len(row.cells))) for row in rows[1:]]
    return Sheet(path, headings, full, separator, encoding)


def _decoded(blob: bytes) -> tuple[str, str]:
    """The text, and how it was written: what is no UTF-8 is taken for what French Windows writes."""
    for mark, encoding in _MARKS:
        if blob.startswith(mark):
            return blob.decode(encoding, "replace"), encoding.removesuffix("-sig")
    try:
        return blob.decode(), "utf-8"
    except UnicodeDecodeError:
        return blob.decode("cp1252", "replace"), "windows-1252"


def _separator(text: str) -> str:
    """What stands most often outside of quotation marks in the line of the headings."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    bare = "".join(first.split('"')[::2])
    return max(_SEPARATORS, key=bare.count)


def _rows(text: str, separator: str, path: str) -> Iterator[Row]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            row = Row(begins, [cell.strip() for cell in cells])
            begins = reader.line_num + 1
            if any(row.cells):
                yield _trimmed(row)
    except csv.Error as error:
        reason = _("a quotation mark that is never closed, or text after one that is ({said})").format(said=error)
        raise NoTable(path, begins, reason) from None


def _trimmed(row: Row) -> Row:
    """The row without empty cells at its end, which a spreadsheet writes for columns that were once used."""
    cells = row.cells
    while cells and not cells[-1]:
        cells.pop()
    return row


def _too_many(path: str, row: Row, expected: int) -> Fault:
    return Fault(path, row.line, "", "too_many_cells", too_many_cells(len(row.cells), expected))
