from __future__ import annotations

import pytest

PATH = "contracts/acme/acme-2026.yaml"


def test_a_contract_its_client_and_its_contacts_are_one_commit(desk):
    words = ["--coverage", "extended", "--target", "p3:4h:2d", "--target", "P1:30m:1h30:4h", "--target", "P4:2j:-"]
    people = ["--contact", "claire:Claire Vidal:claire@acme.example:level1,manager:+33 4 67 00 00 01"]
    more = ["--start", "2026-12-01", "--holidays", "fr-57", "--months", "36", "--title", "Maintenance"]
    data = desk.ask("contract", "new", "acme-2026", "--client", "Acme", *words, *people, *more)
    assert data["term"] == {
        "start": "2026-12-01",
        "end": "2029-12-01",
        "renewal": "tacit",
        "notice_limit": "2029-09-01",
        "state": "upcoming",
        "index": 0,
        "final_end": None,
        "alert_on": "2029-08-11",
    }
    assert data["coverage"] == [{"since": "2026-12-01", "coverage": "extended"}]
    assert [list(target.values()) for target in data["targets"][0]["targets"]] == [
        ["P1", "30m", "1h30m", "4h"],
        ["P3", "4h", "2d", None],
        ["P4", "2d", "-", None],
    ]
    assert (data["client"], data["type"], data["holidays"], data["months"]) == ("acme", "maintenance", "FR-57", 36)
    assert desk.subjects() == ["acme-2026: new contract with Acme", "init: a new desk"]
    assert desk.git("show", "--name-only", "--format=").split() == [
        "contracts/acme/acme-2026.yaml",
        "contracts/acme/client.yaml",
    ]
    (claire,) = desk.ask("client", "show", "acme")["contacts"]
    assert (claire["email"], claire["roles"]) == ("claire@acme.example", ["level1", "manager"])
    assert claire["phones"] == ["+33 4 67 00 00 01"]


def test_what_is_not_said_has_its_default(desk):
    data = desk.ask("contract", "new", "acme-2026", "--client", "Acme")
    assert (data["start"], data["months"], data["renewal"], data["renewal_months"]) == ("2026-11-23", 12, "tacit", 12)
    assert (data["notice_months"], data["holidays"], data["targets"]) == (3, "FR", [])
    assert data["in_force"] == {"coverage": "business", "targets": []}
    assert desk.ask("client", "show", "acme")["legal"] == "professional"


def test_the_day_is_that_of_paris_and_not_of_the_machine(desk):
    desk.now = desk.now.replace(hour=0, minute=30)  # still Sunday in UTC
    assert desk.ask("contract", "new", "acme-2026", "--client", "Acme")["start"] == "2026-11-23"


def test_a_second_contract_reuses_the_client_by_name_and_completes_its_people(desk):
    desk.sell("acme-2026")
    desk.ask("client", "contact", "edit", "acme", "claire", "--note", "préfère le matin")
    new = "claire:Claire Vidal-Roux::signatory:06 12"
    desk.ask(
        "contract", "new", "acme-pack", "--client", "ACME", "--type", "pack", "--contact", new, "--contact", "bo:Bo::"
    )
    client = desk.ask("client", "show", "acme")
    claire, bo = client["contacts"]
    assert (claire["name"], claire["email"], claire["note"]) == (
        "Claire Vidal-Roux",
        "claire@acme.example",
        "préfère le matin",
    )
    assert (claire["roles"], claire["phones"]) == (["manager", "signatory"], ["+33 4 67 00 00 01", "06 12"])
    assert (bo["email"], bo["roles"]) == (None, [])
    assert [contract["slug"] for contract in client["contracts"]] == ["acme-2026", "acme-pack"]


def test_a_client_that_looks_like_a_known_one_is_warned_of(desk):
    desk.sell("a", client="Clinique des Lilas")
    answer = desk.run("contract", "new", "b", "--client", "Clinique des Lilaz", "--json", "--lang", "en")
    assert answer.exit_code == 0
    assert answer.warnings == [
        "Clinique des Lilaz is a new client, and looks like Clinique des Lilas (clinique-des-lilas)."
    ]
    assert desk.run("contract", "new", "c", "--client", "École Prévert", "--json").warnings == []


@pytest.mark.parametrize("bound", [["--latest-end", "2030-11-23"], ["--max-renewals", "3"], ["--renewal", "express"]])
def test_a_public_buyer_needs_a_bound(desk, bound):
    words = ["contract", "new", "mairie-2026", "--client", "Mairie", "--legal", "public_buyer"]
    error = desk.refused(*words, "--lang", "en")
    assert (error["code"], error["exit"]) == ("renews_for_ever", 65)
    assert "--latest-end" in error["message"]
    assert "--max-renewals" in error["message"]
    desk.ask(*words, *bound)
    assert desk.ask("client", "show", "mairie")["legal"] == "public_buyer"
    assert desk.refused("contract", "new", "other", "--client", "Mairie")["code"] == "renews_for_ever"


def test_a_bound_can_not_be_taken_from_a_public_buyer_by_an_edit(desk):
    desk.ask("contract", "new", "m", "--client", "Mairie", "--legal", "public_buyer", "--max-renewals", "3")
    error = desk.refused("contract", "edit", "m", "--set", "max_renewals=")
    assert [fault["code"] for fault in error["faults"]] == ["latest_end_missing"]


@pytest.mark.parametrize(
    ("words", "code", "exit_code", "said"),
    [
        (["--coverage", "busines"], "unknown_coverage", 66, "Known: business, "),
        (["--holidays", "GES"], "unknown_holiday_zone", 65, "FR-57"),
        (["--holidays", "FR-99"], "unknown_holiday_zone", 65, "FR-99"),
        (["--target", "P5:1h:2h"], "target_not_understood", 2, "P5:1h:2h"),
        (["--target", "P1:1h"], "target_not_understood", 2, "PRIORITY:RESPONSE:RESTORATION"),
        (["--target", "P1:1h:soon"], "duration_not_understood", 65, "soon"),
        (["--target", "P1:1h:2h", "--target", "P1:2h:3h"], "target_twice", 2, "P1"),
        (["--contact", "claire"], "contact_not_understood", 2, "claire"),
        (["--contact", "claire:Claire:c@acme.example:boss"], "role_not_understood", 2, "level1"),
        (["--contact", "claire:Claire:nowhere:it"], "bad_file", 65, "e-mail address"),
        (["--start", "2026-02-30"], "impossible_date", 65, "2026-02-30"),
        (["--latest-end", "2026-11-23"], "terms_impossible", 65, "2026-11-24"),
        (["--type", "gift"], "value_not_allowed", 2, "maintenance"),
        (["--months", "0"], "bad_value", 2, "--months"),
    ],
)
def test_what_can_not_be_agreed_is_refused_with_what_can(desk, words, code, exit_code, said):
    error = desk.refused("contract", "new", "acme-2026", "--client", "Acme", *words, "--lang", "en")
    assert (error["code"], error["exit"]) == (code, exit_code)
    assert said in error["message"]


@pytest.mark.parametrize(
    ("slug", "code", "exit_code"),
    [("client", "bad_name", 65), ("../x", "bad_name", 65), ("Été", "bad_name", 65), ("taken", "already_there", 73)],
)
def test_a_slug_is_a_name_of_its_own_in_the_whole_desk(desk, slug, code, exit_code):
    desk.sell("taken", client="Other")
    error = desk.refused("contract", "new", slug, "--client", "Acme")
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_a_dry_run_records_nothing(desk):
    desk.ask("contract", "new", "acme-2026", "--client", "Acme", "--dry-run")
    assert desk.subjects() == ["init: a new desk"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--lang", "en"], "acme-2026: contract with acme from 23 Nov 2026 until 22 Nov 2027 included\n"),
        (["--lang", "en", "--dry-run"], "acme from 23 Nov 2026 until 22 Nov 2027 included\n"),
    ],
)
def test_people_read_the_last_day_included(desk, words, line):
    assert desk.say("contract", "new", "acme-2026", "--client", "Acme", *words).endswith(line)


def test_the_file_is_what_it_should_be_for_the_next_reader(desk):
    desk.sell("acme-2026", "--target", "P1:30m:4h")
    assert (
        desk.read(PATH)
        == """\
# yaml-language-server: $schema=../../.celyactl/schema/contract.json
format: 1
slug: "acme-2026"
client: "acme"
type: maintenance
start: "2026-11-23"
months: 12
renewal: tacit
renewal_months: 12
notice_months: 3
holidays: "FR"
coverage:
  - since: "2026-11-23"
    coverage: "business"
targets:
  - since: "2026-11-23"
    targets:
      - priority: P1
        response: "30m"
        restoration: "4h"
sla:
  reopening_days: 5
"""
    )


def test_two_contacts_of_one_id_are_refused(desk):
    words = ["--contact", "claire:Claire Vidal::manager", "--contact", "claire:Claire Durand::billing"]
    error = desk.refused("contract", "new", "acme-2026", "--client", "Acme", *words)
    assert (error["code"], error["exit"]) == ("contact_twice", 2)
    assert "claire" in error["message"]
