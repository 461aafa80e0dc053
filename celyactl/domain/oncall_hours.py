"""The hours of people on call: on duty, at work, and of rest; spans are half-open in UTC, days are local.

On duty are the hours of a duty's coverages that are not hours of `business`. The law that is minded:

- Code du travail L3121-12: people know their own duties fifteen days ahead (L3121-9: in reasonable time);
- R3121-2: at the end of a month each gets a statement of the hours on duty in it;
- L3131-1: eleven consecutive hours of rest a day; L3121-10: hours on duty without work count as rest.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.local_time import opening, to_utc
from celyactl.domain.spans import joined, length, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.company import Duty
    from celyactl.domain.spans import Span

NOTICE_DAYS: Final = 15
REST: Final = timedelta(hours=11)
_ZERO: Final = timedelta(0)
_A_WEEK: Final = timedelta(days=8)


class Hours(NamedTuple):
    """The company's clocks: the covered time of each coverage by name, and that of `business`, if it has one."""

    zone: ZoneInfo
    coverages: Mapping[str, Calendar]
    business: Calendar | None

    def midnight(self, day: date) -> datetime:
        """The first instant of a local day, in UTC."""
        return to_utc(opening(datetime.combine(day, time.min), self.zone))

    def on_duty(self, duty: Duty, start: datetime, end: datetime) -> list[Span]:
        """The spans of a duty within [start, end)."""
        first, last = max(start, self.midnight(duty.since)), min(end, self.midnight(duty.until))
        if last <= first:
            return []
        names = duty.coverages or tuple(self.coverages)
        covered = (self.coverages[name].windows(first, last) for name in names if name in self.coverages)
        return list(without(_union(span for spans in covered for span in spans), self._business(first, last)))

    def _business(self, start: datetime, end: datetime) -> list[Span]:
        return list(self.business.windows(start, end)) if self.business else []


class Tally(NamedTuple):
    """One person's time: on duty as the first to be called, on duty behind others, at work while on duty."""

    first: timedelta = _ZERO
    reserve: timedelta = _ZERO
    worked: timedelta = _ZERO


class Work(NamedTuple):
    """What somebody did: an intervention, [start, end)."""

    who: str
    start: datetime
    end: datetime


def tallies(
    duties: Iterable[Duty], works: Sequence[Work], hours: Hours, start: datetime, end: datetime
) -> dict[str, Tally]:
    """Each person's time within [start, end), in the order of the rota."""
    first: dict[str, list[Span]] = {}
    reserve: dict[str, list[Span]] = {}
    for duty in duties:
        spans = hours.on_duty(duty, start, end)
        for rank, who in enumerate(duty.people if spans else ()):
            (reserve if rank else first).setdefault(who, []).extend(spans)
    return {
        who: Tally(
            length(_union(first.get(who, ()))),
            length(without(_union(reserve.get(who, ())), _union(first.get(who, ())))),
            _worked(who, works, _union([*first.get(who, ()), *reserve.get(who, ())])),
        )
        for who in dict.fromkeys((*first, *reserve))
    }


def _worked(who: str, works: Sequence[Work], on_duty: Sequence[Span]) -> timedelta:
    """The time at work within the hours on duty; what lies outside them was ordinary work."""
    mine = _union((to_utc(work.start), to_utc(work.end)) for work in works if work.who == who)
    return length(mine) - length(without(mine, on_duty))


class ShortRest(NamedTuple):
    """Work in the night left less than eleven hours of rest before the desk opens: work may go on from `resume` on."""

    who: str
    ended: datetime
    opens: datetime
    resume: datetime


def short_rests(works: Iterable[Work], business: Calendar | None) -> tuple[ShortRest, ...]:
    """The rests that are too short, by the end of the last work of each night; none without hours of business."""
    if business is None:
        return ()
    nights: dict[tuple[str, datetime, datetime], list[Span]] = {}
    for work in works:
        span = to_utc(work.start), to_utc(work.end)
        night = _night(business, span[0]) or _night(business, span[1])
        if night is not None and span[0] < span[1]:
            nights.setdefault((work.who, *night), []).append(span)
    found = (_short(who, closed, opens, _union(spans)) for (who, closed, opens), spans in nights.items())
    return tuple(sorted((one for one in found if one), key=lambda one: (one.ended, one.who)))


def _night(business: Calendar, at: datetime) -> Span | None:
    """The closed span around, or beginning at, an instant; None for one inside the hours of business."""
    windows = list(business.windows(at - _A_WEEK, at + _A_WEEK))
    closed = max((closes for _opens, closes in windows if closes <= at), default=None)
    opens = min((opens for opens, _closes in windows if opens >= at), default=None)
    inside = any(opens < at < closes for opens, closes in windows)
    return (closed, opens) if closed and opens and not inside else None


def _short(who: str, closed: datetime, opens: datetime, spans: Sequence[Span]) -> ShortRest | None:
    rests = without([(closed, opens)], spans)
    ended = spans[-1][1]
    if ended <= closed or any(end - start >= REST for start, end in rests):
        return None
    return ShortRest(who, ended, opens, ended + REST)


def is_short_notice(since: date, today: date) -> bool:
    """Whether a duty that begins on a day is made known less than fifteen days ahead."""
    return (since - today).days < NOTICE_DAYS


def _union(spans: Iterable[Span]) -> list[Span]:
    """The same time in spans that do not touch, in order."""
    return list(joined(sorted(spans)))
