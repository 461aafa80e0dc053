"""Service hours and promises of a contract in everyday words, with their dates of effect in the period."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from celyactl.domain.durations import DayTarget, parse_target
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.lists import clauses
from celyactl.render.moments import full_date
from celyactl.render.report.amounts import NONE, hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.company import Coverage
    from celyactl.domain.contract import CoveragePeriod, TargetPeriod
    from celyactl.render.report.matter import Matter

P = TypeVar("P", "CoveragePeriod", "TargetPeriod")

_DAYS: Final = {
    "mon": marked("Monday"),
    "tue": marked("Tuesday"),
    "wed": marked("Wednesday"),
    "thu": marked("Thursday"),
    "fri": marked("Friday"),
    "sat": marked("Saturday"),
    "sun": marked("Sunday"),
}
_SECOND: Final = timedelta(seconds=1)


def coverage_words(matter: Matter) -> Iterator[tuple[date, str]]:
    """The hours that held in the period, each from its day on."""
    for period in _held(matter.contract.coverage, matter):
        known = matter.company.coverages.get(period.coverage)
        yield max(period.since, matter.contract.start), week_words(known) if known else period.coverage


def week_words(coverage: Coverage) -> str:
    """`Monday to Friday 08:00-18:00; closed on public holidays`, with the dash that people print."""
    parts: list[tuple[list[str], str]] = []
    for day in _DAYS:
        windows = ", ".join(coverage.week.get(day, ())).replace("-", "\N{EN DASH}")  # type: ignore[call-overload]  # the same words
        if parts and parts[-1][1] == windows and windows:
            parts[-1][0].append(day)
        else:
            parts.append(([day], windows))
    said = [f"{_range(days)} {windows}" for days, windows in parts if windows]
    public = _("closed on public holidays") if coverage.holidays == "closed" else _("public holidays included")
    return clauses([*said, public])


def target_words(matter: Matter) -> list[list[str]]:
    """The targets that held in the period: since when, urgency, response, restoration."""
    return [
        [
            full_date(max(period.since, matter.contract.start)),
            matter.urgency(target.priority.value),
            duration_words(target.response),
            duration_words(target.restoration),
        ]
        for period in _held(matter.contract.targets, matter)
        for target in period.targets
    ]


def duration_words(promised: str | None) -> str:
    """`4 h`, `2 open days`; a dash for no promise."""
    target = parse_target(promised) if promised else None
    if target is None:
        return NONE
    if isinstance(target, DayTarget):
        return ngettext("{n} open day", "{n} open days", target.days).format(n=target.days)
    return hours(target.duration // _SECOND)


def _range(days: Sequence[str]) -> str:
    if len(days) == 1:
        return _(_DAYS[days[0]])
    return _("{first} to {last}").format(first=_(_DAYS[days[0]]), last=_(_DAYS[days[-1]]))


def _held(periods: Sequence[P], matter: Matter) -> list[P]:
    """Those that were in force on some day of the period, in order."""
    ordered = sorted(periods, key=lambda one: one.since)
    started = [one for one in ordered if one.since < matter.period.end]
    ended = sum(one.since <= matter.period.start for one in started)
    return started[max(0, ended - 1) :]
