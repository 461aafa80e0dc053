"""What must hold in every journal of the desk, of tickets, correspondence and reports alike; each fault has its line.

Cheap, and part of every reading: who merges or folds may rely on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries.conversation import Edit, Retract
from celyactl.domain.state import CLEARABLE
from celyactl.errors import ticket_faults as say
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from celyactl.domain.entries.base import Entry
    from celyactl.errors.base import Fault
    from celyactl.store.yaml.values import Path

    Lines = Callable[[Path], int]


def journal_faults(journal: Sequence[Entry], path: str, line: Lines) -> Iterator[Fault]:
    """Ids that are there twice, and names in entries that lead nowhere."""
    known: dict[str, int] = {}
    for place, entry in enumerate(journal):
        if (first := known.setdefault(entry.id, place)) != place:
            at = ("journal", place, "id")
            yield say.duplicate_entry(path, line(at), named(at), entry.id, line(("journal", first)))
    for place, entry in enumerate(journal):
        yield from _unknown(entry, place, known, path, line)


def _unknown(entry: Entry, place: int, known: Collection[str], path: str, line: Lines) -> Iterator[Fault]:
    for field, names in (("after", entry.after), ("ids", entry.ids if isinstance(entry, Retract) else ())):
        for index, ident in enumerate(names):
            if ident not in known:
                at = ("journal", place, field, index)
                yield say.unknown_entry(path, line(at), named(at), ident)
    for index, name in enumerate(entry.cleared if isinstance(entry, Edit) else ()):
        if name not in CLEARABLE:
            at = ("journal", place, "cleared", index)
            yield say.not_clearable(path, line(at), named(at), name, sorted(CLEARABLE))
