"""What a file should hold after an act: what the act changed, and everything else as people wrote it.

A model says less than its file: a default that is written out, an instant without seconds. Only where the model differs
before and after is the file's own value replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.store.yaml.values import same, settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.store.yaml.values import Value


def changed(
    written: Mapping[str, Value], before: Mapping[str, Value], after: Mapping[str, object]
) -> dict[str, object]:
    """The data to write over `written`, whose model was `before` (settled plain data) and is to be `after`.

    Keys are in the order of `after`; those that only the file spells out stay, at the end.
    """
    both = {
        key: _value(written[key], before[key], value) if key in written and key in before else value
        for key, value in after.items()
    }
    return both | {key: value for key, value in written.items() if key not in before and key not in after}


def _value(written: Value, before: Value, after: object) -> object:
    if same(before, settled(after)):
        return after if same(written, before) else written
    if isinstance(written, dict) and isinstance(before, dict) and isinstance(after, dict):
        return changed(written, before, after)
    if isinstance(written, list) and isinstance(before, list) and isinstance(after, list):
        return _list(written, before, after)
    return after


def _list(written: list[Value], before: list[Value], after: list[object]) -> list[object]:
    """Items by their place: journals only grow at their end."""
    if len(written) != len(before):
        return after
    kept = [_value(*items) for items in zip(written, before, after, strict=False)]
    return [*kept, *after[len(kept) :]]
