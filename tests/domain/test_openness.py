from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from celyactl.domain.calendar import coverage_calendar
from celyactl.domain.company import Coverage
from celyactl.domain.contract import CoveragePeriod
from celyactl.domain.openness import openness
from celyactl.errors.calendar import NaiveInstant

NIGHTS = Coverage(week={"mon": ("22:00-24:00",), "tue": ("00:00-06:00", "20:00-21:00")}, holidays="open")


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


def test_a_coverage_that_never_closes_never_changes():
    always = Coverage(
        week=dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("00:00-24:00",)), holidays="open"
    )
    assert at("2026-11-23T23:00:00+01:00", always) == (True, "window", None)


def test_the_clock_change_is_no_change_of_coverage():
    summer = Coverage(week={"sat": ("20:00-24:00",), "sun": ("00:00-08:00",)}, holidays="open")
    assert at("2026-10-24T22:00:00+02:00", summer) == (True, "window", "2026-10-25T08:00:00+01:00")


def test_an_instant_without_offset_is_refused():
    with pytest.raises(NaiveInstant):
        openness(calendar(NIGHTS), datetime(2026, 11, 23, 23, 0))  # noqa: DTZ001 - that is the point
