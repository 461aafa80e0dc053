"""Urgencies in the contract's own words, at capture and where the contract is shown."""

from __future__ import annotations

import pytest
from furnishing import done_once

WORDS = """\
severities:
  - word: "Bloquant"
    priority: P1
    text: "Plus aucun appel"
  - word: "Gênant"
    priority: P3
"""
NEW = ("ticket", "new", "--contract", "acme-2026", "--title", "Muet")


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h:8h")
    path = desk.path / "contracts/acme/acme-2026.yaml"
    text = path.read_text(encoding="utf-8").replace("sla:\n", f"{WORDS}sla:\n")
    path.write_text(text, encoding="utf-8")
    desk.ask("adopt")
    return desk


@pytest.mark.parametrize(
    ("typed", "word", "priority"),
    [("bloquant", "Bloquant", "P1"), ("genant", "Gênant", "P3"), ("GÊNANT", "Gênant", "P3")],
)
def test_a_word_of_the_contract_means_its_priority(acme, typed, word, priority):
    ticket = acme.ask(*NEW, "--severity", typed)
    assert (ticket["severity"], ticket["priority"]) == (word, priority)


def test_an_unknown_word_is_answered_with_those_of_the_contract(acme):
    error = acme.refused(*NEW, "--severity", "blocant", "--lang", "en")
    assert (error["code"], error["exit"]) == ("unknown_severity", 66)
    assert "Known: Bloquant, Gênant." in error["message"]
    acme.sell("plain", client="Zoo")
    assert acme.refused("ticket", "new", "--contract", "plain", "--title", "x", "--severity", "x")["exit"] == 66


def test_a_priority_of_ones_own_wins_and_is_told_when_it_differs(acme):
    answer = acme.run(*NEW, "--severity", "Bloquant", "--priority", "P2", "--json", "--lang", "en")
    assert (answer.data["priority"], answer.data["severity"]) == ("P2", "Bloquant")
    assert answer.warnings == ["Bloquant means P1 in acme-2026, and the ticket has P2."]


def test_without_a_word_the_contract_s_words_are_shown(acme):
    answer = acme.run(*NEW, "--json", "--lang", "en")
    assert answer.data["priority"] == "P3"
    assert answer.warnings == [
        "acme-2026 has words of its own for the urgency: Bloquant (P1), Gênant (P3); give one with `--severity`."
    ]
    assert acme.run(*NEW, "--priority", "P4", "--json").warnings == []


def test_the_contract_shows_its_words(acme):
    shown = acme.say("contract", "show", "acme-2026", "--lang", "en").splitlines()
    assert "Bloquant  P1        Plus aucun appel" in shown


def test_arrival_on_site_has_a_clock_of_its_own_where_it_is_promised(acme):
    ref = acme.ask(*NEW, "--priority", "P1")["ref"]
    acme.now = acme.now.replace(hour=17, minute=30)
    words = ["--mode", "onsite", "--start", "2026-11-23T16:00", "--end", "2026-11-23T17:20", "--summary", "Remplacé"]
    clocks = {clock["name"]: clock for clock in acme.ask("sla", "show", ref)["clocks"]}
    assert (clocks["onsite"]["target"], clocks["onsite"]["due_at"]) == ("8h", "2026-11-23T17:00:00+01:00")
    assert clocks["onsite"]["status"] == "breached"
    acme.ask("intervention", "add", ref, *words)
    clocks = {clock["name"]: clock for clock in acme.ask("sla", "show", ref)["clocks"]}
    assert (clocks["onsite"]["status"], clocks["onsite"]["met_at"]) == ("met", "2026-11-23T16:00:00+01:00")
    ref = acme.ask(*NEW, "--priority", "P1", "--at", "2026-11-20 08:00")["ref"]
    acme.ask("intervention", "add", ref, *words)
    board = acme.ask("sla", "board")["unexplained"]
    assert [clock["name"] for one in board if one["ref"] == ref for clock in one["clocks"]].count("onsite") == 1
    acme.ask("ticket", "reason", ref, "--clock", "onsite", "--because", "client", "--text", "Site fermé")
    assert "onsite" in acme.say("sla", "explain", ref, "--clock", "onsite", "--json")
