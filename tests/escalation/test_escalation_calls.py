"""Calls by the machine's program: one after the other until somebody takes it on."""

from __future__ import annotations

import json

import pytest
from by_hand import call_who_is_on_call


@pytest.fixture
def urgent(watch, opened, program):
    """An urgent ticket, 75 % of whose response is used up in 22 min 30; the program calls about such."""
    call_who_is_on_call(watch, "P1")
    return opened("--priority", "P1")


def test_the_program_gets_what_to_say_and_whom_to_call(watch, program, urgent, run_at):
    assert run_at(minutes=23) == [("call", "response", 75, ["malik"])]
    [call] = program.calls
    assert (call["ref"], call["person"]["id"], call["clock"], call["threshold"]) == (urgent, "malik", "response", 75)
    assert (call["client_name"], call["title"]) == ("Acme", "Plus de tonalité")
    assert call["notice"] == watch.ask("ticket", "show", urgent)["journal"][-1]["notice"]


def test_without_an_answer_the_next_is_called_and_the_manager_last(watch, program, urgent, run_at):
    run_at(minutes=29)
    assert run_at(minutes=9, seconds=59) == [("call", "response", 100, ["malik"])]  # the deadline came meanwhile
    assert run_at(minutes=10) == [("no_answer", "response", 100, ["malik"]), ("call", "response", 100, ["ines"])]
    assert run_at(minutes=10) == [
        ("no_answer", "response", 100, ["ines"]),
        ("manager", "response", 100, ["nadia"]),
        ("call", "response", 100, ["nadia"]),
    ]
    assert run_at(minutes=10) == [("no_answer", "response", 100, ["nadia"])]
    head = watch.git("rev-parse", "HEAD")
    assert run_at(minutes=10) == []
    assert watch.git("rev-parse", "HEAD") == head
    assert [call["person"]["id"] for call in program.calls] == ["malik", "malik", "ines", "nadia"]
    assert watch.ask("ticket", "show", urgent)["journal"][-3]["manager"] == "nadia"
    assert watch.ask("check")["findings"] == []


def test_who_takes_it_on_is_called_no_more_and_has_the_ticket(watch, urgent, run_at):
    run_at(minutes=23)
    ticket = watch.ask("escalation", "answer", urgent, "taken", "--by", "malik")
    assert (ticket["assignee"], ticket["status"]) == ("malik", "assigned")
    assert watch.git("log", "-1", "--format=%ae %ce") == "malik@celya.example escalation@celya.example"
    assert watch.trailer("Celyactl-Op") == "escalation.answer taken"
    assert run_at(minutes=6) == []


def test_who_took_it_on_is_not_called_about_a_share_that_was_reached_before(watch, urgent, run_at):
    run_at(minutes=29)
    assert run_at(minutes=2) == [("call", "response", 100, ["malik"])]
    ticket = watch.ask("ticket", "show", urgent)
    first = next(entry["notice"] for entry in ticket["journal"] if entry["type"] == "notice")
    watch.ask("escalation", "answer", urgent, "taken", "--by", "malik", "--notice", first)
    assert run_at(minutes=10) == []


def test_the_next_share_goes_on_with_the_next_person_once_the_time_to_answer_is_over(urgent, run_at):
    run_at(minutes=23)
    assert run_at(minutes=11) == [("no_answer", "response", 75, ["malik"]), ("call", "response", 100, ["ines"])]
    assert run_at(minutes=10)[-1] == ("call", "response", 100, ["malik"])
    assert run_at(minutes=10)[-1] == ("call", "response", 100, ["nadia"])


def test_who_declines_is_followed_at_once(watch, urgent, run_at):
    run_at(minutes=23)
    watch.ask("escalation", "answer", urgent, "declined", env={"CELYACTL_ACTOR": "malik"})
    assert run_at(minutes=1) == [("call", "response", 75, ["ines"])]


def test_a_call_that_fails_is_followed_by_the_next(watch, program, urgent, run_at):
    program.fails()
    watch.now = watch.now.replace(minute=23)
    found = watch.run("escalation", "run", "--json")
    assert found.exit_code == 69
    assert "no line" in json.loads(found.stdout)["data"]["failed_calls"][0]["reason"]
    assert watch.ask("ticket", "show", urgent)["journal"][-1]["answer"] == "no-answer"
    program.works()
    assert run_at(minutes=1) == [("call", "response", 75, ["ines"])]


def test_without_a_program_every_call_fails(watch, urgent):
    watch.config.write_text('instance = "bureau-1"\n')
    watch.now = watch.now.replace(minute=23)
    found = watch.run("escalation", "run")
    assert found.exit_code == 69
    assert "aucun programme" in found.stderr


def test_an_acknowledged_ticket_is_called_about_no_more(watch, urgent, run_at):
    run_at(minutes=23)
    watch.ask("ticket", "ack", urgent)
    assert run_at(minutes=11) == []


def test_an_answer_to_nothing_is_refused(watch, urgent, run_at):
    assert watch.refused("escalation", "answer", urgent, "taken")["code"] == "no_call"
    run_at(minutes=23)
    assert watch.refused("escalation", "answer", urgent, "taken", "--notice", "0" * 32)["exit"] == 66


def test_a_call_that_was_taken_is_not_taken_again(watch, urgent, run_at):
    run_at(minutes=23)
    notice = watch.ask("ticket", "show", urgent)["journal"][-1]["notice"]
    watch.ask("escalation", "answer", urgent, "taken")
    error = watch.refused("escalation", "answer", urgent, "taken", "--notice", notice)
    assert (error["code"], error["exit"]) == ("already_taken", 65)
