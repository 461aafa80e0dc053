"""Preventive visits: by when a plan asks for each, and how it stands. Days are local; a range excludes its end.

A visit planned for a month is due by the month's last day; several in one month share it evenly. Without months those
of a year are spread evenly from the plan's first day. A due day on which nobody works moves to the next open one.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from celyactl.domain.entries.field import PreventiveDone, PreventivePlanned
from celyactl.domain.local_time import to_zone
from celyactl.domain.terms import add_months
from celyactl.domain.words import OPEN, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.contract import PreventivePlan
    from celyactl.domain.story import Story

    Standing = Literal["due", "planned", "made", "late", "cancelled"]

_A_DAY: Final = timedelta(days=1)
_A_YEAR: Final = timedelta(days=366)
_MONTHS: Final = 12
_SEARCHED: Final = 60
"""Days in which an open one is looked for: a coverage may be closed for ever."""
_RANK: Final = {"made": 0, "planned": 1, "late": 1, "cancelled": 2}


class DueVisit(NamedTuple):
    """A visit that a plan asks for: promised by `nominal`, due on the next open day; with its ticket, if it has one.

    `others` are more open tickets for it, as when two clones each opened one before they met.
    """

    plan: PreventivePlan
    nominal: date
    due: date
    standing: Standing
    ref: str | None = None
    made: date | None = None
    others: tuple[str, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether it was made after its due day, or is still to be made though that day is over."""
        return self.standing == "late" or (self.made is not None and self.made > self.due)


def visits(
    plan: PreventivePlan, calendar: Calendar, stories: Sequence[Story], span: tuple[date, date], today: date
) -> tuple[DueVisit, ...]:
    """The visits promised by a day of [start, end), in order, with the tickets that are nearest to them."""
    start, end = span
    promised = sorted(nominal_days(plan, start - _A_YEAR, end + _A_YEAR))
    tickets = _by_nearest(plan, promised, stories, calendar)
    return tuple(
        _visit(plan, day, next_open_day(calendar, day), tickets.get(day, ()), today, calendar.zone)
        for day in promised
        if start <= day < end
    )


def nominal_days(plan: PreventivePlan, start: date, end: date) -> Iterator[date]:
    """The days by which a plan promises its visits, of those in [start, end) and not before the plan began."""
    found = _in_months(plan, start.year, end.year) if plan.months else _evenly(plan, end)
    return (day for day in found if max(start, plan.since) <= day < end)


def planned_visit(story: Story) -> PreventivePlanned | None:
    """The visit of a ticket as it was planned last; None for a ticket that plans none."""
    return next((one for one in reversed(story.entries) if isinstance(one, PreventivePlanned)), None)


def made_visit(story: Story) -> PreventiveDone | None:
    """What the visit of a ticket found; None before it was made."""
    return next((one for one in story.entries if isinstance(one, PreventiveDone)), None)


def next_open_day(calendar: Calendar, day: date) -> date:
    """The day, or the next one on which somebody works; the day itself where nobody does for months."""
    ahead = (day + number * _A_DAY for number in range(_SEARCHED))
    return next((one for one in ahead if calendar.day_kind(one) == "open"), day)


def _in_months(plan: PreventivePlan, first: int, last: int) -> Iterator[date]:
    each, more = divmod(plan.visits, len(plan.months))
    for year in range(first, last + 1):
        for place, month in enumerate(plan.months):
            count, days = each + (place < more), monthrange(year, month)[1]
            yield from (date(year, month, days * (number + 1) // count) for number in range(count))


def _evenly(plan: PreventivePlan, end: date) -> Iterator[date]:
    """The last days of equal parts of the years from the plan's first day on."""
    number, day = 1, plan.since
    while day < end:
        day = _part(plan, number) - _A_DAY
        yield day
        number += 1


def _part(plan: PreventivePlan, number: int) -> date:
    months, rest = divmod(_MONTHS * number, plan.visits)
    begun = add_months(plan.since, months)
    length = (add_months(plan.since, months + 1) - begun).days
    return begun + timedelta(days=length * rest // plan.visits)


def _by_nearest(
    plan: PreventivePlan, promised: Sequence[date], stories: Iterable[Story], calendar: Calendar
) -> dict[date, list[Story]]:
    """The tickets of a plan's visits, each by the promised day that is nearest to what it planned last."""
    found: dict[date, list[Story]] = {}
    for story in stories:
        planned = planned_visit(story)
        if planned and planned.plan in {None, plan.id} and promised:
            day = to_zone(planned.due, calendar.zone).date()
            found.setdefault(min(promised, key=lambda one: abs(one - day)), []).append(story)
    return found


def _visit(  # noqa: PLR0913, PLR0917 - what a visit is told from
    plan: PreventivePlan, nominal: date, due: date, stories: Sequence[Story], today: date, zone: ZoneInfo
) -> DueVisit:
    if not stories:
        return DueVisit(plan, nominal, due, "late" if due < today else "due")
    told = [_told(story, due, today, zone) for story in stories]
    standing, ref, made = min(told, key=lambda one: _RANK[one[0]])
    others = tuple(story.header.ref for story in stories if story.header.ref != ref and story.header.status in OPEN)
    return DueVisit(plan, nominal, due, standing, ref, made, others)


def _told(story: Story, due: date, today: date, zone: ZoneInfo) -> tuple[Standing, str, date | None]:
    done = made_visit(story)
    if done is not None:
        return "made", story.header.ref, to_zone(done.at, zone).date()
    if story.header.status is Status.CANCELLED:
        return "cancelled", story.header.ref, None
    return ("late" if due < today else "planned"), story.header.ref, None
