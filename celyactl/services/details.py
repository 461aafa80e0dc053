"""What is changed of a record and what is left: a detail of None is left as it is, an empty one clears the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import asdict, replace

from celyactl.domain.model import Model

if TYPE_CHECKING:
    from msgspec import Struct

M = TypeVar("M", bound=Model)


def changed(model: M, details: Struct) -> M:
    """The record with the details that were given, field by field of the same name."""
    given = asdict(details).items()
    return replace(model, **{name: _value(value) for name, value in given if value is not None})


def _value(given: Any) -> Any:
    if isinstance(given, str) and not given.strip():
        return None
    if isinstance(given, list | tuple):
        return tuple(item for item in given if item != "")
    return given
