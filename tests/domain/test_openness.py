from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from celyactl.domain.calendar import coverage_calendar
from celyactl.domain.company import Coverage
from celyactl.domain.contract import CoveragePeriod
from celyactl.domain.openness import openness
from celyactl.errors.calendar import NaiveInstant

NIGHTS = Coverage(week={"mon": ("22:00-24:00",), "tue": ("00:00-06:00", "20:00-21:00")}, holidays="open")


def week(windows):
    return dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), windows)


def calendar(coverage, zone="Europe/Paris"):
    periods = (CoveragePeriod(since=date(2026, 1, 1), coverage="one"),)
    return coverage_calendar(periods, {"one": coverage}, zone, ("FR", lambda _zone, _year: ()))


def at(text, coverage=NIGHTS):
    found = openness(calendar(coverage), datetime.fromisoformat(text))
    return found.open, found.why, found.changes_at and found.changes_at.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23T23:00:00+01:00", (True, "window", "2026-11-24T06:00:00+01:00")),
        ("2026-11-24T06:00:00+01:00", (False, "night", "2026-11-24T20:00:00+01:00")),
        ("2026-11-24T20:30:00+01:00", (True, "window", "2026-11-24T21:00:00+01:00")),
        ("2026-11-25T12:00:00+01:00", (False, "weekend", "2026-11-30T22:00:00+01:00")),
    ],
)
def test_windows_that_touch_at_midnight_are_one(text, expected):
    assert at(text) == expected


def test_the_day_is_local_and_the_change_is_told_in_the_calendar_s_zone():
    found = openness(calendar(NIGHTS), datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert (found.day, found.at.isoformat()) == (date(2026, 11, 24), "2026-11-24T00:30:00+01:00")
    assert found.changes_at.isoformat() == "2026-11-24T06:00:00+01:00"


@pytest.mark.parametrize("windows", [("00:00-24:00",), ("12:00-24:00", "00:00-12:00"), ("00:00-13:00", "09:00-24:00")])
def test_a_coverage_that_never_closes_never_changes(windows):
    assert at("2026-11-23T23:00:00+01:00", Coverage(week=week(windows), holidays="open")) == (True, "window", None)


def test_nobody_looks_through_ten_years_for_a_closing_that_never_comes(monkeypatch):
    always = calendar(Coverage(week=week(("00:00-24:00",)), holidays="open"))
    monkeypatch.setattr(type(always), "windows", lambda *_: pytest.fail("ten years were looked through"))
    assert openness(always, datetime(2026, 11, 23, 23, 0, tzinfo=UTC)).changes_at is None


@pytest.mark.parametrize(
    ("windows", "changes"),
    [(("00:00-23:00",), "2026-11-23T23:00:00+01:00"), (("00:00-12:00", "12:01-24:00"), "2026-11-24T12:00:00+01:00")],
)
def test_a_gap_in_the_day_closes(windows, changes):
    found = at("2026-11-23T22:30:00+01:00", Coverage(week=week(windows), holidays="open"))
    assert found == (True, "window", changes)


def test_an_exception_closes_a_coverage_that_is_open_round_the_clock():
    party = Coverage(week=week(("00:00-24:00",)), holidays="open", exceptions={date(2029, 7, 14): ()})
    assert at("2026-11-23T23:00:00+01:00", party) == (True, "window", "2029-07-14T00:00:00+02:00")


def test_a_coverage_to_come_closes_what_is_open_round_the_clock_until_then():
    coverages = {"always": Coverage(week=week(("00:00-24:00",)), holidays="open"), "nights": NIGHTS}
    periods = [(date(2026, 1, 1), "always"), (date(2028, 3, 1), "nights")]
    told = [CoveragePeriod(since=since, coverage=name) for since, name in periods]
    amended = coverage_calendar(told, coverages, "Europe/Paris", ("FR", lambda _zone, _year: ()))
    found = openness(amended, datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    assert found.changes_at == datetime(2028, 2, 29, 23, 0, tzinfo=UTC)


def test_the_clock_change_is_no_change_of_coverage():
    summer = Coverage(week={"sat": ("20:00-24:00",), "sun": ("00:00-08:00",)}, holidays="open")
    assert at("2026-10-24T22:00:00+02:00", summer) == (True, "window", "2026-10-25T08:00:00+01:00")


def test_an_instant_without_offset_is_refused():
    with pytest.raises(NaiveInstant):
        openness(calendar(NIGHTS), datetime(2026, 11, 23, 23, 0))  # noqa: DTZ001 - that is the point
