"""Tickets by the local month of their opening: how many of each priority, and how long restoration took.

Durations are counted time as the restoration clock has it (covered, without pauses); median and ninth of ten by nearest
rank, so that each is a ticket's own figure.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from celyactl.domain.words import Priority

_DECEMBER = 12


class Fact(NamedTuple):
    """One ticket: the day on which it opened, its priority, and how long its restoration took if it is restored."""

    opened: date
    priority: Priority
    restored_in: timedelta | None


class Month(NamedTuple):
    """One month, named by its first day; the durations are None when nothing was restored."""

    first: date
    opened: dict[Priority, int]
    restored: int
    median: timedelta | None
    ninth: timedelta | None
    longest: timedelta | None

    @property
    def total(self) -> int:
        """How many tickets opened."""
        return sum(self.opened.values())


def months_up_to(last: date, count: int) -> list[date]:
    """The first days of so many months, the last one being that of a day; never before the year 1."""
    number = last.year * _DECEMBER + last.month - 1
    numbers = range(max(number - count + 1, _DECEMBER), number + 1)
    return [date(one // _DECEMBER, one % _DECEMBER + 1, 1) for one in numbers]


def by_month(facts: Iterable[Fact], months: Sequence[date]) -> tuple[Month, ...]:
    """The months in their order, those without a ticket too; what opened in no such month is left out."""
    found: dict[date, list[Fact]] = {first: [] for first in months}
    for fact in facts:
        found.get(fact.opened.replace(day=1), []).append(fact)
    return tuple(_month(first, mine) for first, mine in found.items())


def _month(first: date, facts: Sequence[Fact]) -> Month:
    times = sorted(fact.restored_in for fact in facts if fact.restored_in is not None)
    counts = Counter(fact.priority for fact in facts)
    return Month(
        first=first,
        opened={priority: counts[priority] for priority in sorted(counts)},
        restored=len(times),
        median=rank(times, 50),
        ninth=rank(times, 90),
        longest=times[-1] if times else None,
    )


def rank(ordered: Sequence[timedelta], percent: int) -> timedelta | None:
    """The value below or at which so many per cent lie, by nearest rank."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else None
