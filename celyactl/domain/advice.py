"""What a history would have been under another coverage or other targets, and whether a client has outgrown its pack.

Acts are replayed as they happened: nobody is invented who would have worked on a Saturday. So a wider coverage shows
what the present habits would have missed under it; a narrower target what they would have kept.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

from celyactl.domain.clocks import clocks
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import ClockName, ClockStatus, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.contract import Contract, Target
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.packs import Balance, Drawn
    from celyactl.domain.promises import Promise
    from celyactl.domain.story import Story

Why = Literal["over", "pace"]
_A_YEAR: Final = timedelta(days=365)
_A_MONTH: Final = timedelta(days=30)
"""The shortest time from which a year is told."""


class History(Struct, frozen=True):
    """One ticket, what was promised for it, and what excluded time."""

    story: Story
    promise: Promise
    operations: tuple[Exclusion, ...] = ()


class Count(NamedTuple):
    """How many tickets had a target, and which missed it."""

    promised: int
    missed: tuple[str, ...]


class Tally(Struct, frozen=True):
    """A history under one coverage and its targets; lists are references, seconds are of work that is billed."""

    clocks: dict[ClockName, Count]
    out_of_hours: tuple[str, ...]
    out_of_contract: tuple[str, ...]
    billed_seconds: int

    @property
    def missed(self) -> int:
        """All targets that were missed."""
        return sum(len(count.missed) for count in self.clocks.values())


class Advice(Struct, frozen=True):
    """A contract's history in [start, end) of local days, as it was and as it would have been.

    `proposed` is None when nothing was proposed, `pace` for a contract that sells no packs.
    """

    contract: Contract
    start: date
    end: date
    tickets: int
    coverage: str
    targets: tuple[Target, ...]
    actual: Tally
    proposed: Tally | None
    pace: Pace | None


def as_it_was(histories: Iterable[History], calendar: Calendar, now: datetime) -> Tally:
    """The history under the contract; cancelled tickets are in no figure."""
    told = _counted(histories)
    billed = (work for one in told for work in one.story.interventions if work.billable)
    return Tally(
        clocks=_clocks(told, calendar, now),
        out_of_hours=_refs(one for one in told if one.story.header.out_of_hours),
        out_of_contract=_refs(one for one in told if one.story.header.out_of_contract is not None),
        billed_seconds=sum((work.end - work.start) // timedelta(seconds=1) for work in billed),
    )


def as_it_would_be(histories: Iterable[History], calendar: Calendar, promise: Promise, now: datetime) -> Tally:
    """The same history, if all of it had been under this coverage and these targets: nothing is out of contract.

    What is billed is the work outside of the coverage. Raises BeyondTenYears.
    """
    told = [History(one.story, promise, one.operations) for one in _counted(histories)]
    works = [work for one in told for work in one.story.interventions]
    outside = (work.end - work.start - calendar.elapsed(work.start, work.end) for work in works)
    return Tally(
        clocks=_clocks(told, calendar, now),
        out_of_hours=_refs(one for one in told if not calendar.is_open(one.story.header.opened_at)),
        out_of_contract=(),
        billed_seconds=sum(time // timedelta(seconds=1) for time in outside),
    )


def _clocks(histories: Sequence[History], calendar: Calendar, now: datetime) -> dict[ClockName, Count]:
    counts = dict.fromkeys(ClockName, 0)
    missed: dict[ClockName, list[str]] = {name: [] for name in ClockName}
    for one in histories:
        for clock in clocks(one.story, one.promise, calendar, one.operations, now):
            if clock.target is not None:
                counts[clock.name] += 1
                if clock.status is ClockStatus.BREACHED:
                    missed[clock.name].append(one.story.header.ref)
    return {name: Count(counts[name], tuple(sorted(missed[name]))) for name in ClockName if counts[name]}


def _counted(histories: Iterable[History]) -> list[History]:
    return [one for one in histories if one.story.header.status is not Status.CANCELLED]


def _refs(histories: Iterable[History]) -> tuple[str, ...]:
    return tuple(sorted(one.story.header.ref for one in histories))


class Pace(Struct, frozen=True):
    """How fast packs are drawn on: what was drawn in a period, for a year, beside what the latest pack holds.

    In tickets or seconds; `over` are the tickets of the period that found nothing left.
    """

    unit: Literal["tickets", "hours"]
    drawn: int
    a_year: int
    size: int
    over: tuple[str, ...]

    @property
    def outgrown(self) -> tuple[Why, ...]:
        """Why a pack does not do any more: tickets found nothing left, or a year takes more than a pack holds."""
        found: list[Why] = ["over"] if self.over else []
        return tuple([*found, "pace"] if self.a_year > self.size else found)


def pace(
    balance: Balance, start: datetime, end: datetime, over: Iterable[str] = (), sold: datetime | None = None
) -> Pace | None:
    """The pace of [start, end); `over` are tickets that were opened out of contract since the pack was used up.

    Before `sold`, when the first pack was bought, nothing could be drawn: that time is not counted. None for a contract
    that has sold no pack.
    """
    if not balance.packs or end <= start:
        return None
    unit = balance.packs[-1].pack.unit
    drawn = sum(_drawn(one, start, end) for one in balance.packs if one.pack.unit == unit)
    found_nothing = {draw.ref for draw in balance.over if _within(draw.at, start, end)} | set(over)
    a_year = round(drawn * (_A_YEAR / max(end - max(start, sold or start), _A_MONTH)))
    return Pace(unit, drawn, a_year, balance.packs[-1].size, tuple(sorted(found_nothing)))


def _drawn(pack: Drawn, start: datetime, end: datetime) -> int:
    return sum(draw.amount for draw in pack.draws if _within(draw.at, start, end))


def _within(at: datetime, start: datetime, end: datetime) -> bool:
    return to_utc(start) <= to_utc(at) < to_utc(end)
