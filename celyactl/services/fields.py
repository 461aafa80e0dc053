"""Single values set by name: `sla.reopening_days=3`, `contacts.claire.email=…`; items go by id, day or number from 0.

A value is read by its field's type; an empty one clears the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import convert, inspect

from celyactl.domain.model import Model, plain
from celyactl.errors.editing import NoAssignment, SeveralValues, UnknownField
from celyactl.errors.file import BadFile
from celyactl.store.walk import Walk, shape_of
from celyactl.store.yaml.values import settled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from celyactl.store.yaml.values import Value

M = TypeVar("M", bound=Model)

_KEYS: Final = ("id", "slug", "priority", "component", "since")
"""What an item of a list is called by."""
_COLLECTIONS: Final = (inspect.StructType, inspect.VarTupleType, inspect.TupleType, inspect.DictType)


def with_fields(model: M, assignments: Iterable[str], path: str, zone: ZoneInfo) -> M:
    """The model with these `FIELD=VALUE` set.

    Raises NoAssignment, UnknownField, SeveralValues, and BadFile with every value that its field does not take.
    """
    data = settled(plain(model))
    for assignment in assignments:
        field, equals, text = assignment.partition("=")
        if not equals or not field.strip():
            raise NoAssignment(assignment)
        _assign(shape_of(type(model)), data, field.strip(), text)
    walk = Walk(path, lambda _at: 0, zone)
    read = walk.value(shape_of(type(model)), data, ())
    if walk.faults:
        raise BadFile(path, walk.faults)
    return convert(read, type(model), strict=True, str_keys=True)


def _assign(kind: inspect.Type, node: Value, field: str, text: str) -> None:
    *parents, last = field.split(".")
    for part in parents:
        kind, node = _child(kind, node, part, field)
    if not isinstance(node, dict):
        raise SeveralValues(field)
    leaf = _type_of(kind, last, field)
    if isinstance(leaf, _COLLECTIONS):
        raise SeveralValues(field)
    if text:
        node[last] = _value(leaf, text)
    else:
        node.pop(last, None)


def _child(kind: inspect.Type, node: Value, part: str, field: str) -> tuple[inspect.Type, Value]:
    """The type and the value of one part of the path `field`; a mapping that is not there yet is made."""
    if isinstance(kind, inspect.VarTupleType) and isinstance(node, list):
        return _bare(kind.item_type), _item(node, part, field)
    inner = _type_of(kind, part, field)
    if not isinstance(inner, _COLLECTIONS) or not isinstance(node, dict):
        raise UnknownField(field, [])
    empty: Value = [] if isinstance(inner, inspect.VarTupleType) else {}
    if node.get(part) is None:
        node[part] = empty
    return inner, node[part]


def _type_of(kind: inspect.Type, part: str, field: str) -> inspect.Type:
    if isinstance(kind, inspect.DictType):
        return _bare(kind.value_type)
    fields = {one.encode_name: one for one in kind.fields} if isinstance(kind, inspect.StructType) else {}
    if part not in fields:
        raise UnknownField(field, list(fields))
    return _bare(fields[part].type)


def _item(items: list[Value], part: str, field: str) -> Value:
    names = [_name(item, str(number)) for number, item in enumerate(items)]
    for number, name in enumerate(names):
        if part in {name, str(number)}:
            return items[number]
    raise UnknownField(field, names)


def _name(item: Value, number: str) -> str:
    named = (item[key] for key in _KEYS if key in item) if isinstance(item, dict) else iter(())
    return str(next(named, number))


def _bare(kind: inspect.Type) -> inspect.Type:
    """The type of a value that is there."""
    if isinstance(kind, inspect.UnionType):
        return next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    return kind


def _value(kind: inspect.Type, text: str) -> Value:
    """The text as its type has it; one that doesn't fit stays a text, for the walk to say what is wanted."""
    match kind:
        case inspect.IntType() if text.lstrip("-").isdecimal():
            return int(text)
        case inspect.BoolType() if text in {"true", "false"}:
            return text == "true"
    return text
