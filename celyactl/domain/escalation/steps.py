"""What escalation does for a ticket at an instant: the steps, in order; each becomes an entry of the journal."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.escalation.notices import (
    COMMAND,
    notice_of_call,
    notice_of_opening,
    notice_of_threshold,
    notice_of_wait,
)
from celyactl.domain.escalation.rules import ASSIGNEE, ON_CALL, Measure
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import ClockName, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from celyactl.domain.escalation.rules import Audience
    from celyactl.domain.escalation.situation import Pursuit, Situation
    from celyactl.domain.thresholds import Threshold

_MAIL = "mail"


class StepKind(StrEnum):
    """What is done."""

    THRESHOLD = "threshold"
    UNCOVERED = "uncovered"
    WAIT = "wait"
    CALL = "call"
    NO_ANSWER = "no_answer"
    RAISE = "raise"
    MANAGER = "manager"
    CLOSE = "close"
    PACK = "pack"


class Subject(NamedTuple):
    """What a notice is about: a share of a clock's target, reached at an instant; no clock: the opening, or a wait.

    With a contract it is a share of its packs, without a share a pack of it that expires at that instant.
    """

    clock: ClockName | None = None
    percent: int | None = None
    target: str | None = None
    at: datetime | None = None
    contract: str | None = None


class Step(NamedTuple):
    """One step. `notice` is the name of the notice given or answered, `to` who is told, by the channel `via`."""

    kind: StepKind
    notice: str = ""
    about: Subject = Subject()
    to: tuple[str, ...] = ()
    via: str = ""
    level: Level | None = None


def steps(situation: Situation, audience: Audience, now: datetime) -> tuple[Step, ...]:
    """The steps that are due at `now`; none when nothing is."""
    if situation.closes_at is not None:
        return (Step(StepKind.CLOSE),) if situation.closes_at <= to_utc(now) else ()
    if not situation.is_open or not situation.may_tell(now):
        return ()
    found = (
        *_uncovered(situation, audience),
        *_thresholds(situation, audience, now),
        *_pursuits(situation, audience, now),
        *_wait(situation, audience, now),
    )
    return tuple(found)


def _thresholds(of: Situation, audience: Audience, now: datetime) -> Iterator[Step]:
    """Of each clock the highest threshold that was passed."""
    passed = {one.clock: one for one in of.untold() if one.at <= to_utc(now)}
    level = of.story.header.level
    late = {pursuit.calls[0].notice.clock: pursuit for pursuit in _late(of, now)}
    for threshold in passed.values():
        measure = of.measure(threshold.clock, of.story.header.opened_at)
        about = Subject(threshold.clock, threshold.percent, threshold.target, threshold.at)
        before = late.get(threshold.clock)
        if before is not None:
            yield from _unanswered(before)
        called = {call.who for call in before.calls} if before else set[str]()
        yield from _told(_name(of, threshold), about, measure, audience, called)
        if measure.raise_level and level < Level.SYSTEM:
            level = Level(level + 1)
            yield Step(StepKind.RAISE, about=about, level=level)


def _name(of: Situation, threshold: Threshold) -> str:
    return notice_of_threshold(of.story.header.uid, threshold)


def _told(
    name: str,
    about: Subject,
    measure: Measure,
    audience: Audience,
    called: AbstractSet[str] = frozenset(),
) -> Iterator[Step]:
    """A notice by each channel; one that nobody is there to get is recorded all the same, so that it is given once.

    Those who were `called` about the matter before and did not answer in time are not the first to be called again.
    """
    kind = StepKind.UNCOVERED if about.clock is None else StepKind.THRESHOLD
    people, chain = audience.of(measure.tell), audience.chain(measure.tell)
    chain = tuple(who for who in chain if who not in called) or chain
    by_command = COMMAND in measure.via and chain
    if _MAIL in measure.via or not by_command:
        yield Step(kind, name, about, people, _MAIL)
    if by_command:
        yield Step(StepKind.CALL, notice_of_call(name, 0), about, chain[:1], COMMAND)


def _uncovered(of: Situation, audience: Audience) -> Iterator[Step]:
    """Who is on call is told at once of an urgent ticket out of contract (docs/sla.md rule 13)."""
    if of.uncovered:
        measure = of.measure(ClockName.RESPONSE, of.story.header.opened_at)._replace(tell=(ON_CALL,))
        about = Subject(percent=0, at=to_utc(of.story.header.opened_at))
        yield from _told(notice_of_opening(of.story.header.uid), about, measure, audience)


def _pursuits(of: Situation, audience: Audience, now: datetime) -> Iterator[Step]:
    """Call the next person; not about a share below one that is told now, which is called about instead."""
    told = {one.clock for one in of.untold() if one.at <= to_utc(now)}
    for pursuit in _late(of, now):
        if pursuit.calls[0].notice.clock not in told:
            yield from _next_call(pursuit, audience)


def _late(of: Situation, now: datetime) -> Iterator[Pursuit]:
    """The calls that were declined, or not answered in time."""
    return (pursuit for pursuit in of.pursued() if to_utc(pursuit.next_at) <= to_utc(now))


def _unanswered(pursuit: Pursuit) -> Iterator[Step]:
    """That the last call was not answered, unless something else was said."""
    last = pursuit.calls[-1]
    if last.answer is None:
        yield Step(StepKind.NO_ANSWER, last.notice.notice, _about(pursuit), (last.who,) if last.who else ())


def _about(pursuit: Pursuit) -> Subject:
    notice = pursuit.calls[-1].notice
    return Subject(notice.clock, notice.threshold, at=to_utc(notice.at))


def _next_call(pursuit: Pursuit, audience: Audience) -> Iterator[Step]:
    """Nobody answered, or somebody declined: the next of the chain is called, once each."""
    about, called = _about(pursuit), {call.who for call in pursuit.calls}
    yield from _unanswered(pursuit)
    follows = next((who for who in audience.chain(pursuit.tell) if who not in called), None)
    if follows is None:
        return
    if follows in audience.managers and follows not in audience.of(pursuit.tell):
        yield Step(StepKind.MANAGER, about=about, to=(follows,))
    yield Step(StepKind.CALL, notice_of_call(pursuit.first, len(pursuit.calls)), about, (follows,), COMMAND)


def _wait(of: Situation, audience: Audience, now: datetime) -> Iterator[Step]:
    """Whoever has the ticket is reminded that it is back."""
    pending = of.wait_over
    if pending is not None and to_utc(pending.until) <= to_utc(now):
        name = notice_of_wait(of.story.header.uid, pending.until)
        yield Step(StepKind.WAIT, name, Subject(at=to_utc(pending.until)), audience.of((ASSIGNEE,)), _MAIL)
