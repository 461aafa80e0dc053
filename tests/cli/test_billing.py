from __future__ import annotations

import csv
from datetime import timedelta

import pytest
from furnishing import done_once

SUMMARY = '=HYPERLINK("http://x.example";"Registrar")'


@pytest.fixture
@done_once
def acme(desk):
    """A ticket on which somebody worked from 17:30 to 18:30, half of it out of hours."""
    desk.sell("acme-2026", "--start", "2026-01-01")
    path = desk.path / "contracts/acme/acme-2026.yaml"
    rates = 'commercial:\n  - since: "2026-01-01"\n    rates:\n      - hourly: "90.00"\n      - window: evening\n'
    path.write_text(path.read_text() + rates + '        hourly: "120.00"\n        minimum_minutes: 15\n')
    desk.git("commit", "-qam", "rates")
    desk.ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")["ref"]
    desk.now += timedelta(hours=10)
    agreed = ("--agreed-by", "Claire Vidal", "--agreed-how", "par téléphone")
    work(desk, "17:30", "18:30", *agreed)
    return desk


def work(desk, start, end, *words):
    said = ("--mode", "remote", "--summary", SUMMARY, "--start", start, "--end", end)
    return desk.ask("intervention", "add", desk.ref, *said, *words)["journal"][-1]


def export(desk, *words, month="2026-11"):
    return desk.ask("billing", "export", "--month", month, *words)["lines"]


def test_work_is_exported_once_with_who_agreed_and_how(acme, tmp_path):
    path = tmp_path / "novembre.csv"
    [line] = export(acme, "--csv", str(path))
    wanted = {
        "kind": "work", "ref": acme.ref, "client": "acme", "reason": "out_of_hours", "agreed_by": "Claire Vidal",
        "agreed_how": "par téléphone", "real_seconds": 3600, "billed_seconds": 3600, "amount": "105.00",
    }  # fmt: skip
    assert {name: line[name] for name in wanted} == wanted
    [row] = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert row["summary"] == f"'{SUMMARY}"
    assert (row["amount"], row["billed_minutes"], row["currency"]) == ("105.00", "60.00", "EUR")
    assert acme.subjects()[0] == "billing: export 1 lines of 2026-11"
    head = acme.git("rev-parse", "HEAD")
    assert export(acme) == []
    assert acme.git("rev-parse", "HEAD") == head
    assert acme.run("check", "--json").exit_code == 0


def test_a_trial_says_the_lines_and_writes_nothing(acme, tmp_path):
    head = acme.git("rev-parse", "HEAD")
    assert len(export(acme, "--dry-run", "--csv", str(tmp_path / "x.csv"))) == 1
    assert acme.git("rev-parse", "HEAD") == head
    assert not (tmp_path / "x.csv").exists()
    assert "--dry-run" in acme.say("billing", "export", "--month", "2026-11", "--dry-run")


def test_work_within_hours_and_contract_is_not_billed_and_agreed_work_is(acme):
    export(acme)
    work(acme, "14:00", "15:00")
    assert export(acme) == []
    work(acme, "15:00", "16:00", "--agreed-by", "Claire", "--agreed-how", "courriel")
    assert [line["reason"] for line in export(acme)] == ["agreed"]


def test_what_was_taken_back_is_a_negative_line_and_is_not_exported_again(acme, tmp_path):
    export(acme)
    back = acme.ask("billing", "reverse", acme.ref, "--text", "Geste commercial", "--csv", str(tmp_path / "a.csv"))
    assert (back["kind"], back["amount"], back["billed_seconds"]) == ("reversal", "-105.00", -3600)
    assert "-105.00" in (tmp_path / "a.csv").read_text()
    assert "'-105.00" not in (tmp_path / "a.csv").read_text()
    assert export(acme) == []
    listed = acme.ask("billing", "list", "--month", "2026-11")["lines"]
    assert [(line["kind"], line["amount"]) for line in listed] == [("work", "105.00"), ("reversal", "-105.00")]
    assert acme.refused("billing", "reverse", acme.ref, "--text", "Encore")["code"] == "nothing_billed"


def test_work_that_was_retracted_after_its_export_is_taken_back_by_the_next_one(acme):
    [line] = export(acme)
    path = acme.path / f"tickets/2026/11/{acme.ref}.yaml"
    stamp = (
        'at: "2026-11-23T19:00:00+01:00"\n    recorded: "2026-11-23T19:00:00+01:00"\n    by: "nadia"\n    channel: cli'
    )
    last = acme.ask("ticket", "show", acme.ref)["journal"][-1]["id"]
    entry = f'  - type: retract\n    id: "01M7ZZZZZZZZZZZZZZZZZZZZZZ"\n    {stamp}\n    after:\n      - "{last}"\n'
    path.write_text(path.read_text() + entry + f'    ids:\n      - "{line["intervention"]}"\n')
    acme.git("commit", "-qam", "retract")
    assert acme.run("check", "--json").exit_code == 0
    assert [(one["kind"], one["amount"]) for one in export(acme)] == [("reversal", "-105.00")]
    assert export(acme) == []


def test_work_of_earlier_months_is_told_of(acme):
    acme.now += timedelta(days=10)
    answer = acme.run("billing", "export", "--month", "2026-12", "--json")
    assert answer.data["lines"] == []
    acme.ask("ticket", "note", acme.ref, "Vu")
    told = acme.run("billing", "export", "--month", "2026-12", "--json").warnings
    assert any(f"{acme.ref} (2026-11)" in warning for warning in told)


def test_prices_are_for_managers(acme, monkeypatch):
    acme.ask("team", "add", "lea", "--name", "Léa Roy", "--email", "lea@celya.example")
    monkeypatch.setenv("CELYACTL_ACTOR", "lea")
    answer = acme.run("billing", "export", "--month", "2026-11", "--dry-run", "--json")
    assert [line["amount"] for line in answer.data["lines"]] == [None]
    assert "responsables" in answer.warnings[0]
    export(acme)
    acme.ask("billing", "reverse", acme.ref, "--text", "Geste")
    listed = ("billing", "list", "--month", "2026-11")
    assert [line["amount"] for line in acme.ask(*listed)["lines"]] == [None, None]
    monkeypatch.setenv("CELYACTL_ACTOR", "nadia")
    amounts = [line["amount"] for line in acme.ask(*listed)["lines"]]
    assert amounts[0] is not None, "what was recorded by others is whole"
    assert amounts == [amounts[0], f"-{amounts[0]}"]
    assert "\N{MINUS SIGN}" + amounts[0].replace(".", ",") in acme.say(*listed)


def test_several_exports_of_a_ticket_must_be_told_apart(acme):
    first = export(acme)[0]["intervention"]
    work(acme, "18:30", "18:45")
    export(acme)
    refused = acme.refused("billing", "reverse", acme.ref, "--text", "Erreur")
    assert refused["code"] == "several_billed"
    assert first in refused["message"]
    assert acme.ask("billing", "reverse", acme.ref, "--text", "Erreur", "--intervention", first)["amount"] == "-105.00"


@pytest.mark.parametrize("month", ["2026-13", "novembre", "", "0000-11", "2026-11-01"])
def test_a_month_that_is_none_is_refused(desk, month):
    assert desk.refused("billing", "export", "--month", month)["code"] == "month_not_understood"


def test_a_file_that_can_not_be_written_keeps_the_export_from_being_recorded(acme, tmp_path):
    for place in (tmp_path, tmp_path / "nowhere" / "x.csv"):
        refused = acme.refused("billing", "export", "--month", "2026-11", "--csv", str(place))
        assert (refused["code"], refused["exit"]) == ("file_not_saved", 73)
    assert len(export(acme)) == 1


def test_an_agreement_is_somebodys_in_some_way(acme):
    said = ("--mode", "remote", "--summary", "x", "--start", "14:00", "--end", "15:00", "--agreed-by", "Claire")
    assert acme.refused("intervention", "add", acme.ref, *said)["code"] == "agreement_incomplete"
