"""`contract amend`: what holds from a day on, and which deadlines of open tickets that moves."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from furnishing import done_once

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h", "--target", "P3:1h:8h")
    desk.now = datetime(2026, 11, 30, 17, 0, tzinfo=PARIS)
    return desk


@pytest.fixture
def ref(acme):
    return acme.ask("ticket", "new", "--contract", "acme-2026", "--title", "Muet", "--ack")["ref"]


@pytest.fixture
def technician(acme):
    acme.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    return {"env": {"CELYACTL_ACTOR": "lea"}}


def test_a_coverage_holds_from_its_day_and_the_deadlines_that_move_are_told(acme, ref):
    data = acme.ask("contract", "amend", "acme-2026", "--from", "2026-12-01", "--coverage", "extended")
    assert [period["coverage"] for period in data["coverage"]] == ["business", "extended"]
    (moved,) = data["moved"]
    assert (moved["ref"], moved["clock"], moved["priority"]) == (ref, "restoration", "P3")
    assert (moved["before"], moved["after"]) == ("2026-12-01T15:00:00+01:00", "2026-12-01T14:00:00+01:00")
    assert acme.ask("contract", "show", "acme-2026", "--at", "2026-11-30")["in_force"]["coverage"] == "business"
    assert acme.ask("contract", "show", "acme-2026", "--at", "2026-12-01")["in_force"]["coverage"] == "extended"
    restoration = acme.ask("sla", "show", ref)["clocks"][1]
    assert restoration["due_at"] == moved["after"]
    assert acme.trailer("Celyactl-Op") == "contract.amend"


def test_people_read_the_preview_of_a_trial_in_plain_words(acme, ref):
    head = acme.git("rev-parse", "HEAD")
    said = acme.say(
        "contract", "amend", "acme-2026", "--from", "2026-12-01", "--coverage", "extended", "--dry-run", "--lang", "en"
    )
    first, heading, _names, row = said.splitlines()
    assert "acme-2026: amended from 1 Dec 2026 on: extended hours" in first
    assert heading == "1 deadline of open tickets moves:"
    assert row.split()[0] == ref
    assert "Tue 1 Dec 15:00  Tue 1 Dec 14:00" in row
    assert acme.git("rev-parse", "HEAD") == head


def test_what_was_agreed_for_later_stands_on_the_card_of_today(acme, technician):
    acme.ask("contract", "amend", "acme-2026", "--from", "2026-12-01", "--coverage", "extended", "--yearly", "4800")
    acme.ask("contract", "amend", "acme-2026", "--from", "2027-02-01", "--yearly", "4900")
    card = acme.say("contract", "show", "acme-2026", "--lang", "en").splitlines()
    assert "1 Dec 2026  extended hours; €4,800.00 a year" in card
    assert "1 Feb 2027  €4,900.00 a year" in card
    for_others = acme.say("contract", "show", "acme-2026", "--lang", "en", **technician).splitlines()
    assert "1 Dec 2026  extended hours" in for_others
    assert not [line for line in for_others if line.startswith("1 Feb 2027")]


def test_a_target_replaces_that_of_its_priority_and_dashes_end_it(acme, ref):
    words = ["--target", "P1:15m:2h:4h", "--target", "P3:-:-"]
    data = acme.ask("contract", "amend", "acme-2026", "--from", "2026-12-01", *words)
    assert data["in_force"]["targets"] == [
        {"priority": "P1", "response": "15m", "restoration": "2h", "onsite": "4h"},
    ]
    assert data["moved"] == []  # the target in force at the opening stays (rule 10)
    promised = [
        "P1: response 15 min, restoration 2 h, on site 4 h",
        "P2: response 1 h, restoration 1 business day",
    ]
    said = acme.say("contract", "amend", "acme-2026", "--from", "2027-01-01", "--target", "P2:1h:1d", "--lang", "en")
    assert said.splitlines() == [
        "acme-2026: amended from 1 Jan 2027 on: " + "; ".join(promised),
        "No deadline of an open ticket moves.",
    ]


def test_an_amendment_of_the_same_day_is_replaced_and_one_that_holds_already_is_none(acme):
    for coverage in ("extended", "full"):
        acme.ask("contract", "amend", "acme-2026", "--from", "2026-12-01", "--coverage", coverage)
    data = acme.ask("contract", "show", "acme-2026")
    assert [(one["since"], one["coverage"]) for one in data["coverage"]] == [
        ("2026-01-01", "business"),
        ("2026-12-01", "full"),
    ]
    before = acme.git("rev-parse", "HEAD")
    again = acme.run("contract", "amend", "acme-2026", "--from", "2026-12-15", "--coverage", "full", "--json")
    assert again.exit_code == 0
    assert acme.git("rev-parse", "HEAD") == before


def test_one_that_reaches_back_and_what_was_agreed_for_later_are_warned_of(acme):
    acme.ask("contract", "amend", "acme-2026", "--from", "2027-03-01", "--coverage", "full")
    answer = acme.run(
        "contract", "amend", "acme-2026", "--from", "2026-11-01", "--coverage", "extended", "--json", "--lang", "en"
    )
    assert answer.warnings == [
        "The amendment reaches back to 1 Nov 2026: figures since then will be told anew.",
        "What was agreed from 1 Mar 2027 on stays, and holds from then on.",
    ]
    acme.ask("contract", "end", "acme-2026", "--on", "2027-01-01")
    answer = acme.run(
        "contract", "amend", "acme-2026", "--from", "2027-01-01", "--coverage", "business", "--json", "--lang", "en"
    )
    assert answer.warnings[0] == "acme-2026 does not run on 1 Jan 2027: it ends before."


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        ([], "nothing_to_amend", 2),
        (["--coverage", "busines"], "unknown_coverage", 66),
        (["--target", "P1"], "target_not_understood", 2),
        (["--yearly", "beaucoup"], "amount_not_understood", 2),
    ],
)
def test_what_can_not_be_amended_is_refused(acme, words, code, exit_code):
    error = acme.refused("contract", "amend", "acme-2026", "--from", "2026-12-01", *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_nothing_is_amended_before_the_contract_starts(acme):
    error = acme.refused("contract", "amend", "acme-2026", "--from", "2025-12-31", "--coverage", "full")
    assert (error["code"], error["exit"]) == ("amended_before_start", 65)
    assert "1er janv. 2026" in error["message"]


def test_a_price_has_its_day_too_and_is_for_managers_only(acme, technician):
    words = ["contract", "amend", "acme-2026", "--from", "2027-01-01", "--yearly", "5 160,50", "--rhythm", "quarterly"]
    assert acme.refused(*words, **technician)["exit"] == 77
    data = acme.ask(*words, "--order", "BC-12")
    assert data["commercial"][0] == {
        "since": "2027-01-01",
        "yearly": "5160.50",
        "rhythm": "quarterly",
        "order": "BC-12",
        "rates": [],
        "revision": None,
    }
    shown = acme.say("contract", "show", "acme-2026", "--at", "2027-01-01", "--lang", "en")
    assert "€5,160.50 a year, billed each quarter, order BC-12" in shown
    assert "5 160,50 €".replace(" ", "\N{NARROW NO-BREAK SPACE}") in acme.say(
        "contract", "show", "acme-2026", "--at", "2027-01-01"
    )
    acme.ask("contract", "amend", "acme-2026", "--from", "2027-02-01", "--order", "BC-13")
    later = acme.ask("contract", "show", "acme-2026", "--at", "2027-02-01")["commercial"][1]
    assert (later["yearly"], later["order"]) == ("5160.50", "BC-13")
    hidden = acme.run("contract", "show", "acme-2026", "--at", "2027-01-01", "--lang", "en", **technician).stdout
    assert "5,160" not in hidden
    assert acme.run("contract", "show", "acme-2026", "--json", **technician).data["commercial"] is None
