"""The worked examples of the rules, E1 to E17, told as tickets and read off their clocks; local times of Paris."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from builders import Journal, at, calendar, contract, target

from celyactl.domain.availability import Outage, availability
from celyactl.domain.contract import CoveragePeriod
from celyactl.domain.exclusions import Exclusion
from celyactl.domain.thresholds import reached_at


def due(journal, of, clock="restoration", *operations, now="2026-11-01 00:00"):
    return journal.clocks(of, now, *operations)[clock].due_at


def test_e1_the_weekend_does_not_count():
    of, journal = contract(target("P3", "1h", "8h")), Journal("2026-11-20 17:30")
    assert due(journal, of, "response") == datetime.fromisoformat("2026-11-23T08:30+01:00")
    assert due(journal, of) == datetime.fromisoformat("2026-11-23T15:30+01:00")
    restoration = journal.courses(of, "2026-11-20 17:30")["restoration"]
    assert reached_at(restoration, 75) == datetime.fromisoformat("2026-11-23T13:30+01:00")


def test_e2_a_public_holiday_does_not_count():
    journal = Journal("2026-11-10 16:00")
    assert due(journal, contract(target("P3", None, "4h"))) == datetime.fromisoformat("2026-11-12T10:00+01:00")


def test_e3_clocks_change_over_a_closed_weekend_and_easter_monday():
    journal = Journal("2027-03-26 17:00")
    assert due(journal, contract(target("P3", None, "8h"))) == datetime.fromisoformat("2027-03-30T15:00+02:00")


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        pytest.param("2027-03-27T23:00+01:00", "2027-03-28T04:00+02:00", id="E4-an-hour-is-skipped"),
        pytest.param("2026-10-24T23:30+02:00", "2026-10-25T02:30+01:00", id="E5-an-hour-comes-twice"),
    ],
)
def test_round_the_clock_hours_are_real_hours(reported, expected):
    found = due(Journal(reported), contract(target("P3", None, "4h"), coverage="full"))
    assert found.isoformat() == datetime.fromisoformat(expected).isoformat()


def test_e6_waiting_for_the_client_pauses_the_restoration_and_not_the_response():
    of = contract(target("P3", "4h", "4h"))
    journal = Journal("2026-11-23 09:00").wait("2026-11-23 10:00").resume("2026-11-24 09:30")
    assert due(journal, of, now="2026-11-24 09:30") == datetime.fromisoformat("2026-11-24T12:30+01:00")
    assert due(journal, of, "response", now="2026-11-24 09:30") == datetime.fromisoformat("2026-11-23T13:00+01:00")
    assert journal.clocks(of, "2026-11-24 09:30")["restoration"].paused_seconds == 9.5 * 3600
    assert journal.clocks(of, "2026-11-24 09:30")["response"].paused_seconds == 0


def test_e7_a_pause_in_closed_hours_is_worth_nothing():
    journal = Journal("2026-11-20 16:00").wait("2026-11-20 18:30").resume("2026-11-23 07:30")
    clock = journal.clocks(contract(target("P3", None, "4h")), "2026-11-23 08:00")["restoration"]
    assert clock.due_at == datetime.fromisoformat("2026-11-23T10:00+01:00")
    assert clock.paused_seconds == 0


def test_e8_a_reopening_goes_on_with_what_was_consumed():
    journal = Journal("2026-11-23 09:00").settle("2026-11-23 11:00").reopen("2026-11-25 14:00")
    clock = journal.clocks(contract(target("P3", None, "4h")), "2026-11-25 14:00")["restoration"]
    assert clock.due_at == datetime.fromisoformat("2026-11-25T16:00+01:00")
    assert clock.elapsed == timedelta(hours=2)


def test_e9_a_stricter_priority_counts_from_its_instant_at_most():
    of = contract(target("P3", None, "16h"), target("P1", None, "4h"))
    journal = Journal("2026-11-23 09:00")
    assert due(journal, of, now="2026-11-23 13:00") == datetime.fromisoformat("2026-11-24T15:00+01:00")
    journal.priority("2026-11-23 14:00", "P1")
    assert due(journal, of, now="2026-11-23 14:00") == datetime.fromisoformat("2026-11-23T18:00+01:00")


def test_e10_an_amended_coverage_holds_from_its_day():
    periods = (
        CoveragePeriod(since=date(2020, 1, 1), coverage="business"),
        CoveragePeriod(since=date(2026, 12, 1), coverage="extended"),
    )
    journal, promised = Journal("2026-11-30 17:00"), target("P3", None, "8h")
    assert due(journal, contract(promised, coverage=periods)) == datetime.fromisoformat("2026-12-01T14:00+01:00")
    assert due(journal, contract(promised)) == datetime.fromisoformat("2026-12-01T15:00+01:00")


@pytest.mark.parametrize(
    ("announced", "expected"),
    [("2026-11-23 12:00", "2026-11-24T16:00+01:00"), ("2026-11-23 12:01", "2026-11-24T14:00+01:00")],
    ids=["24-hours-before", "too-late"],
)
def test_e11_an_operation_announced_in_time_excludes_its_window(announced, expected):
    operation = Exclusion(at("2026-11-24 12:00"), at("2026-11-24 14:00"), at(announced), frozenset({"pbx"}))
    journal = Journal("2026-11-24 10:00", components=("pbx", "trunk"))
    found = due(journal, contract(target("P3", None, "4h")), "restoration", operation)
    assert found == datetime.fromisoformat(expected)


def test_e12_every_day_until_late_at_night():
    of = contract(target("P3", "30m", "4h"), coverage="extended")
    journal = Journal("2026-12-26 22:30")
    assert due(journal, of, "response") == datetime.fromisoformat("2026-12-26T23:00+01:00")
    assert due(journal, of) == datetime.fromisoformat("2026-12-27T10:30+01:00")


@pytest.mark.parametrize(("zone", "expected"), [("FR", "2026-04-03T11:00+02:00"), ("FR-57", "2026-04-07T11:00+02:00")])
def test_e13_the_contract_names_the_holiday_zone(zone, expected):
    of = contract(target("P3", None, "4h"), holidays=zone)
    assert due(Journal("2026-04-02 17:00"), of) == datetime.fromisoformat(expected)


def test_e14_a_call_out_of_hours_starts_the_clock_at_the_next_opening():
    of, journal = contract(target("P3", "1h", "4h")), Journal("2026-11-21 10:00")
    clock = journal.clocks(of, "2026-11-21 10:00")["response"]
    assert clock.due_at == datetime.fromisoformat("2026-11-23T09:00+01:00")
    assert clock.started_at == datetime.fromisoformat("2026-11-23T08:00+01:00")
    assert not calendar(of).is_open(at("2026-11-21 10:00"))


def test_e15_business_days_keep_the_local_time():
    journal = Journal("2026-11-05 16:20")
    assert due(journal, contract(target("P3", None, "5d"))) == datetime.fromisoformat("2026-11-13T16:20+01:00")


@pytest.mark.parametrize(("coverage", "hours"), [("business", 2520), ("extended", 5840), ("full", 8760)])
def test_e16_covered_hours_of_a_year(coverage, hours):
    of = contract(coverage=coverage)
    assert calendar(of).elapsed(at("2026-01-01 00:00"), at("2027-01-01 00:00")) == timedelta(hours=hours)


def test_e17_availability_leaves_planned_time_out():
    down = [
        Outage("sip", at("2026-11-08 02:00"), at("2026-11-08 04:00"), planned=True),
        Outage("sip", at("2026-11-17 09:00"), at("2026-11-17 09:45")),
    ]
    found = availability(down, at("2026-11-01 00:00"), at("2026-12-01 00:00"))
    assert round(found.percent, 4) == 99.8955
    assert (found.planned, found.unplanned) == (timedelta(hours=2), timedelta(minutes=45))
