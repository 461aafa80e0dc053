from __future__ import annotations

import pytest

CONTRACT = "contracts/acme/acme-2026.yaml"
MOSELLE = ("--holidays", "FR-57")


@pytest.mark.parametrize(
    ("more", "at", "expected"),
    [
        ((), "2026-11-23 09:00", (True, "window", None, "2026-11-23T18:00:00+01:00")),
        ((), "2026-11-23 18:00", (False, "night", None, "2026-11-24T08:00:00+01:00")),
        ((), "2026-11-23 07:59", (False, "night", None, "2026-11-23T08:00:00+01:00")),
        ((), "2026-11-21 10:00", (False, "weekend", None, "2026-11-23T08:00:00+01:00")),
        ((), "2026-12-25 10:00", (False, "holiday", "Noël", "2026-12-28T08:00:00+01:00")),
        ((), "2027-03-26 10:00", (True, "window", None, "2027-03-26T18:00:00+01:00")),
        (MOSELLE, "2027-03-26 10:00", (False, "holiday", "Vendredi saint", "2027-03-30T08:00:00+02:00")),
        (("--coverage", "extended"), "2026-12-25 10:00", (True, "window", None, "2026-12-25T23:00:00+01:00")),
        (("--coverage", "full"), "2026-12-25 10:00", (True, "window", None, None)),
    ],
)
def test_whether_people_work_why_not_and_when_that_changes(desk, more, at, expected):
    desk.sell("acme-2026", *more)
    data = desk.ask("contract", "coverage", "acme-2026", "--at", at)
    assert (data["open"], data["why"], data["holiday"], data["changes_at"]) == expected
    assert data["in_force"] is (at >= "2026-11-23")


def test_it_is_now_by_default_and_said_in_the_reader_s_language(desk):
    desk.sell("acme-2026")
    assert desk.ask("contract", "coverage", "acme-2026")["at"] == "2026-11-23T09:00:00+01:00"
    assert desk.say("contract", "coverage", "acme-2026", "--at", "2026-12-25 10:00", "--lang", "en") == (
        "acme-2026, Fri 25 Dec 10:00: closed, public holiday (Christmas Day) (business hours, public holidays FR)\n"
        "Opens: Mon 28 Dec 08:00\n"
    )


def test_an_exception_and_an_amendment_are_heeded(desk):
    desk.sell("acme-2026")
    desk.edit("desk.yaml", "  extended:\n", '    exceptions:\n      "2026-12-24": []\n  extended:\n')
    assert desk.ask("contract", "coverage", "acme-2026", "--at", "2026-12-24 10:00")["why"] == "exception"
    desk.edit(
        CONTRACT,
        '    coverage: "business"\n',
        '    coverage: "business"\n  - since: "2026-11-28"\n    coverage: "full"\n',
    )
    data = desk.ask("contract", "coverage", "acme-2026", "--at", "2026-11-27 20:00")
    assert (data["coverage"], data["changes_at"]) == ("business", "2026-11-28T00:00:00+01:00")
    assert desk.ask("contract", "coverage", "acme-2026", "--at", "2026-11-28 03:00")["coverage"] == "full"


def test_a_contract_that_does_not_run_is_warned_of(desk):
    desk.sell("acme-2026", "--renewal", "none")
    answer = desk.run("contract", "coverage", "acme-2026", "--at", "2028-01-03 10:00", "--json", "--lang", "en")
    assert (answer.data["open"], answer.data["in_force"]) == (True, False)
    assert answer.warnings == ["acme-2026 is not in force then: ended, until 22 Nov 2027 included"]
    said = desk.say("contract", "coverage", "acme-2026", "--at", "2028-01-03 10:00", "--lang", "en")
    assert said.startswith(
        "acme-2026, Mon 3 Jan 2028 10:00: out of contract. Its hours would be: open, within its hours"
    )
