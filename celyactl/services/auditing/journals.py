"""What a commit did to the journals: entries are added, never edited, removed or moved.

Texts that go on where the old one ended, as the program writes them, need no reading of what was there before.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from celyactl.errors.base import CelyactlError
from celyactl.store.yaml.bulk import read_bulk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Raw = dict[str, Any]
_JOURNAL: Final = b"\njournal:\n"
_ITEM: Final = b"  - "


class Journal(NamedTuple):
    """The entries of one file as plain data by id, in their order; `twice` are ids that stand there again."""

    entries: dict[str, Raw]
    head: Raw
    twice: tuple[str, ...] = ()


class Grown(NamedTuple):
    """How a journal differs from an earlier one: entries by id."""

    added: dict[str, Raw]
    removed: dict[str, Raw]
    edited: dict[str, tuple[Raw, Raw]]
    twice: tuple[str, ...] = ()


class Unreadable(Exception):
    """A text that is no file of a desk; the reason is a sentence."""


def journal(text: bytes, path: str) -> Journal:
    """The journal of a text. Raises Unreadable."""
    data = read_bulk(text)
    if data is None:
        data = _strict(text, path)
    listed = data.get("journal")
    entries: dict[str, Raw] = {}
    twice = []
    for entry in listed if isinstance(listed, list) else ():
        ident = str(entry.get("id")) if isinstance(entry, dict) else ""
        if ident in entries:
            twice.append(ident)
        elif isinstance(entry, dict):
            entries[ident] = entry
    return Journal(entries, data, tuple(twice))


def _strict(text: bytes, path: str) -> Raw:
    from celyactl.store.yaml.strict import read  # only what people edited is not canonical

    try:
        return dict(read(text, path).data)
    except CelyactlError as error:
        raise Unreadable(error.faults[0].message if error.faults else error.what) from None


def grown(old: bytes, new: bytes, path: str) -> Grown:
    """How one text of a file became another. Raises Unreadable."""
    tail = _tail(old, new)
    if tail is not None:
        return Grown(tail, {}, {})
    before, after = journal(old, path), journal(new, path)
    return Grown(
        {ident: entry for ident, entry in after.entries.items() if ident not in before.entries},
        {ident: entry for ident, entry in before.entries.items() if ident not in after.entries},
        dict(_edited(before.entries, after.entries)),
        after.twice,
    )


def _edited(before: Mapping[str, Raw], after: Mapping[str, Raw]) -> Iterator[tuple[str, tuple[Raw, Raw]]]:
    for ident, entry in before.items():
        now = after.get(ident)
        if now is not None and now != entry:
            yield ident, (entry, now)


def _tail(old: bytes, new: bytes) -> dict[str, Raw] | None:
    """The entries that follow an old journal which stands unchanged; None when it must be looked at closely."""
    was, _, kept = old.partition(_JOURNAL)
    is_now, _, grown_to = new.partition(_JOURNAL)
    if not (was and is_now and kept.endswith(b"\n") and grown_to.startswith(kept)):
        return None
    if not (_is_above_a_journal(was) and _is_above_a_journal(is_now)):
        return None
    rest = grown_to[len(kept) :]
    if not rest:
        return {}
    data = read_bulk(b"journal:\n" + rest) if rest.startswith(_ITEM) else None
    if data is None or data.keys() != {"journal"}:
        return None
    found = [entry for entry in data["journal"] if isinstance(entry, dict)]  # type: ignore[union-attr] # a list: above
    named = {str(entry.get("id")): entry for entry in found}
    if len(named) != len(found) or any(f'id: "{ident}"'.encode() in kept for ident in named):
        return None
    return named


@lru_cache(maxsize=1000)
def _is_above_a_journal(fields: bytes) -> bool:
    """Whether `journal:` below these fields is a key, and the only one: what people write may hide it in a text."""
    data = read_bulk(fields + b"\n")
    return data is not None and "journal" not in data
