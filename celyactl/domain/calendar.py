"""The covered time of a contract, whose coverage may change by date of effect: local days, half-open UTC intervals.

An amendment holds from local midnight of its day (rule 10): each local date has the windows of the coverage in force on
it. Public holidays are asked for by zone and year, only when a date needs them.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from celyactl.domain.contract import CoveragePeriod
from celyactl.domain.holiday_zones import holiday_zone
from celyactl.domain.local_time import opening
from celyactl.domain.service_hours import ServiceHours
from celyactl.errors.desk import UnknownCoverage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from celyactl.domain.company import Company, Coverage
    from celyactl.domain.contract import Contract
    from celyactl.domain.service_hours import Window

    Holidays = Callable[[str, int], Collection[date]]
    """The public holidays of a zone in a year; the caller keeps what was computed once."""

DayKind = Literal["open", "weekend", "holiday", "exception"]
_WHOLE_DAY: Final = timedelta(days=1)


class Amendment(Struct, frozen=True):
    """Another coverage holds from an instant (UTC) on."""

    at: datetime
    coverage: str


class Calendar(ServiceHours):
    """`ServiceHours` whose windows follow the contract's coverage periods; the first also holds before its day."""

    __slots__ = ("_parts",)

    def __init__(self, zone: str, parts: Sequence[tuple[date, CoveredWeek]]) -> None:
        ordered = sorted(parts, key=lambda part: part[0])
        super().__init__(zone, week_of(ordered[0][1].coverage))
        self._parts = tuple(reversed(ordered))

    def coverage_on(self, day: date) -> str:
        """The name of the coverage in force on a local date."""
        return self._part(day).name

    def day_kind(self, day: date) -> DayKind:
        """Why a local date is closed, or `open`."""
        return self._part(day).kind_of(day)

    def never_closes_from(self, day: date) -> bool:
        """Whether a local date and all that follow are open from midnight to midnight."""
        coming = (part for since, part in self._parts if since > day)
        return self._part(day).never_closes and all(part.never_closes for part in coming)

    def amendments(self, start: datetime, end: datetime) -> tuple[Amendment, ...]:
        """The changes of coverage in (start, end), in order."""
        found = []
        for (since, part), (_, before) in zip(self._parts, self._parts[1:], strict=False):
            at = opening(datetime.combine(since, time.min), self.zone)
            if start < at < end and part.name != before.name:
                found.append(Amendment(at, part.name))
        return tuple(reversed(found))

    def _part(self, day: date) -> CoveredWeek:
        for since, part in self._parts:
            if since <= day:
                return part
        return self._parts[-1][1]

    def _windows_of(self, day: date) -> Sequence[Window]:
        return self._part(day).windows_on(day)


class CoveredWeek(ServiceHours):
    """One coverage of the company in a holiday zone; `holidays: open` ignores public holidays."""

    __slots__ = ("_holiday_years", "_holidays_of", "coverage", "holiday_zone", "name")

    def __init__(self, name: str, coverage: Coverage, zone: str, public: tuple[str, Holidays]) -> None:
        exceptions = {day: _ends(windows) for day, windows in coverage.exceptions.items()}
        super().__init__(zone, week_of(coverage), exceptions=exceptions)
        self.name = name
        self.coverage = coverage
        self.holiday_zone = holiday_zone(public[0])
        self._holidays_of = public[1]
        self._holiday_years: dict[int, frozenset[date]] = {}

    @property
    def never_closes(self) -> bool:
        """Whether every date is open from midnight to midnight."""
        return self.coverage.holidays == "open" and all(map(_is_whole, (*self._week, *self._exceptions.values())))

    def windows_on(self, day: date) -> Sequence[Window]:
        """The windows of a local date."""
        return self._windows_of(day)

    def kind_of(self, day: date) -> DayKind:
        """Why a local date is closed, or `open`."""
        if self._windows_of(day):
            return "open"
        if day in self._exceptions:
            return "exception"
        return "holiday" if self._week[day.weekday()] else "weekend"

    def _windows_of(self, day: date) -> Sequence[Window]:
        windows = super()._windows_of(day)
        if not windows or day in self._exceptions or self.coverage.holidays == "open":
            return windows
        return () if day in self._holidays_in(day.year) else windows

    def _holidays_in(self, year: int) -> frozenset[date]:
        known = self._holiday_years.get(year)
        if known is None:
            known = self._holiday_years[year] = frozenset(self._holidays_of(self.holiday_zone, year))
        return known


def _is_whole(windows: Sequence[Window]) -> bool:
    """Whether the windows of a date leave no gap between its midnights."""
    reached = timedelta(0)
    for opens, closes in sorted(windows):
        if opens > reached:
            return False
        reached = max(reached, closes)
    return reached >= _WHOLE_DAY


def contract_calendar(contract: Contract, company: Company, holidays: Holidays) -> Calendar:
    """The covered time of a contract. Raises UnknownCoverage, UnknownHolidayZone, and what `ServiceHours` raises."""
    return coverage_calendar(contract.coverage, company.coverages, company.zone, (contract.holidays, holidays))


def named_calendar(name: str, coverages: Mapping[str, Coverage], zone: str, public: tuple[str, Holidays]) -> Calendar:
    """The covered time of one coverage; `public` is the holiday zone and where its days come from.

    Raises as `contract_calendar`.
    """
    return coverage_calendar((CoveragePeriod(since=date.min, coverage=name),), coverages, zone, public)


def coverage_calendar(
    periods: Sequence[CoveragePeriod], coverages: Mapping[str, Coverage], zone: str, public: tuple[str, Holidays]
) -> Calendar:
    """The covered time of coverages that follow one another; of two since the same day the later listed holds.

    Raises as `contract_calendar`.
    """
    by_day = {period.since: period.coverage for period in periods}
    weeks = {name: _week_of(name, coverages, zone, public) for name in by_day.values()}
    return Calendar(zone, [(since, weeks[name]) for since, name in by_day.items()])


def _week_of(name: str, coverages: Mapping[str, Coverage], zone: str, public: tuple[str, Holidays]) -> CoveredWeek:
    if name not in coverages:
        raise UnknownCoverage(name, _nearest_first(name, coverages), "desk.yaml")
    return CoveredWeek(name, coverages[name], zone, public)


def week_of(coverage: Coverage) -> dict[str, list[tuple[str, str]]]:
    """The week of a coverage as `ServiceHours` takes it: `08:00-18:00` becomes `("08:00", "18:00")`."""
    return {str(day): _ends(windows) for day, windows in coverage.week.items()}


def _ends(windows: Iterable[str]) -> list[tuple[str, str]]:
    pairs = (window.partition("-") for window in windows)
    return [(opens, closes) for opens, _, closes in pairs]


def _nearest_first(name: str, known: Collection[str]) -> list[str]:
    from difflib import get_close_matches  # only needed to word an error

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return [*near, *(other for other in known if other not in near)]
