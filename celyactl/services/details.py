"""What is changed of a record and what is left: a detail of None is left as it is, an empty one clears the field."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from celyactl.domain.model import Model

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

M = TypeVar("M", bound=Model)


def changed(model: M, details: DataclassInstance) -> M:
    """The record with the details that were given, field by field of the same name."""
    given = ((field.name, getattr(details, field.name)) for field in fields(details))
    return replace(model, **{name: _value(value) for name, value in given if value is not None})


def _value(given: Any) -> Any:
    if isinstance(given, str) and not given.strip():
        return None
    if isinstance(given, list | tuple):
        return tuple(item for item in given if item != "")
    return given
