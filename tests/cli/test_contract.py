from __future__ import annotations

import pytest
from furnishing import done_once

CONTRACT = "contracts/acme/acme-2026.yaml"


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2018-09-27", "--months", "36", "--target", "P1:30m:4h", "--target", "P3:4h:2d")
    return desk


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2018-09-26", ["2018-09-27", "2021-09-27", "2021-06-27", "upcoming"]),
        ("2018-09-27", ["2018-09-27", "2021-09-27", "2021-06-27", "active"]),
        ("2021-06-05", ["2018-09-27", "2021-09-27", "2021-06-27", "active"]),
        ("2021-06-06", ["2018-09-27", "2021-09-27", "2021-06-27", "renewing"]),
        ("2021-09-26", ["2018-09-27", "2021-09-27", "2021-06-27", "renewing"]),
        ("2021-09-27", ["2021-09-27", "2022-09-27", "2022-06-27", "active"]),
        (None, ["2026-09-27", "2027-09-27", "2027-06-27", "active"]),
    ],
)
def test_a_contract_is_shown_with_the_term_of_a_day(acme, at, expected):
    words = ["--at", at] if at else []
    term = acme.ask("contract", "show", "acme-2026", *words)["term"]
    assert [term[name] for name in ("start", "end", "notice_limit", "state")] == expected
    assert term["renewal"] == "tacit"


def test_coverage_and_targets_are_those_in_force_on_the_day(acme):
    acme.edit(
        CONTRACT,
        '    coverage: "business"\n',
        '    coverage: "business"\n  - since: "2026-12-01"\n    coverage: "full"\n',
    )
    acme.edit(
        CONTRACT, '        restoration: "2d"\n', '        restoration: "2d"\n  - since: "2026-12-01"\n    targets: []\n'
    )
    before, after = (
        acme.ask("contract", "show", "acme-2026", "--at", f"2026-{day}")["in_force"] for day in ("11-30", "12-01")
    )
    assert before["coverage"] == "business"
    assert [target["priority"] for target in before["targets"]] == ["P1", "P3"]
    assert after == {"coverage": "full", "targets": []}


def test_people_read_a_contract_whole(acme):
    card = acme.say("contract", "show", "acme-2026", "--lang", "en")
    for line in (
        "  Client        Acme (acme), professional",
        "  Term          from 27 Sep 2026 until 26 Sep 2027 included",
        "  Notice until  27 Jun 2027",
        "  Coverage      business hours (business), public holidays FR",
        "  Covers        the whole installation",
        "P3        4 h       2 business days",
    ):
        assert line in card.splitlines()
    assert acme.say("contract", "show", "acme-2026") != card


def test_contracts_are_listed_all_or_by_client(acme):
    acme.sell("zoo-2026", "--coverage", "full", client="Zoo")
    both = acme.ask("contract", "list")
    assert [(one["slug"], one["client_name"], one["coverage"]) for one in both] == [
        ("acme-2026", "Acme", "business"),
        ("zoo-2026", "Zoo", "full"),
    ]
    assert both[0]["term"]["end"] == "2027-09-27"
    assert [one["slug"] for one in acme.ask("contract", "list", "--client", "zoo")] == ["zoo-2026"]
    assert acme.refused("contract", "list", "--client", "zo")["code"] == "unknown_client"
    lines = acme.say("contract", "list", "--lang", "en").splitlines()
    assert lines[1].split("  ")[0] == "acme-2026"
    assert "26 Sep 2027" in lines[1]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("months: long", f"{CONTRACT}:7"),
        ('months: 36\nlatest_end: "2018-09-27"', "acme-2026: latest_end is 2018-09-27"),
    ],
)
def test_one_bad_contract_hides_no_other(acme, written, said):
    acme.sell("zoo-2026", client="Zoo")
    acme.edit(CONTRACT, "\nmonths: 36\n", f"\n{written}\n")
    answer = acme.run("contract", "list", "--json", "--lang", "en")
    assert [one["slug"] for one in answer.data] == ["zoo-2026"]
    assert said in answer.warnings[0]
    assert acme.refused("contract", "show", "acme-2026")["exit"] == 65


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["edit", "--set", "note=x"],
        ["end", "--on", "2027-01-01"],
        ["coverage"],
        ["takeover", "--on", "2026-11-23"],
    ],
)
def test_an_unknown_contract_is_answered_with_the_nearest_first(acme, words):
    acme.sell("zoo-2026", client="Zoo")
    verb, *options = words
    error = acme.refused("contract", verb, "akme-2026", *options, "--lang", "en")
    assert (error["code"], error["exit"]) == ("unknown_contract", 66)
    assert error["message"] == "There is no contract akme-2026. Known: acme-2026, zoo-2026."


def test_a_contract_ends_on_a_day_that_is_the_first_without_it(acme):
    data = acme.ask("contract", "end", "acme-2026", "--on", "2027-09-27", "--text", "Déménagement")
    assert data["termination"] == {"on": "2027-09-27", "received": "2026-11-23", "by": None, "text": "Déménagement"}
    states = [acme.ask("contract", "show", "acme-2026", "--at", f"2027-09-{day}")["term"]["state"] for day in (26, 27)]
    assert states == ["ending", "ended"]
    assert acme.subjects()[0] == "acme-2026: ends on 2027-09-27"
    assert acme.trailer("Celyactl-Op") == "contract.end"


def test_an_end_within_a_term_or_after_its_notice_limit_is_warned_of(acme):
    within = acme.run("contract", "end", "acme-2026", "--on", "2027-01-01", "--json", "--lang", "en", "--dry-run")
    assert within.warnings == ["The current term of acme-2026 runs until 26 Sep 2027; the contract ends before."]
    in_time = acme.run("contract", "end", "acme-2026", "--on", "2027-09-27", "--json", "--dry-run")
    assert in_time.warnings == []
    acme.now = acme.now.replace(year=2027, month=7)
    late = acme.run("contract", "end", "acme-2026", "--on", "2027-09-27", "--json", "--lang", "en", "--dry-run")
    assert late.warnings == ["The notice comes late: its limit for this end of acme-2026 was 27 Jun 2027."]


def test_a_contract_can_not_end_before_it_starts(acme):
    error = acme.refused("contract", "end", "acme-2026", "--on", "2018-09-26")
    assert (error["code"], error["exit"]) == ("end_before_beginning", 65)
    assert "27 sept. 2018" in error["message"]


def test_a_ticket_on_an_ended_contract_opens_out_of_contract_and_says_when_it_ended(acme):
    acme.ask("contract", "end", "acme-2026", "--on", "2026-11-01")
    answer = acme.run("ticket", "new", "--contract", "acme-2026", "--title", "Panne", "--json", "--lang", "en")
    assert answer.exit_code == 0
    assert answer.data["out_of_contract"] == "no_contract_in_force"
    assert any("2026" in warning and "acme-2026" in warning for warning in answer.warnings)


def test_an_edit_by_hand_that_is_not_recorded_is_warned_of_and_not_overwritten(acme):
    path = acme.path / CONTRACT
    path.write_text(acme.read(CONTRACT).replace("\nmonths: 36\n", "\nmonths: 24\n"))
    answer = acme.run("contract", "show", "acme-2026", "--json", "--lang", "en")
    assert answer.data["months"] == 36
    assert [f"{CONTRACT} was edited by hand" in warning for warning in answer.warnings] == [True]
    error = acme.refused("contract", "end", "acme-2026", "--on", "2027-09-27")
    assert (error["code"], error["exit"]) == ("edited_by_hand", 65)
    path.write_text("slug: [\n")
    assert acme.run("contract", "show", "acme-2026").exit_code == 65
    assert path.read_text() == "slug: [\n"


def test_an_end_that_is_to_come_may_be_moved_and_one_that_has_passed_not(acme):
    acme.ask("contract", "end", "acme-2026", "--on", "2027-01-01")
    moved = acme.run("contract", "end", "acme-2026", "--on", "2027-09-27", "--json", "--lang", "en")
    assert "acme-2026 was to run until 31 Dec 2026 included; that no longer holds." in moved.warnings
    acme.now = acme.now.replace(year=2027)
    error = acme.refused("contract", "end", "acme-2026", "--on", "2028-09-27")
    assert (error["code"], error["exit"]) == ("already_ended", 65)
    assert "26 sept. 2027" in error["message"]
