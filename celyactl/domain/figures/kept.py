"""Whether promises were kept: one clock over the tickets opened in a period. Seconds are covered time.

Only tickets with a target count, cancelled ones do not (docs/sla.md rule 14: without a target there is no rate, and
under five cases none either; what was observed is told). A promise whose clock still runs is neither kept nor missed:
the share is of those that are decided. Percentiles are by nearest rank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.local_time import to_offset
from celyactl.domain.words import ClockStatus, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from celyactl.domain.figures.facts import Excuse, Facts, Measured
    from celyactl.domain.figures.period import Period
    from celyactl.domain.words import ClockName

LEAST: Final = 5
"""Under so many decided cases values are shown, and no percentage."""


class Miss(Struct, frozen=True):
    """A target that was not met in time: by how much, and why if somebody said so. Instants have the zone's offset."""

    ref: str
    title: str
    target: str
    due: datetime
    met: datetime | None
    late_seconds: int
    reason: Excuse | None


class Observed(Struct, frozen=True):
    """How long it took where nothing was promised: reported tickets whose clock has ended; None without any."""

    count: int
    median_seconds: int | None
    p95_seconds: int | None
    max_seconds: int | None


class ClockFigures(Struct, frozen=True):
    """One promise over a period; `rate` is the share met of those that are decided, from 0 to 1.

    The seconds are those of the clocks that have ended, in time or not; None when none has.
    """

    count: int
    met: int
    misses: tuple[Miss, ...]
    median_seconds: int | None
    p95_seconds: int | None
    max_seconds: int | None
    observed: Observed

    @property
    def rate(self) -> float | None:
        """None under five decided cases."""
        return self.met / self.decided if self.decided >= LEAST else None

    @property
    def decided(self) -> int:
        """How many are met or missed; what is not met and past its deadline is missed."""
        return self.met + len(self.misses)

    @property
    def running(self) -> int:
        """How many are neither met nor missed yet."""
        return self.count - self.decided

    @property
    def ended(self) -> int:
        """How many took the seconds that are told: a miss that nobody answered yet has not ended."""
        return self.met + sum(miss.met is not None for miss in self.misses)

    @property
    def unexplained(self) -> tuple[Miss, ...]:
        """The misses without a reason, which hold an approval back (rule 16)."""
        return tuple(miss for miss in self.misses if miss.reason is None)


def count_clock(facts: Sequence[Facts], name: ClockName, period: Period) -> ClockFigures:
    """The figures of one clock, from facts at the instant of the report."""
    found = [(told, clock) for told in facts for clock in _counted(told, name, period)]
    spent = sorted(clock.elapsed_seconds for _told, clock in found if clock.met is not None)
    missed = (one for one in found if one[1].status is ClockStatus.BREACHED)
    return ClockFigures(
        count=len(found),
        met=sum(clock.status is ClockStatus.MET for _told, clock in found),
        misses=tuple(_miss(told, clock, period.zone) for told, clock in missed),
        median_seconds=nearest_rank(spent, 50),
        p95_seconds=nearest_rank(spent, 95),
        max_seconds=nearest_rank(spent, 100),
        observed=_observed(facts, name, period),
    )


def _observed(facts: Sequence[Facts], name: ClockName, period: Period) -> Observed:
    reported = (told for told in facts if told.kind.is_reported)
    found = (clock for told in reported for clock in _of(told, name, period))
    spent = sorted(clock.elapsed_seconds for clock in found if clock.target is None and clock.met is not None)
    return Observed(len(spent), nearest_rank(spent, 50), nearest_rank(spent, 95), nearest_rank(spent, 100))


def nearest_rank(ordered: Sequence[int], percent: int) -> int | None:
    """The least value that so many per cent of the values do not exceed; None without any."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else None


def _counted(told: Facts, name: ClockName, period: Period) -> Iterator[Measured]:
    return (clock for clock in _of(told, name, period) if clock.target is not None)


def _of(told: Facts, name: ClockName, period: Period) -> Iterator[Measured]:
    if told.status is not Status.CANCELLED and period.holds(told.opened_at):
        yield from (clock for clock in told.clocks if clock.name is name)


def _miss(told: Facts, clock: Measured, zone: ZoneInfo) -> Miss:
    due, met = to_offset(clock.due or told.opened_at, zone), to_offset(clock.met, zone) if clock.met else None
    return Miss(told.ref, told.title, clock.target or "", due, met, clock.late_seconds, clock.excuse)
