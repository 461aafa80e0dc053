"""The board: open tickets by whose turn it is and what falls due first, and misses that nobody has explained yet.

An open ticket is in one section only: a clock that runs comes before whose turn it is. What a third party promised and
did not keep is a deadline too.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.turn import our_turn_since
from celyactl.domain.words import OPEN, ClockStatus, WaitFor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from celyactl.domain.clocks import Clock
    from celyactl.domain.story import Story

_RUNNING: Final = frozenset({ClockStatus.RUNNING, ClockStatus.BREACHED})
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


class Standing(NamedTuple):
    """A ticket as the board sees it at one instant."""

    story: Story
    clocks: Sequence[Clock]

    @property
    def next_clock(self) -> Clock | None:
        """The clock that falls, or fell, due first among those not met."""
        waiting = (clock for clock in self.clocks if clock.status in _RUNNING and clock.met_at is None and clock.due_at)
        return min(waiting, key=_due, default=None)

    @property
    def unexplained(self) -> tuple[Clock, ...]:
        """The misses without a reason (docs/sla.md rule 16)."""
        missed = (clock for clock in self.clocks if clock.status is ClockStatus.BREACHED)
        return tuple(clock for clock in missed if clock.name not in self.story.reasons)

    def broken_promise(self, now: datetime) -> datetime | None:
        """By when a third party had promised what still is not there."""
        pending = self.story.header.pending
        over = pending and pending.reason is WaitFor.THIRD_PARTY and pending.promised and pending.promised <= now
        return pending.promised if pending and over else None

    def deadline(self, now: datetime) -> datetime | None:
        """What somebody must look at first: the clock that falls due, or a promise that a third party did not keep."""
        promised = self.broken_promise(now)
        first = min(_due(self.next_clock), promised or _NEVER)
        return None if first is _NEVER else first

    @property
    def since(self) -> datetime:
        """Since when it is the turn of whoever has it."""
        pending = self.story.header.pending
        return pending.since if pending else our_turn_since(self.story)


class Counts(NamedTuple):
    """How many tickets each section holds in all; `late` are those of `due` whose clock is overdue."""

    due: int
    ours: int
    client: int
    third_party: int
    aside: int
    unexplained: int
    late: int

    @property
    def open(self) -> int:
        """All the open tickets."""
        return self.due + self.ours + self.client + self.third_party + self.aside


class Board(NamedTuple):
    """The sections, each in the order in which people should look at it: all of it, or as many as are wanted.

    `due` by deadline, ours or what a third party did not keep, late ones first; `ours` has no clock running; `client`,
    `third_party` and `aside` by the instant at which they come back; `unexplained` are all the tickets with a miss that
    has no reason, open or not. `counts` says how many there are, shown or not.
    """

    due: tuple[Standing, ...]
    ours: tuple[Standing, ...]
    client: tuple[Standing, ...]
    third_party: tuple[Standing, ...]
    aside: tuple[Standing, ...]
    unexplained: tuple[Standing, ...]
    counts: Counts

    def first(self, most: int, counts: Counts | None = None) -> Board:
        """The same with so many tickets a section at most (0 for all), of as many as there are known to be."""
        shown = {name: getattr(self, name)[: most or None] for name in self._fields if name != "counts"}
        return self._replace(**shown, counts=counts or self.counts)


def board(standings: Iterable[Standing], now: datetime) -> Board:
    """The board of these tickets; those that are settled count for unexplained misses only."""
    all_of_them = tuple(standings)
    open_ones = [one for one in all_of_them if one.story.header.status in OPEN]
    still = [one for one in open_ones if one.deadline(now) is None]
    sections = {
        "due": _sorted((one for one in open_ones if one.deadline(now)), lambda one: one.deadline(now) or _NEVER),
        "ours": _sorted((one for one in still if one.story.header.pending is None), lambda one: one.since),
        "client": _waiting(still, WaitFor.CLIENT),
        "third_party": _waiting(still, WaitFor.THIRD_PARTY),
        "aside": _waiting(still, WaitFor.INTERNAL),
        "unexplained": _sorted(
            (one for one in all_of_them if one.unexplained), lambda one: min(map(_due, one.unexplained))
        ),
    }
    late = sum(_due(one.next_clock) < now for one in sections["due"])
    counts = Counts(**{name: len(section) for name, section in sections.items()}, late=late)
    return Board(**sections, counts=counts)


def _waiting(standings: Iterable[Standing], reason: WaitFor) -> tuple[Standing, ...]:
    waiting = (one for one in standings if one.story.header.pending and one.story.header.pending.reason is reason)
    return _sorted(waiting, _until)


def _until(standing: Standing) -> datetime:
    pending = standing.story.header.pending
    return pending.until if pending else _NEVER


def _sorted(standings: Iterable[Standing], instant: Callable[[Standing], datetime]) -> tuple[Standing, ...]:
    """By instant; equal ones by reference, so that a board does not flicker."""
    return tuple(sorted(standings, key=lambda one: (instant(one), one.story.header.ref)))


def _due(clock: Clock | None) -> datetime:
    return clock.due_at if clock and clock.due_at else _NEVER
