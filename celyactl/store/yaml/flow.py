"""Values between brackets, on one line: what is unchanged keeps its spelling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from celyactl.store.yaml import canonical, scalars
from celyactl.store.yaml.values import nfc, same, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.store.yaml.nodes import Node


def flow(text: str, node: Node | None, new: object) -> str:
    """The spelling of `new` where `node` stood, or of something new when nothing did."""
    if node is not None and same(settled(node.value), settled(new)):
        return text[node.start : node.end]
    if isinstance(new, Mapping):
        return _mapping(text, node.entries if node else [], new)
    if isinstance(new, list | tuple):
        return _sequence(text, node.items if node else [], new)
    return canonical.inline(new)


def _mapping(text: str, entries: Sequence[tuple[Node, Node]], new: Mapping[str, object]) -> str:
    known = {nfc(str(key.value)): (text[key.start : key.end], child) for key, child in entries}
    parts = []
    for name, value in new.items():
        spelling, child = known.get(nfc(name), (scalars.key(name), None))
        parts.append(f"{spelling}: {flow(text, child, value)}")
    return f"{{{', '.join(parts)}}}"


def _sequence(text: str, items: Sequence[Node], new: Sequence[object]) -> str:
    parts = []
    for value in new:
        old = next((item for item in items if same(settled(item.value), settled(value))), None)
        parts.append(flow(text, old, value))
    return f"[{', '.join(parts)}]"
