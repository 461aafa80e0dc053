"""Covered time by date of effect: which windows a day has, what is asked of the holidays, what is unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import at, calendar, company, contract, holidays

from celyactl.domain.calendar import Amendment, coverage_calendar, named_calendar
from celyactl.domain.company import Coverage
from celyactl.domain.contract import CoveragePeriod
from celyactl.domain.coverages import STANDARD
from celyactl.domain.local_time import to_utc
from celyactl.errors.calendar import UnknownHolidayZone, WeekWithoutWindow
from celyactl.errors.desk import UnknownCoverage

BEFORE = CoveragePeriod(since=date(2026, 1, 1), coverage="business")
AFTER = CoveragePeriod(since=date(2026, 12, 1), coverage="extended")


def hours(cover, start, end):
    return cover.elapsed(at(start), at(end)) / timedelta(hours=1)


def test_each_day_has_the_windows_of_the_coverage_in_force_on_it():
    cover = calendar(contract(coverage=(AFTER, BEFORE)))
    assert hours(cover, "2026-11-30 00:00", "2026-12-01 00:00") == 10
    assert hours(cover, "2026-12-01 00:00", "2026-12-02 00:00") == 16
    assert [cover.coverage_on(date(2026, 11, 30)), cover.coverage_on(date(2026, 12, 1))] == ["business", "extended"]


def test_the_first_coverage_also_holds_before_its_day():
    assert hours(calendar(contract(coverage=(AFTER,))), "2026-11-30 00:00", "2026-12-01 00:00") == 16


def test_of_two_coverages_since_one_day_the_later_listed_holds():
    again = CoveragePeriod(since=date(2026, 12, 1), coverage="full")
    assert calendar(contract(coverage=(BEFORE, AFTER, again))).coverage_on(date(2026, 12, 1)) == "full"


def test_amendments_are_told_at_local_midnight():
    cover = calendar(contract(coverage=(BEFORE, AFTER)))
    assert cover.amendments(at("2026-11-01 00:00"), at("2026-12-31 00:00")) == (
        Amendment(to_utc(at("2026-12-01 00:00")), "extended"),
    )
    assert cover.amendments(at("2026-12-01 00:00"), at("2026-12-31 00:00")) == ()


def test_days_targets_count_the_open_days_of_each_coverage():
    cover = calendar(contract(coverage=(BEFORE, AFTER)))
    assert cover.add_days(at("2026-11-27 09:00"), 7).date() == date(2026, 12, 6)


def test_an_exception_replaces_the_windows_of_its_date_holiday_or_not():
    special = Coverage(
        week=STANDARD["business"].week,
        holidays="closed",
        exceptions={date(2026, 11, 11): ("09:00-12:00",), date(2026, 12, 24): ()},
    )
    cover = calendar(contract(coverage="special"), company(coverages={"special": special}))
    assert hours(cover, "2026-11-11 00:00", "2026-11-12 00:00") == 3
    assert hours(cover, "2026-12-24 00:00", "2026-12-25 00:00") == 0
    assert cover.day_kind(date(2026, 12, 24)) == "exception"


@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2026, 11, 10), "open"), (date(2026, 11, 11), "holiday"), (date(2026, 11, 14), "weekend")],
)
def test_a_closed_day_says_why(day, kind):
    assert calendar(contract()).day_kind(day) == kind


def asked(coverage, start, end):
    years = []

    def recording(zone, year):
        years.append((zone, year))
        return holidays(zone, year)

    cover = named_calendar(coverage, STANDARD, "Europe/Paris", ("fr-57", recording))
    cover.elapsed(at(start), at(end))
    cover.elapsed(at(start), at(end))
    return years


def test_holidays_are_asked_for_once_and_only_in_the_years_that_are_needed():
    assert asked("business", "2026-12-28 09:00", "2026-12-29 09:00") == [("FR-57", 2026)]
    assert asked("business", "2026-12-30 09:00", "2027-01-04 09:00") == [("FR-57", 2026), ("FR-57", 2027)]


def test_a_coverage_that_is_open_on_holidays_never_asks():
    assert asked("extended", "2026-12-30 09:00", "2027-01-04 09:00") == []


def test_an_unknown_coverage_is_answered_with_the_known_ones_nearest_first():
    with pytest.raises(UnknownCoverage, match=r"extendd.*extended, business, full"):
        calendar(contract(coverage="extendd"))


def test_an_unknown_holiday_zone_is_refused_before_any_day_is_computed():
    with pytest.raises(UnknownHolidayZone):
        calendar(contract(holidays="FR-99"))


def test_a_coverage_that_never_opens_is_refused():
    never = Coverage(week={}, holidays="open")
    with pytest.raises(WeekWithoutWindow):
        coverage_calendar((BEFORE,), {"business": never}, "Europe/Paris", ("FR", holidays))
