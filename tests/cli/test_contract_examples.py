"""Worked examples in a contract: signed by client and company, computed by the program, compared by `check`."""

from __future__ import annotations

import pytest
from furnishing import done_once

CONTRACT = "contracts/acme/acme-2026.yaml"
SIGNED = """\
examples:
  - text: "Vendredi 17:30, GTI 1 h et GTR 8 h"
    reported: "2026-11-20T17:30:00+01:00"
    priority: P2
    response_due: "2026-11-23T08:30:00+01:00"
    restoration_due: "2026-11-23T15:30:00+01:00"
  - text: "Sans priorité, c'est P3"
    reported: "2026-11-23T09:00:00+01:00"
    restoration_due: "2026-11-25T09:00:00+01:00"
"""


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h", "--target", "P3:-:2d")
    signed(desk, SIGNED)
    return desk


def signed(desk, text):
    (desk.path / CONTRACT).write_text(desk.read(CONTRACT) + text, encoding="utf-8")
    desk.git("commit", "-qam", "sign")


def test_examples_that_the_contract_makes_are_no_finding(acme):
    assert acme.ask("check")["findings"] == []


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        (
            "T15:30:00",
            "T15:31:00",
            (31, "restoration_due"),
            "15:31, and the contract makes Monday 23 Nov 2026 at 15:30",
        ),
        ("T08:30:00", "T09:00:00", (30, "response_due"), "09:00, and the contract makes Monday 23 Nov 2026 at 08:30"),
        ("priority: P2", "priority: P4", (30, "response_due"), "08:30, and the contract has no target for it"),
    ],
)
def test_a_failing_example_is_a_finding_with_both_values(acme, old, new, place, said):
    acme.edit(CONTRACT, f"{old}\n    response" if "P2" in old else old, f"{new}\n    response" if "P2" in old else new)
    answer = acme.run("check", "--json", "--lang", "en")
    assert answer.exit_code == 1
    found = answer.data["findings"][0]
    assert (found["line"], found["field"]) == (place[0], f"examples[0].{place[1]}")
    assert (found["path"], found["code"]) == (CONTRACT, "example_contradicted")
    assert f'"Vendredi 17:30, GTI 1 h et GTR 8 h": signed is Monday 23 Nov 2026 at {said}' in found["message"]


def test_an_instant_written_with_another_offset_is_the_same(acme):
    acme.edit(CONTRACT, "2026-11-23T15:30:00+01:00", "2026-11-23T14:30:00Z")
    assert acme.ask("check")["findings"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["contract", "amend", "acme-2026", "--from", "2026-06-01", "--coverage", "extended"],
        ["contract", "amend", "acme-2026", "--from", "2026-11-01", "--target", "P2:1h:4h"],
    ],
)
def test_what_would_break_what_both_signed_is_refused(acme, words):
    error = acme.refused(*words)
    assert error["exit"] == 65
    assert "example_contradicted" in [fault["code"] for fault in error["faults"]]


def test_an_amendment_to_come_leaves_them_true(acme):
    acme.ask("contract", "amend", "acme-2026", "--from", "2026-12-01", "--coverage", "extended", "--target", "P2:1h:4h")
    assert acme.ask("check")["findings"] == []


def test_other_hours_of_the_desk_can_not_be_adopted_against_them(acme):
    text = acme.read("desk.yaml")
    (acme.path / "desk.yaml").write_text(text.replace("08:00-18:00", "09:00-18:00"), encoding="utf-8")
    error = acme.run("adopt", "--json").error
    assert {fault["code"] for fault in error["faults"]} == {"example_contradicted"}


def test_a_deadline_beyond_reach_is_told_once(acme):
    acme.edit(CONTRACT, '        restoration: "2d"\n', '        restoration: "9999d"\n')
    (found,) = acme.run("check", "--json").data["findings"]
    assert (found["field"], found["path"]) == ("targets[0].targets[1].restoration", CONTRACT)
