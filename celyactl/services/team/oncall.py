"""The rota of people on call: who is on call at an instant, the hours of a month, two people changing places."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.oncall import (
    BUSINESS,
    Handover,
    duties_on,
    handovers,
    in_turn,
    overlapping,
    people_on,
    planned_until,
    swapped,
)
from celyactl.domain.oncall_hours import Hours, ShortRest, Tally, Work, is_short_notice, short_rests, tallies
from celyactl.errors.command_line import PeriodTurnedRound
from celyactl.errors.oncall import NamedTwice, NobodyOnCall, NotOnCall, RotaTaken
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date, last_day
from celyactl.services.interventions.done import visits_between
from celyactl.services.names import member_of
from celyactl.services.recording import Act, Done, record
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.domain.company import Duty
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View

_AHEAD = timedelta(days=56)
_NOTICE = timedelta(days=15)
_A_DAY = timedelta(days=1)


class OnCall(NamedTuple):
    """Who is on call at an instant, first to last; `at_work`: the hours of `business` are on, the whole team is there.

    `until` is the first day on which it may be others; `planned_until` the first of which the rota says nothing.
    """

    at: datetime
    people: tuple[str, ...]
    at_work: bool
    until: date | None
    handovers: tuple[Handover, ...]
    planned_until: date

    @property
    def ends_soon(self) -> bool:
        """Whether the rota ends before the fifteen days for which people have to know it (L3121-12)."""
        return self.planned_until < self.at.date() + _NOTICE


def on_call_at(view: View, at: datetime) -> OnCall:
    """The rota at an instant, and the handovers of the eight weeks to come."""
    duties, local = view.company.oncall, at.astimezone(view.zone)
    day = local.date()
    today = duties_on(duties, day)
    business = view.calendar(BUSINESS) if BUSINESS in view.company.coverages else None
    return OnCall(
        local,
        people_on(duties, day),
        business is not None and business.is_open(at),
        min((duty.until for duty in today), default=None),
        handovers(duties, day + _A_DAY, day + _AHEAD),
        planned_until(duties, day),
    )


class Month(NamedTuple):
    """The hours of a month by person, and the rests that were too short (L3131-1)."""

    first: date
    tallies: dict[str, Tally]
    short_rests: tuple[ShortRest, ...]


def month_of(view: View, first: date) -> Month:
    """The statement of a month that everybody on call gets (R3121-2); `first` is its first day."""
    hours = hours_of(view)
    start, end = hours.midnight(first), hours.midnight((first + timedelta(days=31)).replace(day=1))
    works = [
        Work(visit.work.technician or visit.work.by, visit.work.start, visit.work.end)
        for visit in visits_between(view, start, end)
    ]
    found = tallies(view.company.oncall, works, hours, start, end)
    rests = tuple(rest for rest in short_rests(works, hours.business) if rest.who in found)
    return Month(first, found, rests)


def hours_of(view: View) -> Hours:
    """The company's clocks."""
    calendars = {name: view.calendar(name) for name in view.company.coverages}
    return Hours(view.zone, calendars, calendars.get(BUSINESS))


class Swap(NamedTuple):
    """Two people who change places on the days [since, until), and the rota that comes of it."""

    one: str
    other: str
    since: date
    until: date
    duties: tuple[Duty, ...]


def swap(store: Store, acting: Acting, pair: tuple[str, str], since: date, until: date | None = None) -> Done[Swap]:
    """Let two people change places from a day on, to the end of its duty unless said.

    Raises NobodyOnCall, NotOnCall, UnknownMember, MemberNotYet, MemberGone.
    """

    def plan(view: View) -> Act[Swap]:
        one, other = (member_of(view, who, acting) for who in pair)
        rota = view.company.oncall
        end = until or _end_of_duty(rota, since)
        after = swapped(rota, (one, other), since, end)
        if after == rota:
            raise NotOnCall(f"{one}, {other}", full_date(since), last_day(end))
        files = {layout.DESK: replace(view.company, oncall=after)}
        subject = f"{one}: change places with {other} on call from {since}"
        warnings = _warnings(since, acting.now.date())
        return Act(f"oncall.swap {one}", subject, files, Swap(one, other, since, end, after), warnings=warnings)

    return record(store, acting, plan)


class Turns(Struct, frozen=True):
    """People who are on call in turn, on the days [since, until), so many days each; for all coverages without any."""

    people: Sequence[str]
    since: date
    until: date
    days: int = 7
    coverages: tuple[str, ...] = ()


def plan_duties(store: Store, acting: Acting, turns: Turns) -> Done[tuple[Duty, ...]]:
    """Fill a period of the rota; the duties that were added.

    Raises PeriodTurnedRound, RotaTaken, UnknownCoverage, UnknownMember, MemberNotYet, MemberGone, NamedTwice.
    """

    def plan(view: View) -> Act[tuple[Duty, ...]]:
        people = tuple(member_of(view, who, acting) for who in turns.people)
        if len({*people}) < len(people):
            raise NamedTwice(", ".join(people))
        for name in turns.coverages:
            view.calendar(name)
        added = in_turn(people, turns.since, turns.until, turns.days, turns.coverages)
        rota = view.company.oncall
        if taken := overlapping(rota, turns.since, turns.until, turns.coverages):
            raise RotaTaken(", ".join(taken.people), full_date(taken.since), last_day(taken.until))
        files = {layout.DESK: replace(view.company, oncall=(*rota, *added))}
        subject = f"on call from {turns.since} to {turns.until}"
        return Act(
            f"oncall.plan {turns.since}", subject, files, added, warnings=_warnings(turns.since, acting.now.date())
        )

    if turns.until <= turns.since:
        raise PeriodTurnedRound(turns.since, turns.until)
    return record(store, acting, plan)


def _end_of_duty(rota: tuple[Duty, ...], day: date) -> date:
    found = duties_on(rota, day)
    if not found:
        raise NobodyOnCall(full_date(day))
    return min(duty.until for duty in found)


def _warnings(since: date, today: date) -> tuple[str, ...]:
    if not is_short_notice(since, today):
        return ()
    return (
        _(
            "The duty begins in less than 15 days: people are to know theirs 15 days ahead but in exceptional "
            "circumstances, and one clear day ahead at least (Code du travail, L3121-12)."
        ),
    )
