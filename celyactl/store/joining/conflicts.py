"""What a joining could not decide: one field of one file, or (`field` empty) the whole file. Values are plain data."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from celyactl.domain.model import Model, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.domain.joining import fields


class Conflict(Struct, frozen=True):
    """Both sides changed this; the joined file holds `theirs`, and `mine` waits to be chosen. None: not there."""

    path: str
    field: str
    base: Any
    mine: Any
    theirs: Any


class Joined(Struct, frozen=True):
    """One file joined: its bytes (None: it goes), and what is to be decided."""

    content: bytes | None
    conflicts: tuple[Conflict, ...] = ()


def of_fields(path: str, found: Iterable[fields.Conflict]) -> tuple[Conflict, ...]:
    """The conflicts of a model's fields, as plain data."""
    return tuple(Conflict(path, one.field, *map(_plain, (one.base, one.mine, one.theirs))) for one in found)


def of_file(path: str, theirs: bytes | None) -> Joined:
    """A file that can't be joined at all: it stays as they have it."""
    return Joined(theirs, (Conflict(path, "", None, None, None),))


def _plain(value: Any) -> Any:
    match value:
        case Model():
            return {key: _plain(item) for key, item in plain(value).items()}
        case tuple() | list():
            return [_plain(item) for item in value]
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case _:
            return value
