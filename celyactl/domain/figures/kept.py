"""Whether promises were kept: one clock over the tickets opened in a period. Seconds are covered time.

Only tickets with a target count, cancelled ones do not (docs/sla.md rule 14: without a target there is no rate, and
under five cases none either; what was observed is told). Percentiles are by nearest rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from celyactl.domain.local_time import to_utc
from celyactl.domain.words import ClockStatus, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.board import Standing
    from celyactl.domain.clocks import Clock
    from celyactl.domain.entries.lifecycle import Reason
    from celyactl.domain.figures.period import Period
    from celyactl.domain.words import ClockName

LEAST: Final = 5
"""Under so many cases values are shown, and no percentage."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A target that was not met in time: by how much, and why if somebody said so."""

    ref: str
    title: str
    target: str
    due: datetime
    met: datetime | None
    late_seconds: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Observed:
    """How long it took where nothing was promised: reported tickets whose clock has ended; None without any."""

    count: int
    median_seconds: int | None
    p95_seconds: int | None
    max_seconds: int | None


@dataclass(frozen=True, slots=True)
class ClockFigures:
    """One promise over a period; `rate` is the share met, from 0 to 1.

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
        """None under five cases."""
        return self.met / self.count if self.count >= LEAST else None

    @property
    def unexplained(self) -> tuple[Miss, ...]:
        """The misses without a reason, which hold an approval back (rule 16)."""
        return tuple(miss for miss in self.misses if miss.reason is None)


def count_clock(standings: Sequence[Standing], name: ClockName, period: Period) -> ClockFigures:
    """The figures of one clock, from standings at the instant of the report."""
    found = [(standing, clock) for standing in standings for clock in _counted(standing, name, period)]
    spent = sorted(clock.elapsed_seconds for _standing, clock in found if clock.met_at is not None)
    return ClockFigures(
        count=len(found),
        met=sum(clock.status is ClockStatus.MET for _standing, clock in found),
        misses=tuple(_miss(standing, clock) for standing, clock in found if clock.status is ClockStatus.BREACHED),
        median_seconds=nearest_rank(spent, 50),
        p95_seconds=nearest_rank(spent, 95),
        max_seconds=nearest_rank(spent, 100),
        observed=_observed(standings, name, period),
    )


def _observed(standings: Sequence[Standing], name: ClockName, period: Period) -> Observed:
    found = (
        clock
        for standing in standings
        if standing.story.header.kind.is_reported
        for clock in _of(standing, name, period)
        if clock.target is None and clock.met_at is not None
    )
    spent = sorted(clock.elapsed_seconds for clock in found)
    return Observed(len(spent), nearest_rank(spent, 50), nearest_rank(spent, 95), nearest_rank(spent, 100))


def nearest_rank(ordered: Sequence[int], percent: int) -> int | None:
    """The least value that so many per cent of the values do not exceed; None without any."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else None


def _counted(standing: Standing, name: ClockName, period: Period) -> Iterator[Clock]:
    return (clock for clock in _of(standing, name, period) if clock.target is not None)


def _of(standing: Standing, name: ClockName, period: Period) -> Iterator[Clock]:
    header = standing.story.header
    if header.status is not Status.CANCELLED and period.holds(header.opened_at):
        yield from (clock for clock in standing.clocks if clock.name is name)


def _miss(standing: Standing, clock: Clock) -> Miss:
    header = standing.story.header
    late = -(clock.remaining_seconds or 0)
    due = clock.due_at or to_utc(header.opened_at)
    reason = standing.story.reasons.get(clock.name)
    return Miss(header.ref, header.title, clock.target or "", due, clock.met_at, max(0, late), reason)
