"""What `check --fix` does with a file of the desk: quotes, line ends, the models' order of keys; never guesses.

The codec quotes what no two YAML readers take for one thing (`0612345678`, `no`); the models know where a plain number
should have been a text, and in which order keys stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import inspect

from celyactl.store.heads import MODELS
from celyactl.store.layout import PARIS, classify
from celyactl.store.walk import Walk, shape_of
from celyactl.store.yaml.repair import fix
from celyactl.store.yaml.rewrite import rewrite
from celyactl.store.yaml.strict import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.model import Model
    from celyactl.store.yaml.values import Path, Value


def mended(blob: bytes, path: str) -> bytes:
    """The file as far as it can be mended without a person; the same bytes when there is nothing to mend.

    Raises BadFile with the faults of a text that can't be read, CommentWouldMove where order would part a comment from
    its key. What is left is for `check` to tell.
    """
    where = classify(path)
    kind = MODELS.get(where.kind) if where else None
    readable = fix(blob, path).encode()
    if kind is None:
        return readable
    quoted = quoted_where_needed(readable, kind, path)
    data = read(quoted, path).data
    return fix(quoted, path, lambda at: _order(shape_of(kind), data, at)).encode()


def quoted_where_needed(blob: bytes, kind: type[Model], path: str) -> bytes:
    """The file with quotes around numbers and truths where the model wants a text; raises BadFile."""
    document = read(blob, path)
    walk = Walk(path, document.line, PARIS)
    walk.value(shape_of(kind), document.data, ())
    places = set(walk.unquoted)
    texts = {key: _quoted(value, (key,), places) for key, value in document.data.items()}
    return rewrite(blob, document.data, texts, path).encode()


def _quoted(value: Value, at: Path, places: set[Path]) -> Value:
    if isinstance(value, dict):
        return {key: _quoted(child, (*at, key), places) for key, child in value.items()}
    if isinstance(value, list):
        return [_quoted(child, (*at, index), places) for index, child in enumerate(value)]
    return str(value).lower() if at in places else value


def _order(shape: inspect.Type, data: Value, at: Path) -> Sequence[str]:
    """The keys of the mapping at a place in the order of its model; none where keys are people's own names."""
    for part in at:
        shape, data = _child(_chosen(shape, data), data, part)
    found = _chosen(shape, data)
    if not isinstance(found, inspect.StructType):
        return ()
    names = [field.encode_name for field in found.fields]
    return names if found.tag is None else [str(found.tag_field), *names]


def _chosen(shape: inspect.Type, data: Value) -> inspect.Type:
    """What a union means for this value: the type of an entry by its tag."""
    if not isinstance(shape, inspect.UnionType):
        return shape
    others = [one for one in shape.types if not isinstance(one, inspect.NoneType)]
    for one in others:
        if isinstance(one, inspect.StructType) and one.tag is not None:
            tag = data.get(str(one.tag_field)) if isinstance(data, dict) else None
            if tag == one.tag:
                return one
    return others[0] if len(others) == 1 else inspect.AnyType()


def _child(shape: inspect.Type, data: Value, part: str | int) -> tuple[inspect.Type, Value]:
    child = data[part] if isinstance(data, dict) and isinstance(part, str) else None
    if isinstance(data, list) and isinstance(part, int):
        child = data[part]
    match shape:
        case inspect.StructType():
            return next((field.type for field in shape.fields if field.encode_name == part), inspect.AnyType()), child
        case inspect.VarTupleType():
            return shape.item_type, child
        case inspect.DictType():
            return shape.value_type, child
    return inspect.AnyType(), child
