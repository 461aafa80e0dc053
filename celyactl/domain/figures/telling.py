"""What a ticket tells the figures, from its story and its clocks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.counted_time import ZERO
from celyactl.domain.figures.facts import ALWAYS, Excuse, Facts, Measured, Span, Waited, Worked
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import OPEN, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from celyactl.domain.course import Course
    from celyactl.domain.entries.field import Intervention
    from celyactl.domain.story import Story

_SECOND: Final = timedelta(seconds=1)
_PLANS: Final = ("operation_", "preventive_")


def facts_of(story: Story, courses: Iterable[Course] = ()) -> Facts:
    """The facts of a ticket; the courses of its clocks up to an instant, where they are counted."""
    found = tuple(courses)
    return _facts(story, found, is_settled=_is_settled(story, found))


def lasting_facts(story: Story, courses: Sequence[Course]) -> Facts | None:
    """What every instant from its last entry on will see; its courses reach as far ahead as can be.

    None when its journal tells of what was to come.
    """
    ended = [course for course in courses if course.met is not None or course.cancelled]
    facts = _facts(story, ended, is_settled=_is_settled(story, courses))
    return facts.lasting(facts.last)


def _facts(story: Story, courses: Sequence[Course], *, is_settled: bool) -> Facts:
    header = story.header
    return Facts(
        ref=header.ref,
        title=header.title,
        kind=header.kind,
        status=header.status,
        priority=header.priority,
        level=header.level,
        level_reached=_level_reached(story),
        origin=header.origin,
        components=header.components,
        out_of_hours=header.out_of_hours,
        out_of_contract=header.out_of_contract is not None,
        is_settled=is_settled,
        opened_at=to_utc(header.opened_at),
        last=to_utc(max(entry.at for entry in story.entries)),
        closed_at=_last_close(story),
        cancelled_at=_utc(story.cancelled_at),
        resolutions=tuple(Span(to_utc(one.at), _utc(one.reopened)) for one in story.resolutions),
        waits=tuple(Waited(one.wait.reason, to_utc(one.start), _utc(one.end)) for one in story.pauses),
        works=tuple(map(_worked, story.interventions)),
        clocks=tuple(_measured(course, story) for course in courses),
    )


def has_plans(story: Story) -> bool:
    """Whether it plans operations or preventive visits, or is of a kind that should."""
    return story.header.kind in ALWAYS or any(entry.type.startswith(_PLANS) for entry in story.entries)


def _is_settled(story: Story, courses: Sequence[Course]) -> bool:
    """Whether it plans nothing, is closed for now, waits for nobody, and no clock runs; when cancelled none counts."""
    if has_plans(story) or story.header.status in OPEN or any(pause.end is None for pause in story.pauses):
        return False
    return story.header.status is Status.CANCELLED or all(course.met for course in courses)


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else to_utc(at)


def _last_close(story: Story) -> datetime | None:
    closes = [to_utc(entry.at) for entry in story.entries if entry.type == "close"]
    return max(closes + ([to_utc(story.closed_at)] if story.closed_at else []), default=None)


def _level_reached(story: Story) -> int:
    levels = (getattr(entry, "to", None) or 0 for entry in story.entries if entry.type == "escalate")
    first = getattr(story.entries[0], "level", 0)
    return max(int(first), int(story.header.level), *map(int, levels))


def _worked(work: Intervention) -> Worked:
    start = to_utc(work.start)
    return Worked(work.mode, start, (to_utc(work.end) - start) // _SECOND, work.travel_seconds, work.out_of_hours)


def _measured(course: Course, story: Story) -> Measured:
    """As `clocks.clock_of` shows it, without what no figure is made of: that would take as long again."""
    reason, governing = story.reasons.get(course.name), course.governing
    late = course.resumed.elapsed(governing.due, course.end) if governing and governing.due < course.end else ZERO
    return Measured(
        name=course.name,
        status=course.status,
        target=governing.aim.promised.text if governing else None,
        due=course.due if course.breached else None,
        met=course.met,
        elapsed_seconds=course.time.elapsed(course.opened, course.end) // _SECOND,
        late_seconds=late // _SECOND,
        excuse=Excuse(reason.because, reason.text) if reason else None,
    )
