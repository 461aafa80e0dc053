"""Targets counted from an instant, and the deadline they make together (rules 3, 7, 9 and 10); instants in UTC."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.durations import DayTarget, HourTarget
from celyactl.domain.local_time import to_utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.domain.counted_time import CountedTime
    from celyactl.domain.promises import Promise, Promised
    from celyactl.domain.story import PriorityChange
    from celyactl.domain.words import ClockName, Priority


class Aim(Struct, frozen=True):
    """A target counted from an instant: the opening, or when the priority was made stricter."""

    start: datetime
    promised: Promised
    priority: Priority

    def due(self, time: CountedTime) -> datetime | None:
        """The deadline, or None while it is behind a stop that nothing has ended."""
        match self.promised.target:
            case HourTarget(seconds):
                return time.add(self.start, timedelta(seconds=seconds))
            case DayTarget(days):
                return time.add_days(self.start, days)


class Deadline(Struct, frozen=True):
    """The aim that governs, and the instant that it must be met at or before."""

    aim: Aim
    due: datetime

    def allowance(self, time: CountedTime) -> timedelta:
        """The counted time between the aim's start and the deadline: what thresholds are shares of."""
        return time.elapsed(self.aim.start, self.due)


def earliest(aims: Sequence[Aim], time: CountedTime) -> Deadline | None:
    """The first deadline of several aims, the older aim when two fall together; None as for `Aim.due`."""
    best: Deadline | None = None
    for aim in aims:
        due = aim.due(time)
        if due is not None and (best is None or due < best.due):
            best = Deadline(aim, due)
    return best


def aims(clock: ClockName, promise: Promise, changes: Sequence[PriorityChange], time: CountedTime) -> tuple[Aim, ...]:
    """The aims after these changes of priority, the first of which is the opening (rule 9).

    A stricter priority adds its target from its instant on, a looser one puts its target from the opening in the place
    of all; once a deadline has passed, no change moves it. Amended targets change nothing by themselves (rule 10).
    """
    opened, priority = to_utc(changes[0].at), changes[0].priority
    found = _aim(clock, promise, opened, changes[0])
    for change in changes[1:]:
        if change.priority == priority:
            continue
        at = to_utc(change.at)
        deadline = earliest(found, time) if found else None
        if deadline is not None and deadline.due < at:
            break
        stricter, priority = change.priority < priority, change.priority
        found = (*found, *_aim(clock, promise, at, change)) if stricter else _aim(clock, promise, opened, change)
    return found


def _aim(clock: ClockName, promise: Promise, start: datetime, change: PriorityChange) -> tuple[Aim, ...]:
    promised = promise.target(clock, change.priority, change.at)
    return (Aim(start, promised, change.priority),) if promised else ()
