"""A ledger line by line, as `sla explain` shows it, and the thresholds of a clock; local times of Paris."""

from __future__ import annotations

from datetime import date, timedelta

from builders import Journal, at, contract, target

from celyactl.domain.contract import CoveragePeriod, SlaRules
from celyactl.domain.exclusions import Exclusion
from celyactl.domain.ledger import forecast, ledger
from celyactl.domain.ledger_lines import ClosedDay
from celyactl.domain.thresholds import Threshold, thresholds
from celyactl.domain.words import ClockName, WaitFor

OF = contract(target("P1", "30m", "2h"), target("P3", "1h", "8h"))


def told(lines):
    return [
        f"{line.start:%d %H:%M} {line.end:%H:%M} {line.code} rule {line.rule}{_about(line)}"
        f" {line.seconds / 3600:g} {line.total / 3600:g}"
        for line in lines
    ]


def _about(line):
    return "".join(f" {word}" for word in (line.detail or line.target,) if word)


def course(journal, now, *operations, of=OF, clock="restoration"):
    return journal.courses(of, now, *operations)[clock]


def test_a_ledger_tells_pauses_nights_operations_and_what_is_still_to_come():
    journal = Journal("2026-11-23 16:00", components=("pbx",)).wait("2026-11-24 09:00").resume("2026-11-24 11:00")
    operation = Exclusion(
        at("2026-11-24 12:00"), at("2026-11-24 14:00"), at("2026-11-20 12:00"), frozenset({"pbx"}), "CEL-2611-0000001"
    )
    found = course(journal, "2026-11-24 15:00", operation)
    assert told(ledger(found)) == [
        "23 16:00 16:00 opened rule 4 8h 0 0",
        "23 16:00 18:00 counted rule 1 business 2 2",
        "23 18:00 08:00 closed rule 2 0 2",
        "24 08:00 09:00 counted rule 1 business 1 3",
        "24 09:00 11:00 paused_client rule 6 0 3",
        "24 11:00 12:00 counted rule 1 business 1 4",
        "24 12:00 14:00 operation rule 11 CEL-2611-0000001 0 4",
        "24 14:00 15:00 counted rule 1 business 1 5",
    ]
    assert told(forecast(found)) == [
        "24 15:00 18:00 counted rule 1 business 3 8",
        "24 18:00 18:00 due rule 3 8h 0 8",
    ]


def test_a_ledger_tells_reopenings_and_how_it_ended():
    journal = Journal("2026-11-21 10:00").settle("2026-11-23 09:00").reopen("2026-11-25 14:00")
    lines = ledger(course(journal.restore("2026-11-25 15:00"), "2026-12-01 09:00"))
    assert told(lines) == [
        "21 10:00 10:00 opened_out_of_hours rule 13 8h 0 0",
        "21 10:00 08:00 closed rule 2 0 0",
        "23 08:00 09:00 counted rule 1 business 1 1",
        "23 09:00 14:00 restored rule 8 0 1",
        "25 14:00 15:00 counted rule 1 business 1 2",
        "25 15:00 15:00 met rule 6 0 2",
    ]
    assert lines[1].days == (ClosedDay(date(2026, 11, 21), "weekend"), ClosedDay(date(2026, 11, 22), "weekend"))


def test_a_ledger_tells_priorities_deadlines_and_holidays():
    journal = Journal("2026-11-10 16:00").priority("2026-11-10 16:30", "P1")
    lines = ledger(course(journal, "2026-11-12 09:00"))
    assert told(lines) == [
        "10 16:00 16:00 opened rule 4 8h 0 0",
        "10 16:00 16:30 counted rule 1 business 0.5 0.5",
        "10 16:30 16:30 priority rule 9 P1 0 0.5",
        "10 16:30 18:00 counted rule 1 business 1.5 2",
        "10 18:00 08:00 closed rule 2 0 2",
        "12 08:00 08:30 counted rule 1 business 0.5 2.5",
        "12 08:30 08:30 due rule 3 2h 0 2.5",
        "12 08:30 09:00 counted rule 1 business 0.5 3",
    ]
    assert lines[4].days == (ClosedDay(date(2026, 11, 11), "holiday"),)
    assert lines[2].target == "2h"


def test_a_ledger_tells_an_amended_coverage_and_a_target_in_days():
    periods = (
        CoveragePeriod(since=date(2020, 1, 1), coverage="full"),
        CoveragePeriod(since=date(2026, 12, 1), coverage="extended"),
    )
    of = contract(target("P3", None, "1d"), coverage=periods)
    assert told(ledger(course(Journal("2026-11-30 22:00"), "2026-12-01 22:00", of=of))) == [
        "30 22:00 22:00 opened rule 4 1d 0 0",
        "30 22:00 00:00 counted rule 1 full 2 2",
        "01 00:00 00:00 coverage rule 10 extended 0 2",
        "01 00:00 07:00 closed rule 2 0 2",
        "01 07:00 22:00 counted rule 1 extended 15 17",
        "01 22:00 22:00 due rule 7 1d 0 17",
    ]


def test_a_wait_for_a_third_party_names_it_where_the_contract_pauses():
    of = contract(target("P3", None, "8h"), sla=SlaRules(third_party_pauses=True))
    journal = Journal("2026-11-23 16:00").wait("2026-11-23 17:00", WaitFor.THIRD_PARTY, party="Orange")
    found = course(journal, "2026-11-23 18:00", of=of)
    assert told(ledger(found))[-1] == "23 17:00 18:00 paused_third_party rule 6 Orange 0 1"
    assert forecast(found) == ()


def test_the_repeated_hour_is_an_hour_like_any_other():
    found = course(Journal("2026-10-25T02:00+02:00"), "2026-10-25T02:00+01:00")
    opened, closed = ledger(found)
    assert (opened.is_mark, closed.is_mark) == (True, False)
    assert closed.end - closed.start == timedelta(hours=1)


def test_a_clock_over_the_change_of_clocks_subtracts_in_real_time():
    journal = Journal("2026-10-24T23:30+02:00").restore("2026-10-25T02:15+01:00")
    clock = journal.clocks(contract(target("P3", None, "4h"), coverage="full"), "2026-10-26 09:00")["restoration"]
    assert clock.due_at - clock.met_at == timedelta(minutes=15)
    assert clock.met_at - clock.started_at == clock.elapsed == timedelta(hours=3, minutes=45)


def test_fractions_of_a_second_are_not_lost():
    lines = ledger(course(Journal("2026-11-23 17:59:59.600000"), "2026-11-24 08:00:00.700000"))
    assert [(line.seconds, line.total) for line in lines if line.code == "counted"] == [(0, 0), (1, 1)]


def test_thresholds_are_told_in_order_of_time_by_clock_and_target():
    courses = Journal("2026-11-20 17:30").courses(OF, "2026-11-20 17:30").values()
    assert thresholds(courses) == (
        Threshold(ClockName.RESPONSE, 75, "1h", at("2026-11-23 08:15")),
        Threshold(ClockName.RESPONSE, 100, "1h", at("2026-11-23 08:30")),
        Threshold(ClockName.RESTORATION, 75, "8h", at("2026-11-23 13:30")),
        Threshold(ClockName.RESTORATION, 100, "8h", at("2026-11-23 15:30")),
    )


def test_a_stricter_priority_has_thresholds_of_its_own_from_its_instant():
    journal = Journal("2026-11-23 09:00").priority("2026-11-23 10:00", "P1")
    (found,) = thresholds([course(journal, "2026-11-23 10:00")], [50])
    assert (found.at, found.target) == (at("2026-11-23 11:00"), "2h")


def test_a_share_of_days_is_a_share_of_the_covered_time_to_the_deadline():
    of = contract(target("P3", None, "2d"))
    (found,) = thresholds([course(Journal("2026-11-23 09:00"), "2026-11-23 09:00", of=of)], [75])
    assert found.at == at("2026-11-24 14:00")


def test_thresholds_that_were_never_reached_are_left_out():
    met = Journal("2026-11-23 09:00").restore("2026-11-23 12:00")
    assert thresholds([course(met, "2026-12-01 09:00")], [25, 50]) == (
        Threshold(ClockName.RESTORATION, 25, "8h", at("2026-11-23 11:00")),
    )
    waiting = Journal("2026-11-23 09:00").wait("2026-11-23 12:00")
    assert [one.percent for one in thresholds([course(waiting, "2026-12-01 09:00")], [25, 50, 100])] == [25]
