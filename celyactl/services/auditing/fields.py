"""What acts changed, field by field: `sites[siege].city`, old and new as written; an entry is one change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from celyactl.services.auditing.journals import Unreadable, journal
from celyactl.store import layout
from celyactl.store.past import steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from celyactl.store.past import Delta, Step
    from celyactl.store.repository import Repository

_SHARED: Final = frozenset({"type", "id", "at", "recorded", "by", "channel", "visibility", "after"})


class Change(NamedTuple):
    """One field of one file; None where it was, or is, not there."""

    path: str
    field: str
    old: str | None
    new: str | None


def changes(repository: Repository, commits: Sequence[str]) -> dict[str, list[Change]]:
    """The changes of each commit; of a merge those that no parent had."""
    found: dict[str, list[Change]] = {}
    for batch in steps(repository, commits):
        deltas = {step.commit.id: _own(step) for step in batch}
        wanted = {blob for own in deltas.values() for delta in own for blob in (delta.old, delta.new) if blob}
        texts = dict(repository.blobs(sorted(wanted)))
        for commit, own in deltas.items():
            found[commit] = [change for delta in own for change in _of(delta, texts)]
    return found


def _own(step: Step) -> list[Delta]:
    first, *others = step.deltas
    paths = [{delta.path for delta in other} for other in others]
    return [one for one in first if layout.classify(one.path) and all(one.path in known for known in paths)]


def _of(delta: Delta, texts: Mapping[str, bytes]) -> Iterator[Change]:
    try:
        old, new = (_flat(texts[blob], delta.path) if blob else {} for blob in (delta.old, delta.new))
    except Unreadable as why:
        yield Change(delta.path, "", None, str(why))
        return
    for field in [*new, *(name for name in old if name not in new)]:
        if old.get(field) != new.get(field):
            yield Change(delta.path, field, old.get(field), new.get(field))


def _flat(text: bytes, path: str) -> dict[str, str]:
    """Every field of a file by its place; raises Unreadable."""
    read = journal(text, path)
    fields = dict(_fields({key: value for key, value in read.head.items() if key != "journal"}, ""))
    for ident, entry in read.entries.items():
        told = _fields({key: value for key, value in entry.items() if key not in _SHARED}, "")
        fields[f"journal[{ident}]"] = " ".join([str(entry.get("type")), *(f"{key}={value}" for key, value in told)])
    return fields


def _fields(value: Any, at: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, item in value.items():
                yield from _fields(item, f"{at}.{key}" if at else str(key))
        case list():
            for place, item in enumerate(value):
                name = item.get("id", place) if isinstance(item, dict) else place
                yield from _fields(item, f"{at}[{name}]")
        case bool():
            yield at, str(value).lower()
        case _:
            yield at, "" if value is None else str(value)
