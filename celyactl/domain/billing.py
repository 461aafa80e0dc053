"""What is to be billed of a ticket: work outside of its contract or its hours, once; what was billed wrongly, back.

The journal tells what was exported (`billed`). An intervention is exported once; one that was retracted since, or that
two clones exported, is taken back by a reversal; one that somebody took back is not exported again.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime  # noqa: TC003 - a named tuple's fields
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from celyactl.domain.entries.delivery import Billed
from celyactl.domain.entries.field import Intervention
from celyactl.domain.local_time import to_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket


class Period(NamedTuple):
    """A local month as instants, half-open."""

    start: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.start <= to_utc(at) < self.end


class Due(Struct, frozen=True):
    """One line to export: work to bill, or (`back`) the line that is taken back."""

    work: Intervention
    back: Billed | None = None


class Line(Struct, frozen=True):
    """One line of an export: work, what is billed of it, and whether it takes an earlier line back (then negative).

    `amount` is known to managers only, and where the contract has a rate.
    """

    ticket: Ticket
    work: Intervention
    seconds: int
    amount: Decimal | None
    back: bool = False
    month: date | None = None


def due(ticket: Ticket, story: Story, period: Period) -> Iterator[Due]:
    """What is to be exported: work that began in the period, and what must be taken back, whenever it was billed."""
    exports = [entry for entry in story.entries if isinstance(entry, Billed)]
    counts = Counter({entry.intervention: 0 for entry in exports})
    for entry in exports:
        counts[entry.intervention] += -1 if entry.reversal else 1
    known = {entry.id: entry for entry in ticket.journal if isinstance(entry, Intervention)}
    there = {work.id for work in story.interventions}
    for work in story.interventions:
        if work.billable and work.id not in counts and period.holds(work.start):
            yield Due(work)
    for ident, count in counts.items():
        surplus = count - (1 if ident in there else 0)
        if surplus > 0 and ident in known:
            yield from (Due(known[ident], billed) for billed in _last_of(exports, ident, surplus))


def forgotten(story: Story, period: Period) -> list[Intervention]:
    """Billable work that began before the period and was never exported."""
    exported = {entry.intervention for entry in story.entries if isinstance(entry, Billed)}
    return [
        work
        for work in story.interventions
        if work.billable and work.id not in exported and to_utc(work.start) < period.start
    ]


def standing(story: Story, ident: str) -> Billed | None:
    """The export of an intervention that has not been taken back."""
    exports = [entry for entry in story.entries if isinstance(entry, Billed) and entry.intervention == ident]
    back = sum(entry.reversal for entry in exports)
    ahead = [entry for entry in exports if not entry.reversal]
    return ahead[-1] if len(ahead) > back else None


def _last_of(exports: Iterable[Billed], ident: str, count: int) -> list[Billed]:
    return [entry for entry in exports if entry.intervention == ident and not entry.reversal][-count:]
