"""Prices revised by an index, and the letters that contracts ask for, as text, page and paper."""

from __future__ import annotations

import pytest
from furnishing import done_once

CONTRACT = "contracts/acme/acme-2026.yaml"
PRICE = """\
commercial:
  - since: "2026-01-01"
    yearly: "5160.00"
    rhythm: quarterly
    revision:
      formula: "P = P0 x (0,15 + 0,85 x S / S0)"
      index: "Syntec"
      base: "300.1"
      base_on: "2026-01-01"
"""
NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--title", "Maintenance")
    path = desk.path / CONTRACT
    path.write_text(desk.read(CONTRACT) + PRICE, encoding="utf-8")
    desk.ask("adopt")
    return desk


def revise(desk, value: str, since: str, *more: str):
    words = ["--index", f"syntec={value}", "--source", "syntec.example, 10/2026", "--from", since]
    return desk.ask("contract", "revise", "acme-2026", *words, *more)


def test_the_price_follows_the_index_from_a_day_on(acme):
    data = revise(acme, "318,2", "2027-01-01")
    assert data["revision"] == {"base": "5160.00", "before": "5160.00", "after": "5424.53"}
    later = data["commercial"][1]
    assert (later["since"], later["yearly"], later["rhythm"]) == ("2027-01-01", "5424.53", "quarterly")
    assert (later["revision"]["value"], later["revision"]["source"]) == ("318.2", "syntec.example, 10/2026")
    assert acme.trailer("Celyactl-Op") == "contract.revise"


def test_a_second_revision_starts_from_the_base_and_not_from_the_first(acme):
    revise(acme, "318.2", "2027-01-01")
    assert revise(acme, "300.1", "2028-01-01")["revision"] == {
        "base": "5160.00",
        "before": "5424.53",
        "after": "5160.00",
    }


def test_a_trial_tells_how_and_records_nothing(acme):
    head = acme.git("rev-parse", "HEAD")
    words = ["--index", "Syntec=318.2", "--source", "JO", "--from", "2027-01-01", "--lang", "en"]
    said = acme.say("contract", "revise", "acme-2026", *words, "--dry-run").splitlines()
    assert "acme-2026: €5,160.00 becomes €5,424.53 a year from 1 Jan 2027 on (+5.13%)" in said[0]
    assert said[1].startswith("P = P0 x (0,15 + 0,85 x S / S0), with P0 = €5,160.00, Syntec 300.1 then and 318.2 now")
    assert acme.git("rev-parse", "HEAD") == head


def test_the_letter_shows_every_value_and_can_be_made_again(acme, tmp_path):
    first, again = tmp_path / "a.txt", tmp_path / "b.txt"
    revise(acme, "318,2", "2027-01-01", "--letter", str(first))
    acme.ask("contract", "revise", "acme-2026", "--letter", str(again))
    text = first.read_text(encoding="utf-8")
    for words in ("5 424,53 €", "5 160,00 €", "318,2", "300,1", "syntec.example", "Claire Vidal", "Maintenance"):
        assert words.replace(" ", NARROW if words[0] == "5" else " ") in text, text
    assert first.read_bytes() == again.read_bytes()
    acme.edit("contracts/acme/client.yaml", 'name: "Claire Vidal"\n', 'name: "Claire Vidal"\n    left: "2026-12-24"\n')
    acme.ask("contract", "revise", "acme-2026", "--letter", str(again))
    assert "Claire Vidal" in again.read_text(encoding="utf-8")  # who leaves on a day to come is still there
    page = tmp_path / "a.html"
    acme.ask("contract", "revise", "acme-2026", "--letter", str(page))
    assert "<dd>syntec.example, 10/2026</dd>" in page.read_text(encoding="utf-8")
    paper = tmp_path / "a.pdf"
    acme.ask("contract", "revise", "acme-2026", "--letter", str(paper))
    assert paper.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["--index", "Insee=1", "--source", "x", "--from", "2027-01-01"], "other_index", 2),
        (["--index", "Syntec", "--source", "x", "--from", "2027-01-01"], "amount_not_understood", 2),
        (["--index", "Syntec=un", "--source", "x", "--from", "2027-01-01"], "amount_not_understood", 2),
        (["--index", "Syntec=1", "--from", "2027-01-01"], "missing_value", 2),
        (["--index", "Syntec=1", "--source", "x", "--from", "2025-01-01"], "amended_before_start", 65),
        (["--letter", "a.doc"], "letter_form", 2),
        (["--letter", "a.txt"], "not_revised", 65),
        ([], "missing_value", 2),
    ],
)
def test_what_can_not_be_revised_is_refused(acme, words, code, exit_code):
    error = acme.refused("contract", "revise", "acme-2026", *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_without_a_clause_there_is_nothing_to_revise(desk):
    desk.sell("plain")
    words = ["--index", "Syntec=1", "--source", "x", "--from", "2027-01-01"]
    assert desk.refused("contract", "revise", "plain", *words)["code"] == "nothing_to_revise"


def test_prices_are_for_managers(acme, tmp_path):
    revise(acme, "318,2", "2027-01-01")
    acme.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    for words in (
        ["--index", "Syntec=1", "--source", "x", "--from", "2027-01-01"],
        ["--letter", str(tmp_path / "a.txt")],
    ):
        error = acme.refused("contract", "revise", "acme-2026", *words, env={"CELYACTL_ACTOR": "lea"})
        assert (error["code"], error["exit"]) == ("managers_only", 77)


@pytest.fixture
@done_once
def asso(desk):
    desk.sell("asso", "--start", "2026-01-15", "--legal", "non_professional", client="Asso")
    desk.now = desk.now.replace(month=8, day=20)
    return desk


def test_the_letter_before_a_renewal_has_its_limit_in_a_box(asso, tmp_path):
    text = asso.say("contract", "notice", "asso")
    assert "15\xa0oct.\xa02026 ***" in text
    assert "14\xa0janv.\xa02027" in text
    page, paper = tmp_path / "a.html", tmp_path / "a.pdf"
    for path in (page, paper):
        asso.ask("contract", "notice", "asso", "--letter", str(path))
    assert '<p class="box">' in page.read_text(encoding="utf-8")
    assert paper.read_bytes().startswith(b"%PDF-1.7")


def test_a_letter_that_was_sent_in_its_window_is_kept_with_its_proof(asso):
    data = asso.ask("contract", "notice", "asso", "--sent", "2026-08-19", "--proof", "1A 234 567 8901 2")
    assert data["renewals"][0] == {
        "kind": "notice-sent",
        "on": "2026-08-19",
        "until": "2026-10-15",
        "proof": "1A 234 567 8901 2",
        "text": None,
    }
    assert asso.ask("contract", "show", "asso")["outlook"]["notice"]["state"] == "sent"
    assert asso.ask("contract", "show", "asso", "--at", "2027-02-01")["outlook"]["free_since"] is None
    assert asso.trailer("Celyactl-Op") == "contract.notice"


def test_a_letter_outside_its_window_is_told_to_count_for_nothing(asso):
    asso.now = asso.now.replace(month=9, day=20)
    answer = asso.run("contract", "notice", "asso", "--sent", "2026-09-20", "--json", "--lang", "en")
    assert "from 15 Jul 2026 to 15 Sep 2026 only" in answer.warnings[0]
    assert asso.ask("contract", "show", "asso")["outlook"]["notice"]["state"] == "missed"


def test_a_professional_needs_no_letter(acme):
    error = acme.refused("contract", "notice", "acme-2026")
    assert (error["code"], error["exit"]) == ("no_letter_needed", 65)
