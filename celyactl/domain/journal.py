"""The order of a journal: topological by `after`, ties by `id`; what is retracted no longer counts.

Two journals that hold the same entries have the same order, whoever wrote them and whatever the clocks said.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from celyactl.domain.entries.conversation import Open, Retract
from celyactl.domain.entries.delivery import said_once
from celyactl.domain.local_time import to_utc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from celyactl.domain.entries.base import Entry


def tips(journal: Iterable[Entry]) -> tuple[str, ...]:
    """The ids that no entry comes after, sorted: what the next entry is written `after`."""
    entries = tuple(journal)
    passed = {parent for entry in entries for parent in entry.after}
    return tuple(sorted(entry.id for entry in entries if entry.id not in passed))


def order(journal: Collection[Entry]) -> tuple[Entry, ...]:
    """The entries in causal order; a parent that is missing does not hold its children back.

    Entries of a circle (no program writes one) come last, by id, so that nothing is ever hidden.
    """
    if _is_chain(journal):
        return tuple(journal)
    by_id = {entry.id: entry for entry in journal}
    waiting = {entry.id: sum(parent in by_id for parent in set(entry.after)) for entry in journal}
    children = _children(by_id)
    ready = [ident for ident, count in waiting.items() if count == 0]
    heapify(ready)
    done: dict[str, Entry] = {}
    while ready:
        ident = heappop(ready)
        done[ident] = by_id[ident]
        for child in children.get(ident, ()):
            waiting[child] -= 1
            if waiting[child] == 0:
                heappush(ready, child)
    return (*done.values(), *(by_id[ident] for ident in sorted(by_id.keys() - done.keys())))


def _is_chain(journal: Collection[Entry]) -> bool:
    """Whether each entry names the one before it and no other, as in most files: then they are in order."""
    before: tuple[str, ...] = ()
    for entry in journal:
        if entry.after != before:
            return False
        before = (entry.id,)
    return len({entry.id for entry in journal}) == len(journal)


def by_time(ordered: Iterable[Entry]) -> list[Entry]:
    """Entries as people read them: the opening, then by when they happened, those of one instant in the order given."""
    return sorted(ordered, key=lambda entry: (not isinstance(entry, Open), to_utc(entry.at)))


def _children(by_id: Mapping[str, Entry]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for entry in by_id.values():
        for parent in set(entry.after) & by_id.keys():
            children.setdefault(parent, []).append(entry.id)
    return children


def live(ordered: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that count: without those that a retraction, itself not retracted, names; retractions go too.

    The opening can't be retracted: a ticket that should not have been is cancelled. What services of two clones wrote,
    each without knowing of the other, counts once: the first in this order.
    """
    gone = retracted(ordered)
    kept = (
        entry
        for entry in ordered
        if isinstance(entry, Open) or (entry.id not in gone and not isinstance(entry, Retract))
    )
    return tuple(_each_once(kept))


def _each_once(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[tuple[str, ...]] = set()
    for entry in entries:
        name = said_once(entry)
        if name is None or name not in seen:
            yield entry
        if name is not None:
            seen.add(name)


def retracted(ordered: Sequence[Entry]) -> set[str]:
    """The ids that no longer count; a retraction that is retracted itself takes nothing back."""
    gone: set[str] = set()
    for entry in reversed(ordered):
        if isinstance(entry, Retract) and entry.id not in gone:
            gone.update(entry.ids)
    return gone


class Ancestry:
    """Which entries each entry descends from, as bit sets over the causal order."""

    def __init__(self, ordered: Sequence[Entry]) -> None:
        self._position = {entry.id: index for index, entry in enumerate(ordered)}
        self._ancestors: dict[str, int] = {}
        for entry in ordered:
            self._ancestors[entry.id] = self._of(entry)

    def _of(self, entry: Entry) -> int:
        bits = 0
        for parent in entry.after:
            if parent in self._ancestors:
                bits |= self._ancestors[parent] | 1 << self._position[parent]
        return bits

    def descends(self, entry: Entry, earlier: Entry) -> bool:
        """Whether `entry` was written by somebody who knew `earlier`."""
        return bool(self._ancestors[entry.id] >> self._position[earlier.id] & 1)
