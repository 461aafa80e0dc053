"""The worked examples of docs/sla.md told by the commands that people type, and read off `sla show` and `sla due`.

Local times are of Paris. E17, availability, is in `tests/report/test_outage.py`.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from planned import Works, paris

NEW = ("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité", "--kind", "incident")
SINCE_2020 = ("--start", "2020-01-01")


class Told:
    """A contract whose tickets are told at their hours."""

    def __init__(self, desk) -> None:
        self.desk = desk

    def sell(self, *targets: str, more: tuple[str, ...] = ()) -> Told:
        promised = (word for target in targets for word in ("--target", target))
        self.desk.sell("acme-2026", *SINCE_2020, *promised, *more)
        return self

    def report(self, at: str, *more: str) -> str:
        """A ticket that is reported at that time; its reference."""
        return self.at(at, *NEW, *more)["ref"]

    def at(self, when: str, *words: str):
        """The answer of a command at that time."""
        instant = datetime.fromisoformat(when)
        self.desk.now = instant if instant.tzinfo else paris(when)
        return self.desk.ask(*words)

    def clock(self, ref: str, name: str = "restoration", now: str | None = None):
        shown = self.desk.ask("sla", "show", ref, *(["--now", now] if now else []))["clocks"]
        return next(clock for clock in shown if clock["name"] == name)

    def due(self, ref: str, name: str = "restoration") -> str:
        return self.clock(ref, name)["due_at"]

    def reckoned(self, start: str, target: str) -> str:
        """What `sla due` says for the contract."""
        return self.desk.ask("sla", "due", "--from", start, "--target", target, "--contract", "acme-2026")["due_at"]


@pytest.fixture
def told(desk):
    return Told(desk)


def test_e1_the_weekend_does_not_count(told):
    ref = told.sell("P3:1h:8h").report("2026-11-20T17:30")
    assert told.due(ref, "response") == told.reckoned("2026-11-20T17:30", "1h") == "2026-11-23T08:30:00+01:00"
    assert told.due(ref) == told.reckoned("2026-11-20T17:30", "8h") == "2026-11-23T15:30:00+01:00"
    # 75 % of the restoration
    assert told.clock(ref, now="2026-11-23T13:30")["elapsed_seconds"] == 6 * 3600


def test_e2_a_public_holiday_does_not_count(told):
    ref = told.sell("P3:-:4h").report("2026-11-10T16:00")
    assert told.due(ref) == told.reckoned("2026-11-10T16:00", "4h") == "2026-11-12T10:00:00+01:00"


def test_e3_clocks_change_over_a_closed_weekend_and_easter_monday(told):
    ref = told.sell("P3:-:8h").report("2027-03-26T17:00")
    assert told.due(ref) == told.reckoned("2027-03-26T17:00", "8h") == "2027-03-30T15:00:00+02:00"


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        pytest.param("2027-03-27T23:00+01:00", "2027-03-28T04:00:00+02:00", id="E4-an-hour-is-skipped"),
        pytest.param("2026-10-24T23:30+02:00", "2026-10-25T02:30:00+01:00", id="E5-the-second-half-past-two"),
    ],
)
def test_round_the_clock_hours_are_real_hours(told, reported, expected):
    ref = told.sell("P3:-:4h", more=("--coverage", "full")).report(reported)
    assert told.due(ref) == told.reckoned(reported, "4h") == expected


def test_e6_waiting_for_the_client_pauses_the_restoration_and_not_the_response(told):
    ref = told.sell("P3:4h:4h").report("2026-11-23T09:00")
    told.at("2026-11-23T10:00", "ticket", "wait", ref, "--for", "client", "--question", "Quel poste ?")
    assert told.clock(ref)["status"] == "paused"
    told.at("2026-11-24T09:30", "ticket", "resume", ref)
    assert told.due(ref) == "2026-11-24T12:30:00+01:00"
    assert told.due(ref, "response") == "2026-11-23T13:00:00+01:00"


def test_e7_a_pause_in_closed_hours_is_worth_nothing(told):
    ref = told.sell("P3:-:4h").report("2026-11-20T16:00")
    told.at("2026-11-20T18:30", "ticket", "wait", ref, "--for", "client", "--question", "Quel poste ?")
    told.at("2026-11-23T08:00", "ticket", "resume", ref, "--at", "2026-11-23T07:30")
    assert (told.due(ref), told.clock(ref)["paused_seconds"]) == ("2026-11-23T10:00:00+01:00", 0)


def test_e8_a_reopening_goes_on_with_what_was_consumed(told):
    ref = told.sell("P3:-:4h").report("2026-11-23T09:00")
    for act in (("cause", ref, "Un câble"), ("restore", ref), ("resolve", ref)):
        told.at("2026-11-23T11:00", "ticket", *act)
    told.at("2026-11-25T14:00", "ticket", "reopen", ref)
    clock = told.clock(ref)
    assert (clock["due_at"], clock["elapsed_seconds"]) == ("2026-11-25T16:00:00+01:00", 2 * 3600)


def test_e9_a_stricter_priority_counts_from_its_instant_at_most(told):
    ref = told.sell("P1:-:4h", "P3:-:16h").report("2026-11-23T09:00")
    assert told.due(ref) == "2026-11-24T15:00:00+01:00"
    told.at("2026-11-23T14:00", "ticket", "priority", ref, "P1")
    assert told.due(ref) == "2026-11-23T18:00:00+01:00"


def test_e10_an_amended_coverage_holds_from_its_day(told):
    told.sell("P3:-:8h")
    told.at("2026-11-30T16:00", "contract", "amend", "acme-2026", "--from", "2026-12-01", "--coverage", "extended")
    ref = told.report("2026-11-30T17:00")
    assert told.due(ref) == told.reckoned("2026-11-30T17:00", "8h") == "2026-12-01T14:00:00+01:00"


def test_e11_an_operation_announced_in_time_excludes_its_window(told):
    told.sell("P3:-:4h").desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    Works(told.desk).announce("2026-11-24T12:00", "2026-11-24T14:00", "ipbx")
    ref = told.report("2026-11-24T10:00", "--component", "ipbx")
    assert told.due(ref) == "2026-11-24T16:00:00+01:00"


def test_e12_every_day_until_late_at_night(told):
    ref = told.sell("P3:30m:4h", more=("--coverage", "extended")).report("2026-12-26T22:30")
    assert told.due(ref, "response") == told.reckoned("2026-12-26T22:30", "30m") == "2026-12-26T23:00:00+01:00"
    assert told.due(ref) == told.reckoned("2026-12-26T22:30", "4h") == "2026-12-27T10:30:00+01:00"


@pytest.mark.parametrize(
    ("zone", "expected"), [("FR", "2026-04-03T11:00:00+02:00"), ("FR-57", "2026-04-07T11:00:00+02:00")]
)
def test_e13_the_contract_names_the_holiday_zone(told, zone, expected):
    ref = told.sell("P3:-:4h", more=("--holidays", zone)).report("2026-04-02T17:00")
    assert told.due(ref) == told.reckoned("2026-04-02T17:00", "4h") == expected


def test_e14_a_call_out_of_hours_starts_the_clock_at_the_next_opening(told):
    told.sell("P3:1h:4h")
    ticket = told.at("2026-11-21T10:00", *NEW, "--channel", "phone")
    assert (ticket["out_of_hours"], ticket["out_of_contract"]) == (True, None)
    assert told.desk.run(*NEW, "--json", "--lang", "en").warnings == [
        "Out of hours: that day of the week is not covered; time counts from Mon 23 Nov 08:00"
    ]
    clock = told.clock(ticket["ref"], "response")
    assert (clock["started_at"], clock["due_at"]) == ("2026-11-23T08:00:00+01:00", "2026-11-23T09:00:00+01:00")


def test_e15_business_days_keep_the_local_time(told):
    ref = told.sell("P3:-:5d").report("2026-11-05T16:20")
    assert told.due(ref) == told.reckoned("2026-11-05T16:20", "5d") == "2026-11-13T16:20:00+01:00"


@pytest.mark.parametrize(
    ("coverage", "hours", "last"),
    [
        ("business", 2520, "2026-12-31T18:00:00+01:00"),
        ("extended", 5840, "2026-12-31T23:00:00+01:00"),
        ("full", 8760, "2027-01-01T00:00:00+01:00"),
    ],
)
def test_e16_covered_hours_of_a_year_reach_to_its_end_and_not_a_minute_further(run, coverage, hours, last):
    words = ["sla", "due", "--from", "2026-01-01T00:00", "--coverage", coverage, "--holidays", "FR", "--json"]
    assert run(*words, "--target", f"{hours}h").data["due_at"] == last
    assert run(*words, "--target", f"{hours}h01").data["due_at"][:4] == "2027"
