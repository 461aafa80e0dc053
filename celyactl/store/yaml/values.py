"""What a file may hold, and when two values are the same; limits that every reader and the writer share."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeAlias

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | bool | None"
Path: TypeAlias = "tuple[str | int, ...]"

MAX_BYTES: Final = 1 << 20
MAX_DEPTH: Final = 32
MAX_KEY: Final = 1000  # YAML allows 1024 characters before the colon
INTEGERS: Final = range(-(2**63), 2**63)


def nfc(text: str) -> str:
    """The text in Unicode's composed form, in which files are written."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def settled(value: object) -> Value:
    """The value as a strict reader gives it back: enumerations become their text, texts and keys are NFC.

    Raises TypeError for anything that has no place in a file (a float, a date).
    """
    match value:
        case Enum():
            return settled(value.value)
        case str():
            return nfc(value)
        case bool() | None:
            return value
        case int():
            return int(value)
        case Mapping():
            return {nfc(key): settled(child) for key, child in value.items()}
        case list() | tuple():
            return [settled(child) for child in value]
    raise TypeError(type(value).__name__)


def same(one: Value, other: Value) -> bool:
    """Whether two settled values are equal, true and 1 being different; the order of keys does not count."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def named(path: Path) -> str:
    """The name of a field for people: `journal[3].by`, items counted from 0."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
