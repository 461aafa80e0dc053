"""Who is on call: the rota of `desk.yaml`, in local days [since, until) of the company's zone.

People are on call outside the hours of `business`, in those of the coverages that their duty names, of all
without any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from celyactl.domain.company import Duty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

BUSINESS: Final = "business"
"""The coverage in whose hours the whole team is there, and nobody needs to be on call."""


def duties_on(duties: Iterable[Duty], day: date, coverage: str | None = None) -> tuple[Duty, ...]:
    """The duties of a day, for a coverage or for any, in the order of the rota."""
    return tuple(
        duty
        for duty in duties
        if duty.since <= day < duty.until and (coverage is None or not duty.coverages or coverage in duty.coverages)
    )


def people_on(duties: Iterable[Duty], day: date, coverage: str | None = None) -> tuple[str, ...]:
    """Who is on call on a day, first to last to be asked, each once."""
    return tuple(dict.fromkeys(who for duty in duties_on(duties, day, coverage) for who in duty.people))


class Handover(NamedTuple):
    """On a day the first to be asked changes: from whom (nobody: None) to whom."""

    day: date
    before: str | None
    after: str | None


def handovers(duties: Iterable[Duty], start: date, end: date) -> tuple[Handover, ...]:
    """The changes in [start, end), in order."""
    known = tuple(duties)
    days = sorted({day for duty in known for day in (duty.since, duty.until) if start <= day < end})
    found = (Handover(day, _first(known, _eve(day)), _first(known, day)) for day in days)
    return tuple(one for one in found if one.before != one.after)


def planned_until(duties: Iterable[Duty], day: date) -> date:
    """The first day from `day` on of which the rota says nothing."""
    known = tuple(duties)
    while found := duties_on(known, day):
        day = max(duty.until for duty in found)
    return day


def _first(duties: Iterable[Duty], day: date) -> str | None:
    return next(iter(people_on(duties, day)), None)


def _eve(day: date) -> date:
    return day.fromordinal(day.toordinal() - 1)


def swapped(duties: Iterable[Duty], pair: tuple[str, str], since: date, until: date) -> tuple[Duty, ...]:
    """The rota in which two people have changed places on the days [since, until); duties are cut where need be."""
    return tuple(part for duty in duties for part in _swapped(duty, pair, since, until))


def in_turn(people: Sequence[str], since: date, until: date, days: int, coverages: tuple[str, ...]) -> tuple[Duty, ...]:
    """Duties that fill [since, until), each so many days: people come first in turn, those who follow stand in."""
    starts = range(since.toordinal(), until.toordinal(), days)
    return tuple(
        Duty(
            since=since.fromordinal(start),
            until=min(since.fromordinal(start + days), until),
            people=tuple(people[(turn + place) % len(people)] for place in range(len(people))),
            coverages=coverages,
        )
        for turn, start in enumerate(starts)
    )


def overlapping(duties: Iterable[Duty], since: date, until: date, coverages: Collection[str]) -> Duty | None:
    """A duty on some of these days for one of these coverages (all, when either names none); None without any."""
    for duty in duties:
        same = not coverages or not duty.coverages or {*coverages} & {*duty.coverages}
        if same and duty.since < until and since < duty.until:
            return duty
    return None


def _swapped(duty: Duty, pair: tuple[str, str], since: date, until: date) -> Iterator[Duty]:
    start, end = max(duty.since, since), min(duty.until, until)
    if end <= start or not {*pair} & {*duty.people}:
        yield duty
        return
    one, other = pair
    names = {one: other, other: one}
    if duty.since < start:
        yield replace(duty, until=start)
    yield replace(duty, since=start, until=end, people=tuple(names.get(who, who) for who in duty.people))
    if end < duty.until:
        yield replace(duty, since=end)
