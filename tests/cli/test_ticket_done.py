"""`celyactl ticket done`: four facts, one act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once

EN = ("--lang", "en")


@pytest.fixture
@done_once
def ref(desk):
    """A P1 reported at 9:00; it is 9:40."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    words = ("--contract", "acme-2026", "--priority", "P1", "--title", "Plus d'appels", "--ack")
    made = desk.ask("ticket", "new", *words)["ref"]
    desk.now += timedelta(minutes=40)
    return made


def test_cause_work_restoration_and_resolution_are_one_commit(desk, ref):
    before = len(desk.subjects())
    words = ("--cause", "Registrar migré", "--restored", "09:30", "--time", "25m", "--mode", "phone")
    ticket = desk.ask("ticket", "done", ref, *words, "--public", "Les appels passent.")
    assert len(desk.subjects()) == before + 1
    assert desk.subjects()[0] == f"{ref}: done"
    assert desk.trailer("Celyactl-Op") == "done"
    assert ticket["status"] == "resolved"
    _opened, _ack, cause, work, restore, resolve = ticket["journal"]
    assert [one["type"] for one in (cause, work, restore, resolve)] == ["cause", "intervention", "restore", "resolve"]
    assert (work["start"][11:16], work["end"][11:16], work["mode"]) == ("09:05", "09:30", "phone")
    assert (work["summary"], work["technician"]) == ("Registrar migré", "nadia")
    assert (restore["at"][11:16], resolve["at"][11:16]) == ("09:30", "09:40")
    assert (resolve["text"], resolve["visibility"]) == ("Les appels passent.", "public")
    assert "visibility" not in cause or cause["visibility"] == "internal"
    assert desk.ask("check")["findings"] == []
    [_response, restoration] = desk.ask("sla", "show", ref)["clocks"]
    assert restoration["elapsed_seconds"] == 1800
    assert "ticket finished" in desk.say("log", ref, *EN)


def test_what_is_known_already_is_not_told_again(desk, ref):
    desk.ask("ticket", "cause", ref, "Câble")
    desk.ask("ticket", "restore", ref)
    kinds = [entry["type"] for entry in desk.ask("ticket", "done", ref)["journal"]]
    assert kinds[2:] == ["cause", "restore", "resolve"]


def test_a_request_is_done_without_cause_or_restoration(desk, ref):
    made = desk.ask("ticket", "new", "--contract", "acme-2026", "--kind", "request", "--title", "Renvoi", "--ack")
    done = desk.ask("ticket", "done", made["ref"], "--public", "C'est fait.")
    assert [entry["type"] for entry in done["journal"]] == ["open", "ack", "resolve"]


def test_work_that_rounds_to_before_the_opening_begins_with_the_ticket(desk, ref):
    said = desk.say("ticket", "done", ref, "--cause", "x", "--time", "40m", "--restored", "09:39", *EN)
    assert said == f"{ref}: resolved; remotely, 40 min\n"
    [work] = desk.ask("intervention", "list", ref)
    assert work["start"][11:16] == "09:00"


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        ((), "resolution_incomplete", 65),
        (("--cause", " "), "empty_text", 2),
        (("--cause", "x", "--public", ""), "empty_text", 2),
        (("--cause", "x", "--restored", "10:00"), "at_in_the_future", 65),
        (("--cause", "x", "--restored", "08:00"), "at_before_opening", 65),
        (("--cause", "x", "--time", "41m"), "work_after_now", 65),
        (("--cause", "x", "--time", "0m"), "no_time_at_all", 2),
        (("--cause", "x", "--mode", "phone"), "option_alone", 2),
        (("--unknown",), "option_alone", 2),
        (("--cause", "x", "--component", "nothing"), "unknown_component", 66),
    ],
)
def test_what_can_t_be_done_records_nothing_of_it(desk, ref, words, code, exit_code):
    error = desk.refused("ticket", "done", ref, *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_a_ticket_that_is_done_can_t_be_done_again(desk, ref):
    desk.ask("ticket", "done", ref, "--cause", "inconnue", "--unknown")
    assert desk.refused("ticket", "done", ref)["code"] == "impossible_transition"
