"""`report annual --all`: every contract in force, kept when it is there, and one that fails stops no other."""

from __future__ import annotations

import json

import pytest
from furnishing import done_once


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
