"""Clocks computed the slow way, quarter of an hour by quarter of an hour, from a script of acts; shares no code.

Every instant is a number of quarters since Monday 2026-10-19 00:00 in Paris, so that ten weeks hold a repeated hour,
a holiday in the week and one on a Sunday. An act is `(quarter, name, argument)`, in order of time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

BASE = datetime(2026, 10, 18, 22, tzinfo=UTC)
QUARTERS = 10 * 7 * 96
HOLIDAYS = {date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25)}
HOURS = {"business": (8, 18), "extended": (7, 23), "full": (0, 24)}


def instant(quarter):
    return BASE + timedelta(minutes=15 * quarter)


@cache
def local(quarter):
    return instant(quarter).astimezone(ZoneInfo("Europe/Paris"))


@cache
def _open_quarters(coverage):
    opens, closes = HOURS[coverage]
    return [
        opens <= (here := local(quarter)).hour < closes
        and (coverage != "business" or (here.weekday() < 5 and here.date() not in HOLIDAYS))
        for quarter in range(QUARTERS)
    ]


@cache
def covered(first, amended, on):
    """Whether people work in each quarter: coverage `first`, and `amended` from the local date `on`."""
    change = next(quarter for quarter in range(QUARTERS) if local(quarter).date() >= on)
    return _open_quarters(first)[:change] + _open_quarters(amended)[change:]


@dataclass
class Told:
    """What a script that is known to be possible tells; spans in quarters, their end None when they have not ended."""

    case: object
    responded: int | None = None
    cancelled: int | None = None
    settled: bool = False
    waiting: str | None = None
    pauses: list = field(default_factory=list)
    held: list = field(default_factory=list)
    before: list | None = None

    def act(self, at, name, argument):
        known = getattr(self, f"_{name}", None)
        if known:
            known(at, argument)

    def _ack(self, at, _):
        self.responded = at if self.responded is None else self.responded

    _public_note = _ack

    def _wait(self, at, reason):
        self.waiting = reason
        if reason == "client" or (reason == "third-party" and self.case.third_party):
            self.pauses.append([at, None])

    def _resume(self, at, _):
        self.waiting = None
        _end(self.pauses, at)

    def _cancel(self, at, _):
        self._resume(at, None)
        self.cancelled = at

    def _restore(self, at, how):
        self.before = None
        if how == "full" or self.case.workaround:
            self.held.append([at, None])

    def _resolve(self, at, _):
        self._ack(at, None)
        self._resume(at, None)
        self.before, self.settled = None, True
        if not self.case.incident:
            self.held.append([at, None])

    def _message(self, at, _):
        if self.settled:
            self.before = [list(span) for span in self.held]
            self.settled = False
            _end(self.held, at)
        elif self.waiting == "client":
            self._resume(at, None)

    def _reopen(self, at, _):
        self.before, self.settled = None, False
        _end(self.held, at)

    def _confirm(self, _, __):
        if self.before is not None:
            self.held, self.before, self.settled = self.before, None, True


def _end(spans, at):
    for span in spans:
        span[1] = at if span[1] is None else span[1]


@dataclass(frozen=True)
class Shown:
    """What a clock shows, in quarters."""

    status: str
    due: int | None
    met: int | None
    elapsed: int
    paused: int


class SlowClock:
    """The clock `response` or `restoration` of a case after a script, at `now`."""

    def __init__(self, case, name, script, now):
        told = Told(case)
        for act in script:
            told.act(*act)
        restoration = name == "restoration"
        since = min((start for start, end in told.held if end is None), default=None) if restoration else told.responded
        self.cancelled = told.cancelled is not None and (since is None or told.cancelled < since)
        self.met = None if self.cancelled else since
        self.over = self.met is not None or self.cancelled
        self.end = self.met if self.met is not None else told.cancelled if self.cancelled else now
        self.case = case
        self.endless = restoration and not self.over and any(end is None for _, end in told.pauses)
        until = self.end if self.over else QUARTERS
        self.paused = _spread(told.pauses if restoration else [], until)
        self.gone = _spread([span for span in told.held if span[1] is not None] if restoration else [], QUARTERS)
        self.covered = covered(*case.coverages)
        excluded = range(*case.operation)
        self.counted = [
            self.covered[q] and not self.paused[q] and not self.gone[q] and q not in excluded for q in range(QUARTERS)
        ]
        last_said = {at: priority for at, act, priority in script if act == "priority"}
        self.priorities = [(case.opened, case.priority), *last_said.items()]

    def shown(self):
        aims = self._aims()
        due = self._first(aims)
        status = self._status(aims, due)
        span = range(self.case.opened, self.end)
        return Shown(
            status=status,
            due=None if status == "none" else due,
            met=self.met,
            elapsed=sum(self.counted[q] for q in span),
            paused=sum(self.covered[q] and self.paused[q] and not self.gone[q] for q in span),
        )

    def _status(self, aims, due):
        if aims and due is not None and due < self.end:
            return "breached"
        if not aims or self.cancelled:
            return "none"
        if self.met is not None:
            return "met"
        return "paused" if self.endless else "running"

    def _aims(self):
        aims = self._aim(*self.priorities[0])
        for (_, old), (at, new) in pairwise(self.priorities):
            late = self._first(aims)
            if at > self.end or (at == self.end and self.over) or (late is not None and late < at):
                break
            if new < old:
                aims = aims + self._aim(at, new)
            elif new > old:
                aims = self._aim(self.case.opened, new)
        return aims

    def _aim(self, start, priority):
        target = self.case.quarters_or_days(priority)
        return [(start, *target)] if target else []

    def _first(self, aims):
        dues = [self._due(*aim) for aim in aims]
        return min((due for due in dues if due is not None), default=None)

    def _due(self, start, unit, number):
        if unit == "quarters":
            return self._after(start, number)
        due = self._days_after(start, number)
        return self._after(due, sum(self.covered[q] and not self.counted[q] for q in range(start, due)))

    def _after(self, start, number):
        """The earliest quarter at which so many have been counted since `start`."""
        for quarter in range(start, QUARTERS):
            if number == 0:
                return quarter
            number -= self.counted[quarter]
        return None

    def _days_after(self, start, days):
        start = self.covered.index(True, start)
        day, time, quarter = local(start).date(), local(start).time(), start
        while days:
            quarter += 1
            if local(quarter).date() > day and self.covered[quarter]:
                day, days = local(quarter).date(), days - 1
        near = range(max(quarter - 100, 0), QUARTERS)
        same = next(q for q in near if local(q).date() == day and local(q).time() >= time)
        return self.covered.index(True, same)


def _spread(spans, until):
    """Which quarters lie in one of the spans; one that has not ended goes on to `until`."""
    inside = [False] * QUARTERS
    for start, end in spans:
        for quarter in range(start, until if end is None else min(end, until)):
            inside[quarter] = True
    return inside
