"""`report annual --all`: every contract in force, kept when it is there, and one that fails stops no other."""

from __future__ import annotations

import json
import os
import re

import pytest
from furnishing import done_once
from terminals import at_a_terminal


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026", "--start", "2026-01-01")
    desk.sell("villa-2027", "--start", "2027-06-01", client="Villa")
    desk.sell("bar-2026", "--start", "2026-03-01", client="Bar")
    return desk


def outcomes(data):
    return [(one["contract"], one["outcome"]) for one in data["reports"]]


def test_those_in_force_are_made_and_kept_until_the_desk_changes(sold, tmp_path):
    folder, words = tmp_path / "new" / "reports", ("report", "annual", "--all", "--year", "2026", "--format", "json")
    first = sold.ask(*words, "--output", str(folder))
    assert outcomes(first) == [("acme-2026", "written"), ("bar-2026", "written")]
    assert sorted(file.name for file in folder.iterdir()) == ["2026.acme-2026.json", "2026.bar-2026.json"]
    told = json.loads((folder / "2026.acme-2026.json").read_text(encoding="utf-8"))
    assert told == sold.ask("report", "annual", "acme-2026", "--year", "2026")
    (folder / "2026.bar-2026.json").unlink()
    assert outcomes(sold.ask(*words, "--output", str(folder))) == [("acme-2026", "kept"), ("bar-2026", "written")]
    sold.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")
    assert {one for _slug, one in outcomes(sold.ask(*words, "--output", str(folder)))} == {"written"}


def test_what_a_killed_run_left_is_swept_unless_somebody_may_still_write_it(sold, tmp_path):
    old, new, other = (tmp_path / name for name in (".2026.acme-2026.json-a", ".2026.bar-2026.json-b", ".other-c"))
    for left in (old, new, other):
        left.write_text("{")
    for left in (old, other):
        os.utime(left, (0, 0))
    sold.ask("report", "annual", "--all", "--year", "2026", "--format", "json", "--output", str(tmp_path))
    assert [left.exists() for left in (old, new, other)] == [False, True, True]


def test_of_the_terms_before_only_those_that_were_are_reported(sold, tmp_path):
    sold.sell("old-2025", "--start", "2025-01-01", client="Old")
    words = ("report", "annual", "--all", "--term", "previous", "--format", "json")
    assert outcomes(sold.ask(*words, "--output", str(tmp_path / "reports"))) == [("old-2025", "written")]
    assert [file.name for file in (tmp_path / "reports").iterdir()] == ["2025.old-2025.json"]


def test_what_is_not_approved_is_left_and_said(sold, tmp_path):
    answer = sold.run("report", "annual", "--all", "--year", "2026", "--approved", "--output", str(tmp_path), "--json")
    assert (answer.exit_code, {one for _slug, one in outcomes(answer.data)}) == (1, {"failed"})
    assert "approve" in answer.data["reports"][0]["said"][0]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--year", "2026"), "contract_or_all"),
        (("acme-2026", "--all", "--year", "2026"), "contract_or_all"),
        (("--all", "--year", "2026"), "value_needed"),
    ],
)
def test_which_reports_is_said(sold, words, code):
    assert sold.refused("report", "annual", *words)["code"] == code


@pytest.fixture
@done_once
def faulty(desk, sold):
    """Beside sound contracts one with a bad file, one of such a client, a target out of reach, an end too early."""
    for name in ("cave", "dune", "fort", "gare", "villa"):
        desk.sell(f"{name}-2026", "--start", "2026-01-01", "--target", "P1:30m:4h", client=name)
        desk.ask("ticket", "new", "--contract", f"{name}-2026", "--title", "Panne", "--priority", "P1")
    desk.edit("contracts/cave/cave-2026.yaml", 'start: "2026-01-01"', "start: hier")
    desk.edit("contracts/dune/client.yaml", 'name: "dune"', "nom: dune")
    desk.edit("contracts/fort/fort-2026.yaml", 'restoration: "4h"', 'restoration: "9000h"')
    desk.edit("contracts/fort/fort-2026.yaml", 'coverage: "business"', 'coverage: "hardly"')
    hardly = 'coverages:\n  hardly:\n    week:\n      mon: ["09:00-09:30"]\n    holidays: closed\n'
    desk.edit("desk.yaml", "coverages:\n", hardly)
    desk.edit(
        "contracts/gare/gare-2026.yaml",
        "months: 12\nrenewal: tacit",
        'months: 12\nlatest_end: "2025-06-30"\nrenewal: tacit',
    )
    return desk


def test_a_bad_file_or_a_target_out_of_reach_keeps_no_other_report_from_being_made(faulty, tmp_path):
    words = ("report", "annual", "--all", "--year", "2026", "--format", "json", "--output", str(tmp_path / "reports"))
    answer = faulty.run(*words, "--json")
    assert answer.exit_code == 1
    failed = {one["contract"]: one for one in answer.data["reports"] if one["outcome"] == "failed"}
    assert outcomes(answer.data) == [
        ("acme-2026", "written"),
        ("bar-2026", "written"),
        *((name, "failed") for name in ("cave-2026", "dune-2026", "fort-2026", "gare-2026")),
        ("villa-2026", "written"),
    ]
    reasons = {"cave-2026": "contracts/cave/cave-2026.yaml:6", "dune-2026": "contracts/dune/client.yaml"}
    for contract, reason in (reasons | {"fort-2026": "fort-2026", "gare-2026": "latest_end"}).items():
        assert reason in failed[contract]["said"][0]
    assert failed["cave-2026"]["file"] is None
    made = ["2026.acme-2026.json", "2026.bar-2026.json", "2026.villa-2026.json"]
    assert sorted(file.name for file in (tmp_path / "reports").iterdir()) == made
    told = faulty.run(*words)
    assert told.exit_code == 1
    assert [line.split()[0] for line in told.stdout.splitlines()[1:]] == list(failed)


def test_what_is_wrong_with_the_choice_is_no_contract_s_fault(faulty, tmp_path):
    words = ("report", "annual", "--all", "--output", str(tmp_path / "reports"))
    assert faulty.refused(*words)["code"] == "period_needed"
    assert faulty.refused(*words, "--from", "jamais", "--to", "2027-01-01")["code"] == "date_not_understood"
    faulty.edit("desk.yaml", 'company: "CELYA"', "compagnie: CELYA")
    assert faulty.refused(*words, "--year", "2026")["code"] == "bad_file"


def test_a_ticket_that_cannot_be_read_is_warned_of(sold, tmp_path):
    ref = sold.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")["ref"]
    path = f"tickets/2026/11/{ref}.yaml"
    sold.edit(path, '\ntitle: "Panne"', "\ntitre: Panne")
    answer = sold.run("report", "annual", "acme-2026", "--year", "2026", "--json")
    assert len(answer.warnings) == 1
    assert path in answer.warnings[0]
    words = ("report", "annual", "--all", "--year", "2026", "--format", "json", "--output", str(tmp_path / "reports"))
    for outcome in ("written", "kept"):
        told = sold.run(*words, "--json")
        assert (told.exit_code, told.warnings, told.data["reports"][0]["outcome"]) == (1, answer.warnings, outcome)
    assert sold.run("report", "annual", "bar-2026", "--year", "2026", "--json").warnings == []


def test_a_bar_counts_on_a_terminal_and_a_pipe_gets_none_of_it(sold, shell, tmp_path):
    words = ("report", "annual", "--all", "--year", "2026", "--format", "json", "--output", str(tmp_path / "reports"))
    status, screen = at_a_terminal(sold, *words)
    assert status == 0
    counted = [int(percent) for percent in re.findall(r"Rapports[^%]*?(\d+)%", screen)]
    assert list(dict.fromkeys(counted)) == [0, 50, 100]
    assert " ".join(screen.split()).endswith("(écrits : 2, gardés : 0, en échec : 0)")
    piped = shell(*words, cwd=sold.path, env={"TERM": "xterm-256color"})
    assert (piped.exit_code, piped.stderr) == (0, "")
    assert re.fullmatch(r"2 rapports dans [^\n%]* \(écrits\s: 0, gardés\s: 2, en échec\s: 0\)\n", piped.stdout)
