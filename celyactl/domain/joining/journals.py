"""Journals joined: the union of their entries in causal order. Commutative, associative, idempotent; nothing is lost.

An entry that both sides hold differently was erased on one of them: the side that changed it since the base wins. Or
both wrote one notice, whose id is a hash: the lesser text wins, so that every clone decides alike. Anything else that
stands twice under one id is no union.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from celyactl.domain.entries.base import Entry
from celyactl.domain.entries.delivery import Notice
from celyactl.domain.journal import order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

E = TypeVar("E", bound=Entry)


class EntriesCollide(ValueError):
    """Two different entries under one id: joining would lose the words of one."""


def union(ours: Collection[E], theirs: Collection[E], base: Collection[E] = ()) -> tuple[Entry, ...]:
    """Every entry that one of them holds; `base` is what both began with, whose entries can't be taken out.

    Raises EntriesCollide.
    """
    known = _by_id(base)
    joined = dict(known)
    mine, others = _by_id(ours), _by_id(theirs)
    for ident in mine.keys() | others.keys():
        joined[ident] = _one(mine.get(ident), others.get(ident), known.get(ident))
    return order(joined.values())


def _by_id(journal: Iterable[E]) -> dict[str, E]:
    return {entry.id: entry for entry in journal}


def _one(ours: E | None, theirs: E | None, base: E | None) -> E:
    present = [entry for entry in (ours, theirs) if entry is not None]
    changed = [entry for entry in present if entry != base] or present
    if len(set(changed)) > 1 and not all(isinstance(entry, Notice) for entry in changed):
        raise EntriesCollide(changed[0].id)
    return min(changed, key=_text)


def _text(entry: Entry) -> bytes:
    return msgspec.json.encode(entry, order="sorted")
