"""A message of a client's own domain waits at night: who is on call is called by the machine's program, once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from by_hand import call_who_is_on_call
from letters import letter

LETTERS = "contracts/acme/correspondence.yaml"


@pytest.fixture(autouse=True)
def _at_night(watch, program):
    """It is night, when Acme is covered."""
    watch.edit("contracts/acme/client.yaml", "contacts:\n", 'domains: ["acme.example"]\ncontacts:\n')
    watch.ask("contract", "new", "acme-full", "--client", "Acme", "--coverage", "full")
    watch.now = watch.now.replace(hour=23)


@pytest.fixture
def waits(watch):
    """A message of somebody at Acme whom nobody knows."""
    numbers = iter(range(9))

    def command():
        raw = letter(sender="new@acme.example", message_id=f"<{next(numbers)}@acme.example>", received=None)
        return watch.ask("mail", "receive", input=raw)["id"]

    return command


def called(watch, **later):
    watch.now += timedelta(**later)
    found = watch.run("escalation", "run", "--json")
    return found.exit_code, [one["who"] for one in json.loads(found.stdout)["data"]["message_calls"]]


def test_who_is_on_call_is_called_once_an_hour(watch, program, waits):
    call_who_is_on_call(watch)
    ident = waits()
    assert "appel à Malik" in watch.say("escalation", "run", "--dry-run")
    assert called(watch, minutes=1) == (0, ["malik"])
    [call] = program.calls
    assert (call["ref"], call["client"], call["person"]["id"]) == ("", "acme", "malik")
    assert ident in call["subject"]
    assert "new@acme.example" not in json.dumps(call) + watch.read(LETTERS)
    watch.now += timedelta(minutes=20)
    waits()
    assert called(watch, minutes=30) == (0, [])
    head = watch.git("rev-parse", "HEAD")
    assert called(watch, minutes=15) == (0, ["malik"])  # of the second, which came after the first call
    assert called(watch, hours=2) == (0, [])
    assert watch.git("rev-list", "--count", f"{head}..") == "1"
    assert watch.ask("check")["findings"] == []


def test_when_one_can_t_be_called_the_next_is(watch, program, waits):
    call_who_is_on_call(watch)
    waits()
    program.fails()
    assert called(watch, minutes=1) == (69, ["malik"])
    assert "L’appel n’a pas pu" in watch.read(LETTERS)
    program.works()
    assert called(watch, minutes=1) == (0, ["ines"])
    assert called(watch, minutes=1) == (0, [])


def test_by_day_and_without_a_rule_that_calls_nobody_is(watch, program, waits):
    waits()
    assert called(watch, minutes=1) == (0, [])
    call_who_is_on_call(watch)
    watch.now += timedelta(hours=11)
    waits()
    assert called(watch, minutes=1) == (0, [])
    assert program.calls == []
