"""What escalation looks at: one ticket, its clocks as far as they can be foreseen, and what was told of it already."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from celyactl.domain.escalation.notices import Given, given, notice_of_opening, notice_of_threshold, notice_of_wait
from celyactl.domain.escalation.rules import ON_CALL, Measure, measure_for
from celyactl.domain.local_time import to_utc
from celyactl.domain.promises import reopening_ends
from celyactl.domain.thresholds import Threshold, thresholds
from celyactl.domain.words import OPEN, Priority, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.company import EscalationRule
    from celyactl.domain.contract import SlaRules
    from celyactl.domain.course import Course
    from celyactl.domain.escalation.notices import Call
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Pending
    from celyactl.domain.words import ClockName

ANSWER_WITHIN: Final = timedelta(minutes=10)
"""How long a call may go unanswered before the next person is called."""


class Situation(Struct, frozen=True, dict=True):
    """A ticket; `calendar` is its contract's, the company's own when it has none.

    `courses` reach as far ahead as can be: without a target, or a contract, there is none.
    """

    story: Story
    courses: Sequence[Course]
    calendar: Calendar
    sla: SlaRules
    rules: Sequence[EscalationRule]

    @cached_property
    def given(self) -> Given:
        """The notices that were given."""
        return given(self.story.entries)

    @property
    def is_open(self) -> bool:
        """Whether there is something to do for somebody."""
        return self.story.header.status in OPEN

    @property
    def is_urgent(self) -> bool:
        """Whether people are told of it at any hour."""
        return self.story.header.priority is Priority.P1

    def may_tell(self, now: datetime) -> bool:
        """Whether people are told at this hour: inside the coverage, of a P1 always (docs/sla.md rule 12)."""
        return self.is_urgent or self.calendar.is_open(now)

    def measure(self, clock: ClockName, at: datetime) -> Measure:
        """What the rules ask for on the day of an instant."""
        coverage = self.calendar.coverage_on(at.astimezone(self.calendar.zone).date())
        return measure_for(self.rules, self.story.header.priority, coverage, clock)

    def untold(self) -> Iterator[Threshold]:
        """The thresholds of unmet clocks, past and to come, above those that were told, in the order of time.

        When several were passed before anybody looked, the highest is told and stands for those below it.
        """
        if not self.is_open:
            return
        for course in self.courses:
            if course.met is None and not course.cancelled:
                yield from self._untold(course)

    def _untold(self, course: Course) -> Iterator[Threshold]:
        percents = self.measure(course.name, course.opened).percents
        uid = self.story.header.uid
        waiting: list[Threshold] = []
        for threshold in thresholds([course], percents):
            waiting.append(threshold)
            if self.given.has(notice_of_threshold(uid, threshold)):
                waiting.clear()
        yield from waiting

    @property
    def wait_over(self) -> Pending | None:
        """The wait that nobody was reminded of yet, over or not."""
        pending = self.story.header.pending
        if pending is None or notice_of_wait(self.story.header.uid, pending.until) in self.given.notices:
            return None
        return pending

    @property
    def uncovered(self) -> bool:
        """Whether an urgent ticket is out of contract, and nobody on call was told."""
        header = self.story.header
        out = header.out_of_contract is not None or header.contract is None
        return self.is_open and self.is_urgent and out and not self.given.has(notice_of_opening(header.uid))

    @property
    def closes_at(self) -> datetime | None:
        """When a resolved ticket closes by itself: the window of its reopening ends (docs/sla.md rule 8)."""
        resolved = self.story.resolved_at
        if self.story.header.status is not Status.RESOLVED or resolved is None:
            return None
        return to_utc(reopening_ends(self.calendar, self.sla, resolved))

    def told_from(self, at: datetime) -> datetime:
        """The first instant, not before `at`, at which people may be told of something."""
        return to_utc(at if self.is_urgent else self.calendar.next_open(at))

    def pursued(self) -> Iterator[Pursuit]:
        """The matters about which people are being called, nobody having taken the ticket on since the first call."""
        if not self.is_open:
            return
        uid = self.story.header.uid
        for course in self.courses:
            if course.met is None and not course.cancelled:
                measure = self.measure(course.name, course.opened)
                told = [
                    name
                    for threshold in thresholds([course], measure.percents)
                    if (name := notice_of_threshold(uid, threshold)) and self.given.calls(name)
                ]
                yield from self._pursued(told[-1:], measure.tell)
        yield from self._pursued([notice_of_opening(uid)], (ON_CALL,))

    def _pursued(self, names: Sequence[str], tell: tuple[str, ...]) -> Iterator[Pursuit]:
        for name in names:
            calls = self.given.calls(name)
            if calls and not self._was_taken(calls[0].notice.at):
                yield Pursuit(name, tell, calls)

    def _was_taken(self, since: datetime) -> bool:
        """Whether somebody who was called has taken the ticket on, whichever of its clocks they were called about."""
        answers = self.given.answers.values()
        return any(one.answer == "taken" and to_utc(since) <= to_utc(one.at) for one in answers)


class Pursuit(NamedTuple):
    """Calls about one notice, `first`; `tell` are the words of the rule for whom to call."""

    first: str
    tell: tuple[str, ...]
    calls: list[Call]

    @property
    def next_at(self) -> datetime:
        """When the next person is to be called: at once after a refusal, ten minutes after a call."""
        last = self.calls[-1]
        return last.answer.at if last.answer else last.notice.at + ANSWER_WITHIN


def attention(situation: Situation) -> datetime | None:
    """The instant (UTC) at which escalation has something to do for a ticket, as far as can be foreseen; None: never.

    It may find nothing to do then, since who is on call is not asked here. Raises BeyondTenYears.
    """
    return min(_occasions(situation), default=None)


def _occasions(of: Situation) -> Iterator[datetime]:
    if of.closes_at:
        yield of.closes_at
    if not of.is_open:
        return
    yield from (of.told_from(threshold.at) for threshold in of.untold())
    yield from (of.told_from(pursuit.next_at) for pursuit in of.pursued())
    if of.wait_over:
        yield of.told_from(of.wait_over.until)
    if of.uncovered:
        yield to_utc(of.story.header.opened_at)
