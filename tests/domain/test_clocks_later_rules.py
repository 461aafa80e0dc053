"""The rules of the clocks one by one, 9 to 16, and what they leave open; local times of Paris, `business`."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from builders import Journal, at, contract, target
from clock_reading import FOUR, LATER, due, monday, paris, shown

from celyactl.domain.clocks import clocks
from celyactl.domain.contract import TargetPeriod
from celyactl.domain.entries.lifecycle import Escalate
from celyactl.domain.promises import promise_for
from celyactl.domain.words import Level, Mode, OutOfContract

SIXTEEN = contract(target("P1", "1h", "4h"), target("P2", "2h", "8h"), target("P3", "4h", "16h"), target("P4", "1d"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("14:00", "P1")], "2026-11-23 18:00"),
        ([("17:00", "P2")], "2026-11-24 15:00"),
        ([("14:00", "P1"), ("15:00", "P2")], "2026-11-23 17:00"),
        ([("14:00", "P1"), ("15:00", "P3")], "2026-11-24 15:00"),
        ([("14:00", "P4"), ("15:00", "P1")], "2026-11-24 09:00"),
        ([("14:00", "P4")], None),
        ([("14:00", "P3")], "2026-11-24 15:00"),
        ([("14:00", "P1"), ("15:00", "P1")], "2026-11-23 18:00"),
        ([("14:00", "P1"), ("14:00", "P3")], "2026-11-24 15:00"),
        ([("14:00", "P1"), ("13:00", "P2")], "2026-11-24 11:00"),
    ],
    ids=[
        "stricter",
        "the old deadline first",
        "looser from the opening",
        "back",
        "no target between",
        "to no target",
        "the same",
        "said again",
        "corrected at once",
        "entered late",
    ],
)
def test_rule_9_priorities(changes, expected):
    journal = monday()
    for time, priority in changes:
        journal.priority(f"2026-11-23 {time}", priority)
    assert due(journal, of=SIXTEEN) == (expected and paris(expected))


def test_rule_9_a_past_breach_stays_a_breach():
    journal = Journal("2026-11-23 09:00", "P1").priority("2026-11-23 13:30", "P3")
    clock = shown(journal, of=SIXTEEN)
    assert (clock.status, clock.due_at, clock.target) == ("breached", at("2026-11-23 13:00"), "4h")


def test_rule_9_at_its_deadline_a_clock_is_not_late_yet():
    journal = Journal("2026-11-23 09:00", "P1").priority("2026-11-23 13:00", "P3")
    assert due(journal, of=SIXTEEN) == paris("2026-11-24 15:00")


def test_rule_9_a_priority_at_the_instant_of_the_restoration_comes_too_late():
    journal = Journal("2026-11-23 09:00", "P1").restore("2026-11-23 10:00").priority("2026-11-23 10:00", "P3")
    assert due(journal, of=SIXTEEN) == paris("2026-11-23 13:00")


def test_rule_9_a_response_that_was_given_is_not_judged_anew():
    journal = monday().ack("2026-11-23 11:00").priority("2026-11-23 11:30", "P1")
    assert shown(journal, of=SIXTEEN, clock="response").due_at == at("2026-11-23 13:00")


def test_rule_9_a_response_still_to_come_is():
    journal = monday().priority("2026-11-23 10:00", "P1")
    assert due(journal, of=SIXTEEN, clock="response") == paris("2026-11-23 11:00")


def test_rule_9_a_stricter_priority_after_a_reopening_counts_from_there():
    journal = monday().settle("2026-11-23 10:00").priority("2026-11-24 08:00", "P1").reopen("2026-11-24 09:00")
    assert due(journal, of=SIXTEEN) == paris("2026-11-24 13:00")


AMENDED = contract(
    targets=(
        TargetPeriod(since=date(2026, 12, 1), targets=(target("P3", None, "2h"), target("P1", None, "1h"))),
        TargetPeriod(since=date(2020, 1, 1), targets=(target("P3", None, "16h"), target("P1", None, "4h"))),
    ),
)


def test_rule_10_the_target_is_the_one_at_the_opening():
    assert due(Journal("2026-11-30 16:00"), of=AMENDED) == paris("2026-12-02 12:00")
    assert due(Journal("2026-12-01 08:00"), of=AMENDED) == paris("2026-12-01 10:00")


def test_rule_10_a_change_of_priority_takes_the_target_of_its_day():
    journal = Journal("2026-11-30 16:00").priority("2026-12-01 09:00", "P1")
    assert due(journal, of=AMENDED) == paris("2026-12-01 10:00")


def test_rule_13_out_of_contract_has_no_target():
    journal = Journal("2026-11-23 09:00", out_of_contract=OutOfContract.NO_CONTRACT)
    assert [(c.status, c.target, c.due_at) for c in journal.clocks(FOUR, LATER).values()] == [("none", None, None)] * 2


def test_rule_13_a_ticket_without_any_contract_shows_clocks_that_count_nothing():
    story = Journal("2026-11-23 09:00", contract=None).story
    found = clocks(story, promise_for(story.header, None, "Europe/Paris"), None, (), at(LATER))
    assert [(clock.name, clock.status, clock.elapsed_seconds) for clock in found] == [
        ("response", "none", 0),
        ("restoration", "none", 0),
    ]


def test_rule_14_without_a_target_what_happened_is_still_told():
    clock = shown(monday().restore("2026-11-23 11:00"), of=contract())
    assert (clock.status, clock.met_at, clock.elapsed_seconds) == ("none", at("2026-11-23 11:00"), 7200)


def test_rule_16_an_escalation_changes_no_clock():
    journal = monday().add(Escalate, "2026-11-23 10:00", to=Level.SYSTEM, reason="card", handover="…")
    assert due(journal) == paris("2026-11-23 13:00")


def test_the_arrival_on_site_is_a_clock_where_it_is_promised():
    of = contract(target("P3", "1h", "8h", "4h"))
    journal = monday().intervene("2026-11-23 12:00", "2026-11-23 14:00", Mode.ONSITE, arrival=at("2026-11-23 12:20"))
    clock = shown(journal, of=of, clock="onsite")
    assert (clock.status, clock.met_at, clock.due_at) == ("met", at("2026-11-23 12:20"), at("2026-11-23 13:00"))
    assert "onsite" not in journal.clocks(FOUR, LATER)


@pytest.mark.parametrize(("cancelled", "status"), [("2026-11-23 11:00", "none"), ("2026-11-23 14:00", "breached")])
def test_a_cancelled_ticket_stops_its_clocks_and_keeps_its_breaches(cancelled, status):
    clock = shown(monday().cancel(cancelled).restore("2026-11-23 15:00"))
    assert (clock.status, clock.met_at) == (status, None)
    assert clock.elapsed == at(cancelled) - at("2026-11-23 09:00")


def test_seconds_are_whole_and_what_remains_is_rounded_up():
    clock = shown(monday(), "2026-11-23 10:00:00.600000")
    assert (clock.elapsed_seconds, clock.remaining_seconds) == (3600, 3 * 3600)


def test_instants_are_shown_in_the_zone_of_the_company():
    clock = shown(Journal("2026-11-23T08:00:00+00:00").restore("2026-11-23T09:00:00+00:00"))
    assert [when.isoformat() for when in (clock.started_at, clock.met_at, clock.due_at)] == [
        "2026-11-23T09:00:00+01:00",
        "2026-11-23T10:00:00+01:00",
        "2026-11-23T13:00:00+01:00",
    ]


def test_a_list_shows_the_first_deadline_that_is_not_met():
    journal = monday()
    assert journal.due(FOUR) == datetime.fromisoformat("2026-11-23T10:00+01:00")
    assert journal.ack("2026-11-23 09:30").due(FOUR) == datetime.fromisoformat("2026-11-23T13:00+01:00")
    assert journal.wait("2026-11-23 10:00").due(FOUR) is None
    assert journal.resume("2026-11-23 11:00").restore("2026-11-23 11:30").due(FOUR) is None
