"""What clocks show, found the slow way: minute by minute, by reading wall clocks and a table of holidays kept by hand.

Written from the rules of docs/sla.md alone: nothing here is the program's. A minute is a number of minutes since
`EPOCH`, in UTC; a life is a list of `(minute, act, argument)` in order of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from slow_walls import (
    Hours,
    open_minutes,
    wall,
)


@dataclass(frozen=True)
class Lost:
    """Minutes that a clock does not count: some, and all of them from `since` on while a pause has not ended."""

    minutes: frozenset[int] = frozenset()
    since: int | None = None

    def holds(self, minute: int) -> bool:
        return minute in self.minutes or (self.since is not None and minute >= self.since)


@dataclass
class Deal:
    """What a contract says: targets as `{(clock, priority): ("minutes", 240) | ("days", 2)}` by day, and its rules."""

    zone: str
    holidays: str
    first: date
    coverages: list[tuple[date, Hours]]
    targets: list[tuple[date, dict]]
    workaround: bool
    third_party: bool

    def __post_init__(self) -> None:
        self.wall = wall(self.zone, self.first)
        self.open = open_minutes(self.wall, self.coverages, self.holidays)
        self.open_days = {self.wall.shown[place][0] for place in range(len(self.open)) if self.open[place]}

    def covered(self, minute: int) -> int:
        return self.open[minute - self.wall.first]

    def target(self, clock: str, priority: str, minute: int):
        day = self.wall.at(minute)[0]
        begun = [targets for since, targets in self.targets if since <= day]
        return begun[-1].get((clock, priority)) if begun else None

    def next_open(self, minute: int) -> int:
        while not self.covered(minute):
            minute += 1
        return minute

    def reach(self, start: int, amount: int, lost: Lost) -> int | None:
        """The earliest minute at which so many that count have passed since `start`; None when none ever will."""
        minute, wanted = start, max(amount, 1)
        while wanted:
            if lost.since is not None and minute >= lost.since:
                return None
            wanted -= self.covered(minute) and minute not in lost.minutes
            minute += 1
        return minute if amount else minute - 1  # none at all: the first instant that counts

    def days_later(self, start: int, days: int) -> int:
        """The same time by the wall clock on the so-manieth day that opens after the one on which it starts."""
        day, clock = self.wall.at(self.next_open(start))
        while days:
            day += timedelta(days=1)
            days -= day in self.open_days
        return self.next_open(self.wall.first_time(day, clock))

    def due(self, start: int, target, lost: Lost) -> int | None:
        unit, number = target
        if unit == "minutes":
            return self.reach(start, number, lost)
        due = self.days_later(start, number)
        gone = sum(self.covered(minute) and lost.holds(minute) for minute in range(start, due))
        return self.reach(due, gone, lost) if gone else due


@dataclass
class Life:
    """What happened to a ticket up to `now`; spans are `[from, to]`, `to` None while they last."""

    deal: Deal
    opened: int
    priority: str
    incident: bool
    acts: list
    now: int

    def __post_init__(self) -> None:
        self.responded = self.cancelled = None
        self.status, self.reason = "open", None
        self.pauses, self.restored, self.before = [], [], None
        self.priorities = [(self.opened, self.priority)]
        for at, act, argument in self.acts:
            getattr(self, f"_{act}")(at, argument)

    def _ack(self, at, _) -> None:
        self.responded = at if self.responded is None else self.responded

    _said = _ack

    def _muttered(self, at, _) -> None:
        """An internal note: nobody outside hears it."""

    def _wait(self, at, reason) -> None:
        self.status, self.reason = "waiting", reason
        if reason == "client" or (reason == "third-party" and self.deal.third_party):
            self.pauses.append([at, None])

    def _resume(self, at, _) -> None:
        self.status = "open"
        _end(self.pauses, at)

    def _priority(self, at, priority) -> None:
        """Of several at one minute the last counts."""
        self.priorities = [change for change in self.priorities[1:] if change[0] < at]
        self.priorities = [(self.opened, self.priority), *self.priorities, (at, priority)]

    def _restore(self, at, how) -> None:
        self.before = None
        if how == "full" or self.deal.workaround:
            self.restored.append([at, None])

    def _resolve(self, at, _) -> None:
        self._ack(at, None)
        _end(self.pauses, at)
        self.status, self.before = "resolved", None
        if not self.incident:
            self.restored.append([at, None])

    def _reopen(self, at, _) -> None:
        self.status, self.before = "open", None
        _end(self.restored, at)

    def _message(self, at, _) -> None:
        if self.status == "resolved":
            self.before = [list(span) for span in self.restored]
            self.status = "open"
            _end(self.restored, at)
        elif self.status == "waiting" and self.reason == "client":
            self._resume(at, None)

    def _confirm(self, _at, _) -> None:
        if self.before is not None:
            self.restored, self.before = self.before, None
            self.status = "resolved"
        else:
            self.status = "closed"

    def _cancel(self, at, _) -> None:
        _end(self.pauses, at)
        self.status, self.cancelled = "cancelled", at

    def clock(self, name: str) -> dict:
        """What the clock shows, instants in minutes and lengths in covered minutes; None where there is nothing."""
        restoration = name == "restoration"
        since = min((start for start, end in self.restored if end is None), default=None)
        met = since if restoration else self.responded
        cancelled = self.cancelled is not None and (met is None or self.cancelled < met)
        met = None if cancelled else met
        end = self.cancelled if cancelled else met if met is not None else self.now
        over = cancelled or met is not None
        pauses, restored = (self.pauses, self.restored) if restoration else ([], [])
        gaps = {m for start, stop in restored if stop is not None for m in range(start, stop)}
        held = {m for start, stop in pauses for m in range(start, end if stop is None else min(stop, end))} - gaps
        unended = min((start for start, stop in pauses if stop is None), default=None)
        resumed = Lost(frozenset(gaps | held))
        lost = resumed if over else Lost(resumed.minutes, unended)
        changes = [change for change in self.priorities[1:] if change[0] < end or (change[0] == end and not over)]
        aims = self._aims(name, changes, lost)
        due = self._first_due(aims, lost)
        status = self._status(aims, due, end, met, paused=lost.since is not None)
        counted = [self.deal.covered(m) and m not in resumed.minutes for m in range(self.opened, end)]
        return {
            "status": status,
            "started_at": self.deal.next_open(self.opened),
            "due_at": None if status == "none" else due,
            "due_if_resumed": self._first_due(aims, resumed) if status == "paused" else None,
            "met_at": met,
            "elapsed": sum(counted),
            "paused": sum(self.deal.covered(m) for m in held),
        }

    def _status(self, aims, due, end, met, *, paused) -> str:
        if not aims:
            return "none"
        if due is not None and due < end:
            return "breached"
        if met is not None:
            return "met"
        if self.cancelled is not None:
            return "none"
        return "paused" if paused else "running"

    def _first_due(self, aims, lost) -> int | None:
        dues = [self.deal.due(start, target, lost) for start, target in aims]
        return min((due for due in dues if due is not None), default=None)

    def _aims(self, name, changes, lost) -> list:
        deal = self.deal
        first = deal.target(name, self.priority, self.opened)
        aims = [(self.opened, first)] if first else []
        for (_, old), (at, new) in pairwise([(self.opened, self.priority), *changes]):
            passed = self._first_due(aims, lost)
            if new != old and passed is not None and passed < at:
                break
            target = deal.target(name, new, at)
            if new < old:
                aims = [*aims, *([(at, target)] if target else [])]
            elif new > old:
                aims = [(self.opened, target)] if target else []
        return aims


def _end(spans, at) -> None:
    for span in spans:
        span[1] = at if span[1] is None else span[1]
