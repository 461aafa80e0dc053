from __future__ import annotations

from datetime import datetime

import pytest
from furnishing import done_once

TARGETS = ["--target", "P1:30m:4h", "--target", "P2:1h:8h"]


def paris(text):
    return datetime.fromisoformat(f"2026-11-{text}:00+01:00")


@pytest.fixture
@done_once
def ref(desk):
    """A P2 that was reported on Monday at 9:00."""
    desk.sell("acme-2026", "--start", "2026-01-01", *TARGETS)
    words = ["--contract", "acme-2026", "--priority", "P2", "--title", "Plus de tonalité"]
    return desk.ask("ticket", "new", *words)["ref"]


def clocks(desk, ref, *more):
    return {clock["name"]: clock for clock in desk.ask("sla", "show", ref, *more)["clocks"]}


def test_the_clocks_tell_targets_deadlines_and_what_they_counted(desk, ref):
    desk.now = paris("23T09:20")
    desk.ask("ticket", "ack", ref)
    desk.now = paris("23T13:00")
    assert clocks(desk, ref) == {
        "response": {
            "name": "response",
            "target": "1h",
            "started_at": "2026-11-23T09:00:00+01:00",
            "due_at": "2026-11-23T10:00:00+01:00",
            "met_at": "2026-11-23T09:20:00+01:00",
            "elapsed_seconds": 1200,
            "paused_seconds": 0,
            "status": "met",
            "remaining_seconds": 2400,
            "due_if_resumed": None,
        },
        "restoration": {
            "name": "restoration",
            "target": "8h",
            "started_at": "2026-11-23T09:00:00+01:00",
            "due_at": "2026-11-23T17:00:00+01:00",
            "met_at": None,
            "elapsed_seconds": 14_400,
            "paused_seconds": 0,
            "status": "running",
            "remaining_seconds": 14_400,
            "due_if_resumed": None,
        },
    }


def test_now_is_any_instant(desk, ref):
    shown = desk.ask("sla", "show", ref, "--now", "2026-11-23T16:00")
    assert shown["now"] == "2026-11-23T16:00:00+01:00"
    assert clocks(desk, ref, "--now", "2026-11-23T18:00")["restoration"]["status"] == "breached"
    assert clocks(desk, ref)["restoration"]["status"] == "running"


def test_a_pause_stops_the_restoration(desk, ref):
    desk.now = paris("23T10:00")
    desk.ask("ticket", "wait", ref, "--for", "client", "--question", "Quel poste ?")
    desk.now = paris("23T12:00")
    assert clocks(desk, ref)["restoration"]["status"] == "paused"
    assert clocks(desk, ref)["restoration"]["due_at"] is None
    assert clocks(desk, ref)["restoration"]["paused_seconds"] == 7200
    assert clocks(desk, ref)["restoration"]["due_if_resumed"] == "2026-11-24T09:00:00+01:00"


def test_the_ledger_adds_up_to_the_clock(desk, ref):
    desk.now = paris("24T09:30")
    for clock in desk.ask("sla", "explain", ref)["clocks"]:
        assert sum(line["seconds"] for line in clock["lines"]) == clock["elapsed_seconds"]
        assert clock["lines"][-1]["total_seconds"] == clock["elapsed_seconds"]


def test_the_forecast_ends_at_the_deadline(desk, ref):
    desk.now = paris("23T12:00")
    [clock] = desk.ask("sla", "explain", ref, "--clock", "restoration")["clocks"]
    assert clock["forecast"][-1]["code"] == "due"
    assert clock["forecast"][-1]["end"] == clock["due_at"]


def test_people_read_the_ledger_with_its_sums(desk, ref):
    desk.now = paris("24T09:30")
    page = desk.say("sla", "explain", ref, "--clock", "restoration", "--lang", "en")
    assert "Mon 23 Nov 09:00\N{EN DASH}17:00  counted: business hours" in page
    assert "8:00:00" in page
    assert "deadline, target 8 h" in page


def test_the_board_shows_misses_until_they_have_a_reason(desk, ref):
    desk.now = paris("23T11:00")
    board = desk.ask("sla", "board")
    assert [one["ref"] for one in board["due"]] == [ref]
    assert [one["unexplained"] for one in board["unexplained"]] == [["response"]]
    assert "overdue since Mon 23 Nov 10:00" in desk.say("sla", "board", "--lang", "en")
    desk.ask("ticket", "reason", ref, "--clock", "response", "--because", "company", "--text", "Oubli")
    assert desk.ask("sla", "board")["unexplained"] == []


def test_a_settled_ticket_stays_on_the_board_for_its_miss_only(desk, ref):
    desk.now = paris("23T11:00")
    for act in (["ack", ref], ["cause", ref, "Câble"], ["restore", ref], ["resolve", ref]):
        desk.ask("ticket", *act)
    board = desk.ask("sla", "board")
    assert board["due"] == board["ours"] == []
    assert [one["ref"] for one in board["unexplained"]] == [ref]


def test_a_ticket_out_of_contract_has_no_target(desk):
    desk.sell("old", "--start", "2020-01-01", "--renewal", "none", *TARGETS)
    ref = desk.ask("ticket", "new", "--contract", "old", "--priority", "P1", "--title", "Panne")["ref"]
    assert {clock["status"] for clock in clocks(desk, ref).values()} == {"none"}
    assert "OUT OF CONTRACT" in desk.say("ticket", "show", ref, "--lang", "en")


@pytest.mark.parametrize("verb", [["sla", "show"], ["sla", "explain"], ["ticket", "show"], ["ticket", "summary"]])
def test_an_unknown_reference_is_not_found(desk, verb):
    error = desk.refused(*verb, "CEL-2611-4F7K2QE")
    assert error["exit"] == 66


def test_before_the_opening_nothing_is_counted_or_met(desk, ref):
    desk.now = paris("23T09:20")
    desk.ask("ticket", "ack", ref)
    before = ("--now", "2026-11-22T09:00")
    for clock in clocks(desk, ref, *before).values():
        assert (clock["status"], clock["due_at"], clock["met_at"]) == ("none", None, None)
    assert desk.ask("sla", "explain", ref, *before)["clocks"] == []
    for verb in ("show", "explain"):
        shown = desk.say("sla", verb, ref, *before, "--lang", "en")
        assert shown.splitlines()[1:] == ["Not open yet: it was reported Mon 23 Nov 09:00."]


def test_the_board_of_an_earlier_instant_knows_nothing_of_later(desk, ref):
    desk.now = paris("23T10:00")
    later = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre")["ref"]
    desk.ask("ticket", "wait", ref, "--for", "client", "--question", "Quel poste ?")
    assert [one["ref"] for one in desk.ask("sla", "board")["ours"]] == [later]
    early = desk.ask("sla", "board", "--now", "2026-11-23T09:30")
    assert [one["ref"] for one in early["due"]] == [ref]
    assert (early["due"][0]["pending"], early["due"][0]["status"], early["ours"]) == (None, "new", [])
    assert desk.ask("sla", "board", "--now", "2026-11-20T09:30")["due"] == []


def test_a_clock_that_is_not_promised_is_not_said_to_lack_a_contract(desk, ref):
    shown = desk.say("sla", "explain", ref, "--clock", "onsite", "--lang", "en")
    assert shown.splitlines()[1:] == ["The contract promises nothing for this clock: Arrival on site."]
