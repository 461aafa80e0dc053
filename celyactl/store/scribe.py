"""A model's canonical file written straight from the model, for thousands at once: the same bytes as `records.dump`.

What it does not write itself (texts with escapes or of several lines, mappings) it leaves to the canonical writer. It
does not read back what it wrote: a property holds both writers equal, and who writes thousands compares some of them.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec.structs import astuple

from celyactl.domain.model import Layout, Model, Word, as_plain, layouts
from celyactl.errors.file import FileTooLarge
from celyactl.store.heads import head
from celyactl.store.yaml import canonical, scalars
from celyactl.store.yaml.values import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAD: Final = "  "


def text(model: Model) -> bytes:
    """The canonical file of a model; raises as `canonical.write`."""
    written = ("\n".join([head(type(model)), *fields(model)]) + "\n").encode()
    if len(written) > MAX_BYTES:
        raise FileTooLarge(len(written), MAX_BYTES)
    return written


def fields(model: Model) -> list[str]:
    """The lines of a canonical file below its first one."""
    return _inner(model, "")


def _fields(model: Model, pad: str, lines: list[str]) -> None:
    tag = type(model).__struct_config__.tag
    if tag is not None:
        lines.append(f"{pad}type: {tag}")
    for held, (_name, key, omitted, is_word) in zip(astuple(model), _layouts(type(model)), strict=True):
        if not held and (held is omitted or held == omitted):
            continue
        kind = type(held)
        if kind is str and not is_word and scalars.is_simple(held):  # the most frequent cases first
            lines.append(f'{pad}{key}: "{held}"')
        elif kind is datetime:
            lines.append(f'{pad}{key}: "{held.isoformat()}"')
        elif kind is bool:
            lines.append(f"{pad}{key}: true" if held else f"{pad}{key}: false")
        elif not (isinstance(held, Model) and held == omitted and not _inner(held, "")):
            _field(key, held, pad, lines, is_word=is_word)


def _field(key: str, held: object, pad: str, lines: list[str], *, is_word: bool) -> None:
    if isinstance(held, tuple | list) and held and not is_word:
        lines.append(f"{pad}{key}:")
        _items(held, pad + _PAD, lines)
    elif isinstance(held, Model) and (inner := _inner(held, pad + _PAD)):
        lines.append(f"{pad}{key}:")
        lines.extend(inner)
    elif (spelling := _spelling(held)) is not None and not (is_word and isinstance(held, str)):
        lines.append(f"{pad}{key}: {spelling}")
    else:
        first, *below = canonical.entry("key", _as_plain(held, is_word=is_word), len(pad))
        lines += [f"{pad}{key}{first[len(pad) + len('key') :]}", *below]


def _items(held: Sequence[object], pad: str, lines: list[str]) -> None:
    for one in held:
        if isinstance(one, Model) and (inner := _inner(one, pad + _PAD)):
            lines.append(f"{pad}- {inner[0][len(pad) + 2 :]}")
            lines.extend(inner[1:])
        elif (spelling := _spelling(one)) is not None:
            lines.append(f"{pad}- {spelling}")
        else:
            lines.extend(canonical.item(_as_plain(one), len(pad)))


def _inner(model: Model, pad: str) -> list[str]:
    lines: list[str] = []
    _fields(model, pad, lines)
    return lines


def _spelling(held: object) -> str | None:
    """How a value is written on one line, where that takes no care; None where it does."""
    if type(held) is str:
        return f'"{held}"' if scalars.is_simple(held) else None
    if isinstance(held, StrEnum):
        return _word(held)
    if isinstance(held, date):
        return f'"{held.isoformat()}"'
    return canonical.inline(held) if isinstance(held, int) else None


@cache
def _layouts(kind: type[Model]) -> tuple[Layout, ...]:
    """The fields with their keys as they are spelt (`on` is quoted)."""
    return tuple(layout._replace(key=scalars.key(layout.key)) for layout in layouts(kind))


@cache
def _word(held: StrEnum) -> str:
    return canonical.inline(held)


def _as_plain(held: object, *, is_word: bool = False) -> object:
    value = as_plain(held)
    return Word(value) if is_word and isinstance(value, str) else value
