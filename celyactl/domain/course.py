"""The course of one clock up to an instant, from a ticket's story: what it counts, where it stops, what it aims at.

Facts after `now` have not happened yet; so a course tells what the clock showed at any instant. Instants are in UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.aims import Deadline, aims, earliest
from celyactl.domain.counted_time import CountedTime
from celyactl.domain.local_time import to_utc
from celyactl.domain.milestones import arrival, pauses, response, restorations
from celyactl.domain.stops import FOREVER, Stop, StopCause, disjoint
from celyactl.domain.words import ClockName, ClockStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from celyactl.domain.aims import Aim
    from celyactl.domain.calendar import Calendar
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.milestones import Milestone
    from celyactl.domain.promises import Promise
    from celyactl.domain.story import PriorityChange, Story


class Course(Struct, frozen=True):
    """One clock: it runs from `opened` to `end`, where it is met, cancelled or looked at.

    `changes` are the priorities that count, the first since the opening.
    `deadline` is None without a target and while the clock is paused; `if_resumed` is then the deadline that it would
    have if the pause ended at `end`, else the same.
    """

    name: ClockName
    opened: datetime
    end: datetime
    met: datetime | None
    cancelled: bool
    paused: bool
    time: CountedTime
    promise: Promise
    changes: tuple[PriorityChange, ...]
    aims: tuple[Aim, ...]
    deadline: Deadline | None
    if_resumed: Deadline | None

    @property
    def breached(self) -> bool:
        """Whether the deadline has passed, met late or not."""
        return self.deadline is not None and self.deadline.due < self.end

    @property
    def status(self) -> ClockStatus:
        """How the clock stands at `end`."""
        if not self.aims:
            return ClockStatus.NONE
        if self.breached:
            return ClockStatus.BREACHED
        if self.met is not None:
            return ClockStatus.MET
        if self.cancelled:
            return ClockStatus.NONE
        return ClockStatus.PAUSED if self.paused else ClockStatus.RUNNING

    @property
    def governing(self) -> Deadline | None:
        """The deadline, or the one that it would have if a pause ended now."""
        return self.deadline or self.if_resumed

    @property
    def due(self) -> datetime | None:
        """The instant of the deadline, unless the ticket was cancelled before it."""
        return self.deadline.due if self.deadline and self.status is not ClockStatus.NONE else None

    @property
    def resumed(self) -> CountedTime:
        """The time it counts if a pause that is still on ends at `end`."""
        return CountedTime(self.time.calendar, tuple(_ended(self.time.stops, self.end)))


class Setting(Struct, frozen=True):
    """What the clocks of one ticket share."""

    story: Story
    promise: Promise
    calendar: Calendar
    exclusions: tuple[Stop, ...]
    opened: datetime
    now: datetime


def courses(
    story: Story, promise: Promise, calendar: Calendar, operations: Iterable[Exclusion], now: datetime
) -> tuple[Course, ...]:
    """The courses of the response, of the restoration, and of the arrival on site when it has a target."""
    opened = to_utc(story.header.opened_at)
    instant = max(to_utc(now), opened)
    excluded = [
        Stop(StopCause.OPERATION, to_utc(one.start), to_utc(one.end), ref=one.ref)
        for one in operations
        if one.applies(story.header.components, instant)
    ]
    setting = Setting(story, promise, calendar, disjoint(excluded), opened, instant)
    both = _course(ClockName.RESPONSE, setting, response(story, instant)), _restoration(setting)
    if not promise.has_onsite:
        return both
    onsite = _course(ClockName.ONSITE, setting, arrival(story, instant))
    return (*both, onsite) if onsite.aims else both


def _restoration(setting: Setting) -> Course:
    """The only clock that pauses, and that a reopening sets going again."""
    gone, met = restorations(setting.story, setting.promise.rules, setting.now)
    gaps = [Stop(StopCause.RESTORED, start, end) for start, end in gone]
    waits = pauses(setting.story, setting.promise.rules, setting.now)
    return _course(ClockName.RESTORATION, setting, met, (*gaps, *waits))


def _course(name: ClockName, setting: Setting, milestone: Milestone, stops: Sequence[Stop] = ()) -> Course:
    end, met, cancelled = _end(setting, milestone)
    over = met is not None or cancelled
    kept = [replace(stop, end=min(stop.end, end)) if over else stop for stop in stops]
    time = CountedTime(setting.calendar, disjoint((*kept, *setting.exclusions)))
    first, *later = setting.story.priorities
    changes = (first, *(change for change in later if _precedes(to_utc(change.at), end, over=over)))
    found = aims(name, setting.promise, changes, time)
    deadline = earliest(found, time)
    course = Course(
        name=name,
        opened=setting.opened,
        end=end,
        met=met,
        cancelled=cancelled,
        paused=not over and any(stop.end == FOREVER for stop in stops),
        time=time,
        promise=setting.promise,
        changes=changes,
        aims=found,
        deadline=deadline,
        if_resumed=deadline,
    )
    if deadline is not None or not found:
        return course
    return replace(course, if_resumed=earliest(found, course.resumed))


def _precedes(at: datetime, end: datetime, *, over: bool) -> bool:
    """Whether a change of priority counts: what comes once the clock is met or cancelled does not."""
    return at < end or (at == end and not over)


def _end(setting: Setting, met: Milestone) -> tuple[datetime, Milestone, bool]:
    """Where the clock stands still, when it was met, and whether the ticket was cancelled before that."""
    cancelled_at = setting.story.cancelled_at
    if cancelled_at is not None:
        cancelled = max(to_utc(cancelled_at), setting.opened)
        if cancelled <= setting.now and (met is None or cancelled < met):
            return cancelled, None, True
    return met or setting.now, met, False


def _ended(stops: Iterable[Stop], end: datetime) -> Iterable[Stop]:
    for stop in stops:
        yield replace(stop, end=end) if stop.end == FOREVER else stop
