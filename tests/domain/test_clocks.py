"""The rules of the clocks one by one, 3 to 8, beyond the worked examples; local times of Paris, `business`."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import Journal, at, contract, target
from clock_reading import due, monday, paris, shown

from celyactl.domain.contract import SlaRules
from celyactl.domain.entries import lifecycle
from celyactl.domain.exclusions import Exclusion
from celyactl.domain.words import Kind, WaitFor


@pytest.mark.parametrize(
    ("met_at", "status"),
    [("2026-11-23 13:00", "met"), ("2026-11-23 13:01", "breached")],
    ids=["at the deadline", "a minute late"],
)
def test_rule_3_met_at_the_deadline_is_in_time(met_at, status):
    clock = shown(monday().restore(met_at))
    assert (clock.status, clock.met_at, clock.due_at) == (status, at(met_at), at("2026-11-23 13:00"))


def test_rule_3_a_clock_is_breached_once_its_deadline_has_passed():
    assert shown(monday(), "2026-11-23 13:00").status == "running"
    assert shown(monday(), "2026-11-23 13:00:01").status == "breached"


def test_rule_3_a_zero_target_is_the_first_open_instant():
    at_once = contract(target("P3", "0m", "0h"))
    assert due(Journal("2026-11-21 10:00"), of=at_once, clock="response") == paris("2026-11-23 08:00")
    assert due(monday(), of=at_once) == paris("2026-11-23 09:00")


def test_rule_3_a_zero_target_inside_an_operation_waits_for_its_end():
    operation = Exclusion(at("2026-11-23 08:00"), at("2026-11-23 09:30"), at("2026-11-20 08:00"), frozenset({"pbx"}))
    journal = Journal("2026-11-21 10:00", components=("pbx",))
    at_once = contract(target("P3", "0m"))
    assert due(journal, of=at_once, clock="response", operations=[operation]) == paris("2026-11-23 09:30")


def test_rule_5_the_response_is_the_first_act_and_never_pauses():
    journal = monday().wait("2026-11-23 09:10").ack("2026-11-23 09:40").note("2026-11-23 11:00", public=True)
    clock = shown(journal, clock="response")
    assert (clock.status, clock.met_at, clock.elapsed_seconds, clock.paused_seconds) == (
        "met",
        at("2026-11-23 09:40"),
        2400,
        0,
    )


def test_rule_5_a_resolution_that_the_client_reads_ends_the_response_if_nothing_did_before():
    resolved = monday().settle("2026-11-23 10:00")
    assert shown(resolved, clock="response").met_at == at("2026-11-23 10:00")
    assert shown(resolved.reopen("2026-11-23 11:00"), clock="response").met_at == at("2026-11-23 10:00")
    unseen = monday().cause("2026-11-23 10:00").restore("2026-11-23 10:00")
    unseen.add(lifecycle.Resolve, "2026-11-23 10:00")
    assert shown(unseen, clock="response").met_at is None


def test_rule_5_an_act_from_before_the_opening_counts_from_there():
    journal = monday().intervene("2026-11-23 08:30", "2026-11-23 09:30")
    assert shown(journal, clock="response").met_at == at("2026-11-23 09:00")


@pytest.mark.parametrize(("counts", "expected"), [(True, "2026-11-23 10:00"), (False, "2026-11-23 12:00")])
def test_rule_6_a_workaround_restores_only_if_the_contract_says_so(counts, expected):
    of = contract(target("P3", None, "4h"), sla=SlaRules(workaround_restores=counts))
    journal = monday().restore("2026-11-23 10:00", "half the lines").restore("2026-11-23 12:00")
    assert shown(journal, of=of).met_at == at(expected)


def test_rule_6_an_incident_resolved_on_a_workaround_that_does_not_count_keeps_its_clock():
    journal = monday().cause("2026-11-23 10:00").restore("2026-11-23 10:00", "half").resolve("2026-11-23 10:30")
    assert shown(journal, "2026-11-23 12:00").status == "running"
    assert shown(journal.restore("2026-11-23 12:30")).status == "met"


def test_rule_6_a_request_is_restored_by_its_resolution():
    journal = Journal("2026-11-23 09:00", kind=Kind.REQUEST).start("2026-11-23 10:00").resolve("2026-11-23 11:00")
    assert shown(journal).met_at == at("2026-11-23 11:00")


PAUSES = [
    ("client, asked in public", {"reason": WaitFor.CLIENT}, {}, True),
    ("client, a date it asked for", {"reason": WaitFor.CLIENT, "question": None, "client_date": True}, {}, True),
    ("client, asked nothing", {"reason": WaitFor.CLIENT, "question": None}, {}, False),
    ("client, asked in an internal entry", {"reason": WaitFor.CLIENT, "visibility": "internal"}, {}, False),
    ("third party", {"reason": WaitFor.THIRD_PARTY}, {}, False),
    ("third party, as the contract says", {"reason": WaitFor.THIRD_PARTY}, {"third_party_pauses": True}, True),
    ("internal", {"reason": WaitFor.INTERNAL}, {"third_party_pauses": True}, False),
]


@pytest.mark.parametrize(("wait", "rules", "pauses"), [row[1:] for row in PAUSES], ids=[row[0] for row in PAUSES])
def test_rule_6_what_pauses(wait, rules, pauses):
    of = contract(target("P3", None, "4h"), sla=SlaRules(**rules))
    clock = shown(monday().wait("2026-11-23 10:00", **wait), "2026-11-23 11:00", of)
    assert (clock.status, clock.elapsed_seconds) == (("paused", 3600) if pauses else ("running", 7200))
    assert (clock.due_at is None) is pauses


def test_a_paused_clock_tells_the_deadline_if_the_pause_ended_now():
    clock = shown(monday().wait("2026-11-23 10:00"), "2026-11-23 12:00")
    assert (clock.due_at, clock.due_if_resumed) == (None, at("2026-11-23 15:00"))
    assert (clock.remaining, clock.used) == (timedelta(hours=3), 0.25)


def test_a_clock_looked_at_in_a_pause_does_not_know_when_it_will_end():
    journal = monday().wait("2026-11-23 10:00").resume("2026-11-24 09:30")
    clock = shown(journal, "2026-11-23 12:00")
    assert (clock.status, clock.due_at, clock.paused_seconds) == ("paused", None, 7200)


def test_a_clock_that_was_late_before_its_pause_is_breached_and_keeps_its_deadline():
    clock = shown(monday().wait("2026-11-23 14:00"), "2026-11-23 15:00")
    assert (clock.status, clock.due_at) == ("breached", at("2026-11-23 13:00"))
    assert clock.remaining == -timedelta(hours=1)


def test_what_comes_after_a_clock_is_met_moves_nothing():
    journal = monday().restore("2026-11-23 10:00").priority("2026-11-23 10:30", "P1").wait("2026-11-23 11:00")
    clock = shown(journal)
    assert (clock.status, clock.due_at, clock.paused_seconds) == ("met", at("2026-11-23 13:00"), 0)
    assert clock.target == "4h"


def test_a_clock_met_in_a_pause_is_due_as_if_it_had_ended_then():
    clock = shown(monday().wait("2026-11-23 10:00").restore("2026-11-23 11:00"))
    assert (clock.status, clock.due_at, clock.paused_seconds) == ("met", at("2026-11-23 14:00"), 3600)


DAYS = contract(target("P3", None, "2d"))


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-11-23 09:00", "2026-11-25 09:00"),
        ("2026-11-21 10:00", "2026-11-25 08:00"),
        ("2026-11-09 16:00", "2026-11-12 16:00"),
        ("2026-11-19 17:59", "2026-11-23 17:59"),
    ],
    ids=["same local time", "from the next opening", "over a holiday", "over a weekend"],
)
def test_rule_7_days_keep_the_local_time(opened, expected):
    assert due(Journal(opened), of=DAYS) == paris(expected)


def test_rule_7_what_is_paused_comes_on_top():
    journal = monday().wait("2026-11-23 16:00").resume("2026-11-24 09:30")
    assert due(journal, of=DAYS) == paris("2026-11-25 12:30")


def test_rule_7_a_pause_over_the_deadline_moves_it_too():
    journal = monday().wait("2026-11-24 17:00").resume("2026-11-26 10:00")
    assert due(journal, of=DAYS) == paris("2026-11-26 12:00")


def test_rule_7_a_result_outside_a_window_moves_to_the_next_opening():
    of = contract(target("P3", None, "1d"), coverage="extended", holidays="FR")
    assert due(Journal("2026-11-23 22:00"), of=of) == paris("2026-11-24 22:00")


def test_rule_8_the_response_never_starts_again():
    journal = monday().ack("2026-11-23 09:30").settle("2026-11-23 11:00").reopen("2026-11-25 14:00")
    assert shown(journal, clock="response").status == "met"


def test_rule_8_while_it_is_restored_the_clock_is_met_and_after_the_reopening_it_goes_on():
    journal = monday().settle("2026-11-23 11:00").reopen("2026-11-25 14:00")
    before, after = (shown(journal, now) for now in ("2026-11-25 13:59", "2026-11-25 15:00"))
    assert (before.status, before.met_at, before.elapsed_seconds) == ("met", at("2026-11-23 11:00"), 7200)
    assert (after.status, after.met_at, after.elapsed_seconds) == ("running", None, 3 * 3600)


def test_rule_8_a_confirmation_makes_the_provisional_reopening_worth_nothing():
    journal = monday().settle("2026-11-23 11:00").message("2026-11-24 09:00")
    assert shown(journal, "2026-11-24 12:00").status == "breached"
    clock = shown(journal.confirm("2026-11-24 12:00"))
    assert (clock.status, clock.met_at, clock.elapsed_seconds) == ("met", at("2026-11-23 11:00"), 7200)


def test_rule_8_restored_at_the_instant_of_the_reopening_it_is_met_then():
    journal = monday().settle("2026-11-23 11:00").reopen("2026-11-23 14:00").restore("2026-11-23 14:00")
    assert (shown(journal).met_at, shown(journal).elapsed_seconds) == (at("2026-11-23 14:00"), 7200)


def test_rule_8_a_pause_while_it_was_restored_is_none():
    journal = monday().cause("2026-11-23 10:00").restore("2026-11-23 10:00").wait("2026-11-23 10:30")
    journal.resolve("2026-11-23 11:00").reopen("2026-11-23 14:00")
    clock = shown(journal, "2026-11-23 15:00")
    assert (clock.elapsed_seconds, clock.paused_seconds) == (7200, 0)


def test_rule_8_a_clock_that_was_late_once_stays_breached():
    journal = monday().settle("2026-11-23 14:00").reopen("2026-11-23 15:00").restore("2026-11-23 15:10")
    assert (shown(journal).status, shown(journal).met_at) == ("breached", at("2026-11-23 15:10"))
