"""`celyactl component update`: versions of one or many components in one act, on the ticket, and in the report."""

from __future__ import annotations

from datetime import timedelta
from shutil import copytree, rmtree

import pytest


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """A folder for the desk that all these tests begin with, made when it is first asked for."""
    return tmp_path_factory.mktemp("fleet")


@pytest.fixture
def fleet(desk, stage):
    """Acme with a PBX, two kinds of handsets and a retired one; another client with a handset; a ticket of Acme's."""
    if not (stage / "desk").exists():
        _furnish(desk)
        copytree(desk.path, stage / "desk")
    else:
        rmtree(desk.path)
        copytree(stage / "desk", desk.path)
        desk.git("update-index", "-q", "--refresh")
    desk.now += timedelta(hours=1)
    [desk.ref] = [one["ref"] for one in desk.ask("ticket", "list")]
    return desk


def _furnish(desk):
    desk.sell("acme-2026", "--start", "2026-01-01")
    desk.ask("client", "new", "Zoo")
    parts = [
        ("acme", "ipbx", "pbx", "Asterisk", "20.9.0"),
        ("acme", "accueil", "handset", "T54W", "96.86.0.70"),
        ("acme", "bureaux", "handset", "T54W", ""),
        ("zoo", "guichet", "handset", "T54W", "96.86.0.70"),
    ]
    for client, ident, kind, product, version in parts:
        more = ["--version", version] if version else []
        desk.ask("component", "add", client, ident, "--kind", kind, "--name", ident, "--product", product, *more)
    more = ["--kind", "handset", "--name", "vieux", "--state", "retired"]
    desk.ask("component", "add", "acme", "vieux", *more)
    desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Faille")


def versions(desk, client, ident):
    held = desk.ask("component", "show", client, ident)["versions"]
    return [(one["version"], one["reason"], one["ref"], one["by"]) for one in held]


def test_an_update_is_recorded_in_the_installation_and_on_its_ticket(fleet):
    words = ("--version", "20.15.2", "--reason", "security", "--ticket", fleet.ref, "--text", "Avis 2026-004")
    commits = len(fleet.subjects())
    [made] = fleet.ask("component", "update", "acme", "ipbx", *words)
    assert (made["old"], made["new"], made["since"]) == ("20.9.0", "20.15.2", "2026-11-23")
    assert len(fleet.subjects()) == commits + 1
    assert fleet.trailer("Celyactl-Op") == "component.update ipbx"
    assert fleet.trailer("Celyactl-Ticket") == fleet.ref
    assert versions(fleet, "acme", "ipbx")[1:] == [("20.15.2", "security", fleet.ref, "nadia")]
    entry = fleet.ask("ticket", "show", fleet.ref)["journal"][-1]
    told = {name: entry[name] for name in ("type", "component", "old", "new", "reason", "text", "visibility")}
    assert told == {
        "type": "component_updated",
        "component": "ipbx",
        "old": "20.9.0",
        "new": "20.15.2",
        "reason": "security",
        "text": "Avis 2026-004",
        "visibility": "internal",
    }
    [update] = fleet.ask("report", "annual", "acme-2026", "--year", "2026")["installation"]["updates"]
    assert (update["component"], update["old"], update["new"], update["ref"]) == (
        "ipbx",
        "20.9.0",
        "20.15.2",
        fleet.ref,
    )
    assert fleet.run("check", "--json").data["findings"] == []


def test_many_are_one_act_and_those_that_have_the_version_are_left_alone(fleet):
    fleet.ask("component", "update", "zoo", "guichet", "--version", "96.86.0.80")
    commits = len(fleet.subjects())
    words = ("--where", "kind:handset product:t54", "--version", "96.86.0.80", "--reason", "security")
    tried = fleet.say("component", "update", *words, "--from", "96.85.0.5", "--dry-run", "--lang", "en")
    assert len(fleet.subjects()) == commits
    assert [line.split() for line in tried.splitlines()[1:]] == [
        ["Component", "Client", "Name", "Before", "After"],
        ["accueil", "acme", "accueil", "96.86.0.70", "96.86.0.80"],
        ["bureaux", "acme", "bureaux", "96.85.0.5", "96.86.0.80"],
    ]
    answer = fleet.run("component", "update", *words, "--from", "96.85.0.5", "--json", "--lang", "en")
    assert [one["component"] for one in answer.data] == ["accueil", "bureaux"]
    assert answer.warnings == [
        "1 component has version 96.86.0.80 already.",
        "1 component had another version on record than 96.85.0.5, which stays: accueil.",
    ]
    assert len(fleet.subjects()) == commits + 1
    assert versions(fleet, "acme", "bureaux") == [
        ("96.85.0.5", None, None, None),
        ("96.86.0.80", "security", None, "nadia"),
    ]
    again = fleet.run("component", "update", *words, "--json")
    assert (again.data, len(fleet.subjects())) == ([], commits + 1)


def test_a_version_before_that_goes_against_the_record_is_said_to_stay_out(fleet):
    words = ("component", "update", "acme", "ipbx", "--version", "22.1", "--lang", "en", "--json")
    answer = fleet.run(*words, "--from", "20.8", "--dry-run")
    assert answer.data[0]["old"] == "20.9.0"
    assert answer.warnings == ["1 component had another version on record than 20.8, which stays: ipbx."]
    assert fleet.run(*words, "--from", "20.9.0").warnings == []


def test_an_update_of_what_had_no_version_on_record_is_reported_too(fleet):
    fleet.ask("component", "update", "acme", "bureaux", "--version", "96.86.0.80", "--reason", "feature")
    [update] = fleet.ask("report", "annual", "acme-2026", "--year", "2026")["installation"]["updates"]
    assert (update["component"], update["old"], update["new"]) == ("bureaux", None, "96.86.0.80")


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("kind:handset", ["accueil", "bureaux", "guichet"]),
        ("kind:handset client:acme", ["accueil", "bureaux"]),
        ("kind:handset state:retired", ["vieux"]),
        ("version:20", ["ipbx"]),
        ("version:2", []),
        ("version:none -state:retired", ["bureaux"]),
        ("id:ipbx,accueil", ["ipbx", "accueil"]),
        ("-kind:handset", ["ipbx"]),
        ("ASTERISK", ["ipbx"]),
    ],
)
def test_a_query_finds_what_it_says(fleet, where, found):
    answer = fleet.run("component", "update", "--where", where, "--version", "9", "--dry-run", "--json")
    assert [one["component"] for one in answer.data] == found if found else answer.exit_code == 66
    listed = [one["id"] for one in fleet.ask("component", "list", "--where", where)]
    assert [one for one in listed if one != "vieux" or "retired" in where] == found


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["acme"], "components_or_where", 2),
        ([], "components_or_where", 2),
        (["acme", "ipbx", "--where", "kind:pbx"], "components_or_where", 2),
        (["acme", "ipbz"], "unknown_component", 66),
        (["--where", "kind:fax"], "unknown_value", 2),
        (["--where", "colour:red"], "unknown_field", 2),
        (["--where", "version>2"], "not_comparable", 2),
        (["--where", "kind:sbc"], "no_component_meant", 66),
        (["--where", "kind:handset", "maker:polycom"], "query_without_quotes", 2),
        (["acme", "--where", "kind:handset", "-site:depot"], "unknown_option", 2),
        (["acme", "ipbx", "version:20"], "query_without_quotes", 2),
        (["acme", "ipbx", "--technician", "nobody"], "unknown_member", 66),
        (["acme", "ipbx", "--at", "2026-11-20T10:00:00+01:00"], "updated_since", 65),
        (["acme", "ipbx", "--at", "2026-12-20T10:00:00+01:00"], "at_in_the_future", 65),
    ],
)
def test_what_can_not_be_updated_is_refused(fleet, words, code, exit_code):
    error = fleet.refused("component", "update", *words, "--version", "22.1")
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_a_ticket_tells_of_its_own_client_only(fleet):
    words = ("--version", "9", "--ticket", fleet.ref)
    assert fleet.refused("component", "update", "zoo", "guichet", *words)["code"] == "ticket_of_another_client"
    assert fleet.refused("component", "update", "--where", "kind:handset", *words)["exit"] == 65
