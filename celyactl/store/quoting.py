"""Numbers and truths where a model wants a text get their quotes: the part of `check --fix` that needs the models.

What no YAML reader takes for one thing (`0612345678`, `no`) is the codec's to quote, before this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.store.layout import PARIS
from celyactl.store.walk import Walk, shape_of
from celyactl.store.yaml.rewrite import rewrite
from celyactl.store.yaml.strict import read

if TYPE_CHECKING:
    from celyactl.domain.model import Model
    from celyactl.store.yaml.values import Path, Value


def quoted_where_needed(blob: bytes, kind: type[Model], path: str) -> bytes:
    """The file with those values between quotes, everything else as it was; raises BadFile when it can't be read."""
    document = read(blob, path)
    walk = Walk(path, document.line, PARIS)
    walk.value(shape_of(kind), document.data, ())
    places = set(walk.unquoted)
    mended = {key: _quoted(value, (key,), places) for key, value in document.data.items()}
    return rewrite(blob, document.data, mended, path).encode()


def _quoted(value: Value, at: Path, places: set[Path]) -> Value:
    if isinstance(value, dict):
        return {key: _quoted(child, (*at, key), places) for key, child in value.items()}
    if isinstance(value, list):
        return [_quoted(child, (*at, index), places) for index, child in enumerate(value)]
    return str(value).lower() if at in places else value
