"""Mappings: how the columns and words of another system's export are called here; one TOML file each.

`columns` gives their heading (or several, for several languages) of each of our columns, `values.COLUMN` their words,
`prefix.COLUMN` what to put before a value, `missing.COLUMN` what to take where a cell is empty: a text, or `@COLUMN`.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from celyactl.errors.importing import BadMapping, ColumnsMissing, UnknownMapping
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from celyactl.services.importing.sheet import Sheet

COLUMNS: Final = (
    *("contract", "title", "kind", "priority", "requester", "channel", "component"),
    *("opened_at", "acknowledged_at", "cause", "restored_at", "resolved_at", "closed_at", "external_id", "note"),
    *("caller", "site"),
)
"""Our columns; the last two are for those who have them."""
UNKNOWN: Final = "cause_unknown"
"""Beside a cause that was taken because none was there."""
REQUIRED: Final = ("contract", "title", "opened_at", "external_id")
_SECTIONS: Final = frozenset({"columns", "values", "prefix", "missing"})


class Mapping(Struct, frozen=True):
    """How another system calls things; headings and words are compared without regard to case."""

    columns: Table[str, Sequence[str]] = field(default_factory=dict)
    values: Table[str, Table[str, str]] = field(default_factory=dict)
    prefix: Table[str, str] = field(default_factory=dict)
    missing: Table[str, str] = field(default_factory=dict)

    def places(self, sheet: Sheet) -> dict[str, int]:
        """Where each of our columns is in a sheet. Raises ColumnsMissing for one that must be there."""
        there = {_plain(heading): place for place, heading in reversed(list(enumerate(sheet.headings)))}
        names = {column: (*self.columns.get(column, ()), column) for column in COLUMNS}
        found = {
            column: there[_plain(name)]
            for column, known in names.items()
            for name in reversed(known)
            if _plain(name) in there
        }
        lacking = [column for column in REQUIRED if column not in found and column not in self.missing]
        if lacking:
            raise ColumnsMissing(
                sheet.path, [" / ".join(self.columns.get(one, (one,))) for one in lacking], sheet.headings
            )
        return found

    def read(self, cells: Sequence[str], places: Table[str, int]) -> dict[str, str]:
        """The cells of a row by our columns, in our words; empty ones are left out."""
        row = {column: cells[place] for column, place in places.items() if cells[place]}
        for column, words in self.values.items():
            if column in row:
                row[column] = words.get(_plain(row[column]), row[column])
        for column, text in self.prefix.items():
            if column in row:
                row[column] = text + row[column]
        for column, other in self.missing.items():
            if column == "cause" and "resolved_at" not in row:
                continue  # what is open may still be found
            if column not in row and (text := row.get(other[1:], "") if other.startswith("@") else other):
                row[column] = text
                row |= {UNKNOWN: text} if column == "cause" else {}
        return row


def shipped() -> list[str]:
    """The names of the mappings that come with the program."""
    return sorted(one.name.removesuffix(".toml") for one in _folder().iterdir() if one.name.endswith(".toml"))


def load(name: str) -> Mapping:
    """The mapping of that name, or in that file. Raises UnknownMapping, BadMapping."""
    known = shipped()
    path = _folder() / f"{name}.toml" if name in known else Path(name)
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError):
        raise UnknownMapping(name, known) from None
    except UnicodeDecodeError:
        raise BadMapping(name, _("it is not UTF-8")) from None
    try:
        return _understood(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(name, str(error)) from None


def _understood(data: dict[str, Any], path: str) -> Mapping:
    if unknown := data.keys() - _SECTIONS:
        raise BadMapping(path, _("unknown section {name}").format(name=min(unknown)))
    for section in sorted(_SECTIONS & data.keys()):
        _require_columns(section, data[section], path)
    return Mapping(
        {
            name: (headings,) if isinstance(headings, str) else tuple(headings)
            for name, headings in data.get("columns", {}).items()
        },
        {
            name: {_plain(theirs): ours for theirs, ours in words.items()}
            for name, words in data.get("values", {}).items()
        },
        data.get("prefix", {}),
        data.get("missing", {}),
    )


def _require_columns(section: str, table: Any, path: str) -> None:
    if not isinstance(table, dict) or not table.keys() <= set(COLUMNS):
        names = sorted(set(table) - set(COLUMNS)) if isinstance(table, dict) else [section]
        raise BadMapping(path, _("{section}: {name} is none of our columns").format(section=section, name=names[0]))
    for name, value in table.items():
        if not _IS_GOOD[section](value):
            raise BadMapping(
                path, _("{section}: the value of {name} is of the wrong kind").format(section=section, name=name)
            )


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(ours, str) for ours in value.values())


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_headings(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))


_IS_GOOD: Final = {"columns": _is_headings, "values": _is_words, "prefix": _is_text, "missing": _is_text}


def _folder() -> Any:
    return files("celyactl.services.importing") / "mappings"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
