"""Entries whose every text is a mark of its own, so that a reader who sees one knows which field it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

COMMON = {"id", "at", "recorded", "by", "channel", "visibility", "after", "imported"}


@dataclass
class Marks:
    """Makes values; `made` tells which mark stands in which field of which entry."""

    at: Any
    made: dict[str, tuple[str, str]] = field(default_factory=dict)

    def fields(self, entry_type: type[Struct], entry_id: str) -> dict[str, Any]:
        own = (one for one in fields(entry_type) if one.name not in COMMON)
        return {one.name: self.value(one.type, (entry_id, one.name)) for one in own}

    def value(self, annotation: Any, place: tuple[str, str]) -> Any:
        annotation = _stripped(annotation)
        if annotation is str:
            mark = f"MARK{len(self.made):04d}KRAM"
            self.made[mark] = place
            return mark
        if get_origin(annotation) is tuple:
            return (self.value(get_args(annotation)[0], place),)
        if isinstance(annotation, type) and issubclass(annotation, Struct):
            return annotation(**{one.name: self.value(one.type, place) for one in fields(annotation)})
        return self._simple(annotation)

    def _simple(self, annotation: Any) -> Any:
        if get_origin(annotation) is Literal:
            return get_args(annotation)[0]
        if issubclass(annotation, Enum):
            return next(iter(annotation))
        if annotation is bool:
            return False
        if annotation is int:
            return 3
        return self.at.date() if annotation.__name__ == "date" else self.at


def _stripped(annotation: Any) -> Any:
    """The type without its constraints and without None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in {Union, UnionType}:
        return _stripped(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation
