"""A walk through plain data beside the shape that a model wants, noting every fault on the way.

msgspec stops at the first fault and speaks of types; people want all of them, each with its line, in the desk's terms.
What is well comes back as plain data without what is not, so that a newer format can be read as far as known.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import inspect

from celyactl.errors import field_faults as say
from celyactl.errors.file_faults import ambiguous
from celyactl.store.leaves import Wrong, leaf
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from celyactl.errors.base import Fault
    from celyactl.store.yaml.values import Path, Value


class Dropped(Enum):
    """The mark for what can't be used."""

    FAULTY = "faulty"


FAULTY: Final = Dropped.FAULTY
Read: TypeAlias = "Value | Dropped"


@cache
def shape_of(kind: type) -> inspect.Type:
    """The shape of a model, looked at once."""
    return inspect.type_info(kind)


class Walk:
    """One walk through one file; `line` gives the line of a field's path.

    `faults` is what was found, `unquoted` the places of numbers and truths where the model wants a text.
    """

    def __init__(self, path: str, line: Callable[[Path], int], zone: ZoneInfo) -> None:
        self.faults: list[Fault] = []
        self.unquoted: list[Path] = []
        self._path = path
        self._line = line
        self._zone = zone

    def value(self, kind: inspect.Type, value: Value, at: Path) -> Read:
        """The value as the model takes it, or FAULTY."""
        if isinstance(kind, inspect.UnionType):
            return self._union(kind, value, at)
        if value is None:
            return self._refuse(say.no_null, at)
        match kind:
            case inspect.StructType():
                return self._struct(kind, value, at)
            case inspect.DictType():
                return self._dict(kind, value, at)
            case inspect.VarTupleType():
                return self._sequence(kind, value, at)
        return self._leaf(kind, value, at)

    def _leaf(self, kind: inspect.Type, value: Value, at: Path) -> Read:
        found = leaf(kind, value, self._zone)
        if not isinstance(found, Wrong):
            return found
        if found.fault is ambiguous:
            self.unquoted.append(at)
        return self._refuse(found.fault, at, *found.facts)

    def _refuse(self, fault: Callable[..., Fault], at: Path, *facts: Any, line_of: Path | None = None) -> Dropped:
        line = self._line(at if line_of is None else line_of)
        self.faults.append(fault(self._path, line, named(at), *facts))
        return FAULTY

    def _union(self, kind: inspect.UnionType, value: Value, at: Path) -> Read:
        if kind.includes_none and value is None:
            return None
        others = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        tagged = [one for one in others if isinstance(one, inspect.StructType) and one.tag is not None]
        return self._tagged(tagged, value, at) if len(tagged) > 1 else self.value(others[0], value, at)

    def _tagged(self, kinds: list[inspect.StructType], value: Value, at: Path) -> Read:
        if not isinstance(value, dict):
            return self._refuse(say.mapping_expected, at, value)
        by_tag = {str(kind.tag): kind for kind in kinds}
        field = str(kinds[0].tag_field)
        if field not in value:
            return self._refuse(say.missing_field, (*at, field), line_of=at)
        tag = value[field]
        if isinstance(tag, str) and tag in by_tag:
            return self._struct(by_tag[tag], value, at)
        return self._refuse(say.unknown_entry_type, (*at, field), tag, sorted(by_tag))

    def _struct(self, kind: inspect.StructType, value: Value, at: Path) -> Read:
        if not isinstance(value, dict):
            return self._refuse(say.mapping_expected, at, value)
        fields = {field.encode_name: field for field in kind.fields}
        read: dict[str, Value] = {}
        misspelt = set()
        for name, child in value.items():
            if name in fields:
                found = self.value(fields[name].type, child, (*at, name))
                if found is not FAULTY:
                    read[name] = found
            elif name == kind.tag_field:
                read[name] = child
            else:
                self._refuse(say.unknown_field, (*at, name), fields)
                misspelt.add(say.nearest(name, fields))
        required = {name for name, field in fields.items() if field.required}
        for name in (name for name in fields if name in required - value.keys() - misspelt):
            self._refuse(say.missing_field, (*at, name), line_of=at)
        return read if read.keys() >= required else FAULTY

    def _sequence(self, kind: inspect.VarTupleType, value: Value, at: Path) -> Read:
        if not isinstance(value, list):
            return self._refuse(say.list_expected, at, value)
        if len(value) < (kind.min_length or 0):
            return self._refuse(say.empty_list, at)
        items = [self.value(kind.item_type, item, (*at, index)) for index, item in enumerate(value)]
        return [item for item in items if item is not FAULTY]

    def _dict(self, kind: inspect.DictType, value: Value, at: Path) -> Read:
        if not isinstance(value, dict):
            return self._refuse(say.mapping_expected, at, value)
        read: dict[str, Value] = {}
        for key, child in value.items():
            name = self.value(kind.key_type, key, (*at, key))
            found = self.value(kind.value_type, child, (*at, key))
            if isinstance(name, str) and found is not FAULTY:
                read[name] = found
        return read
