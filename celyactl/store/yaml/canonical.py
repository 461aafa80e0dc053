"""The canonical writer: data to text, always the same text for the same data.

Two spaces a level, lists as `- ` one level under their key, no folding, LF, a final newline. Declared words (enum
members) and plain keys stand unquoted; every other text is double-quoted, or a literal block when it has several
lines of visible characters. Texts are written in NFC: they read back equal but for that normalisation.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, TypeGuard

from celyactl.errors.file import FileTooLarge, SameKeys, ValueTooLong
from celyactl.store.yaml import scalars
from celyactl.store.yaml.values import INTEGERS, MAX_BYTES, MAX_DEPTH, nfc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KEYWORDS: Final = {True: "true", False: "false", None: "null"}


def write(data: Mapping[str, object], head: str = "") -> str:
    """The file's text; `head` is its first line, a comment. Collections are dicts, lists and tuples.

    Raises UnwritableText (NUL, lone surrogates), ValueTooLong (keys, integers, nesting), FileTooLarge, SameKeys,
    and TypeError for what has no place in a file.
    """
    text = "\n".join([head] * bool(head) + (block(data, 0) if data else ["{}"])) + "\n"
    size = len(text.encode())
    if size > MAX_BYTES:
        raise FileTooLarge(size, MAX_BYTES)
    return text


def block(value: Mapping[str, object] | Sequence[object], column: int, *, literals: bool = True) -> list[str]:
    """The lines of a collection that is not empty, its entries beginning at this column; raises as `write`."""
    if isinstance(value, dict):
        if len({nfc(key) for key in value}) < len(value):
            raise SameKeys(list(value))
        return [line for key, child in value.items() for line in entry(key, child, column, literals=literals)]
    return [line for child in value for line in item(child, column, literals=literals)]


def entry(key: str, value: object, column: int, *, literals: bool = True) -> list[str]:
    """The lines of `key: value`, the key at this column."""
    first = f"{' ' * column}{scalars.key(key)}:"
    if is_block(value):
        return [first, *block(value, column + 2, literals=literals)]
    spelling, below = scalar(value, column, literals=literals)
    return [f"{first} {spelling}", *below]


def item(value: object, column: int, *, literals: bool = True) -> list[str]:
    """The lines of `- value`, the dash at this column; a collection begins on the dash's line."""
    pad = " " * column
    if is_block(value):
        first, *rest = block(value, column + 2, literals=literals)
        return [f"{pad}- {first[column + 2 :]}", *rest]
    spelling, below = scalar(value, column, literals=literals)
    return [f"{pad}- {spelling}", *below]


def is_block(value: object) -> TypeGuard[Mapping[str, object] | Sequence[object]]:
    """Whether the value is a collection that is not empty."""
    return isinstance(value, dict | list | tuple) and bool(value)


def scalar(value: object, column: int, *, literals: bool = True) -> tuple[str, list[str]]:
    """A value's spelling on its key's line, and the lines below it, under a key or dash at this column.

    Without `literals` no text is laid out below: that is for places where something else follows.
    """
    if column >= 2 * MAX_DEPTH - 2 * isinstance(value, dict | list | tuple):
        raise ValueTooLong(str(value)[:60])
    if literals and isinstance(value, str) and not isinstance(value, Enum) and (lines := scalars.literal(value)):
        pad = " " * (column + 2)
        return lines[0], [pad + line if line else "" for line in lines[1]]
    return inline(value), []


def inline(value: object) -> str:
    """The spelling of a scalar or an empty collection on one line."""
    match value:
        case Enum() if isinstance(value.value, str):
            return value.value if scalars.is_word(value.value) else scalars.quoted(value.value)
        case str():
            return scalars.quoted(value)
        case bool() | None:
            return _KEYWORDS[value]
        case int():
            return _integer(value)
        case dict() | list() | tuple():
            return "{}" if isinstance(value, dict) else "[]"
    raise TypeError(type(value).__name__)


def _integer(value: int) -> str:
    if int(value) not in INTEGERS:
        raise ValueTooLong(str(int(value)))
    return str(int(value))
