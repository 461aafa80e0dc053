from __future__ import annotations

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def acme(desk):
    desk.ask("client", "new", "Acme")
    desk.ask("client", "site", "add", "acme", "siege", "--name", "Siège")
    return desk


def test_a_component_is_added_with_what_is_known(acme):
    words = [
        "--product",
        "Asterisk",
        "--maker",
        "Sangoma",
        "--version",
        "20.9",
        "--site",
        "siege",
        "--serial",
        "0012",
        "--criticality",
        "high",
    ]
    more = ["--expires", "2027-01-31", "--end-of-life", "2028-10-19", "--quantity", "2", "--state", "spare", "--hosted"]
    component = acme.ask("component", "add", "Acme", "pbx", "--kind", "pbx", "--name", "IPBX", *words, *more)
    wanted = {
        "id": "pbx",
        "kind": "pbx",
        "name": "IPBX",
        "product": "Asterisk",
        "version": "20.9",
        "versions": [{"version": "20.9", "since": "2026-11-23", "reason": None, "ref": None, "by": None}],
        "site": "siege",
        "serial": "0012",
        "hosted": True,
        "criticality": "high",
        "expires": "2027-01-31",
        "end_of_life": "2028-10-19",
        "quantity": 2,
        "state": "spare",
        "since": "2026-11-23",
    }
    assert {name: component[name] for name in wanted} == wanted
    assert acme.subjects()[0] == "acme: add component pbx"
    assert (
        acme.ask("component", "show", "acme", "pbx")
        == {
            "client": "acme",
            "ends": [
                {"what": "expires", "on": "2027-01-31", "latest": None, "sold_until": None, "source": None},
                {"what": "end_of_life", "on": "2028-10-19", "latest": None, "sold_until": None, "source": None},
            ],
            "tickets": [],
        }
        | component
    )
    shown = acme.say("component", "show", "acme", "pbx", "--lang", "en").splitlines()
    assert {"  Version        20.9 (23 Nov 2026)", "  Criticality    high"} <= set(shown)
    assert "Criticité" in acme.say("component", "show", "acme", "pbx")


def test_the_critical_ones_are_found(acme):
    for ident, more in (("pbx", ["--criticality", "high"]), ("fax", ["--criticality", "low"]), ("sip", [])):
        acme.ask("component", "add", "acme", ident, "--kind", "other", "--name", ident, *more)

    def found(where):
        return [one["id"] for one in acme.ask("component", "list", "--where", where)]

    assert found("criticality:high") == ["pbx"]
    assert found("criticality:high,low") == ["pbx", "fax"]
    assert found("criticality:none") == ["sip"]
    assert acme.refused("component", "list", "--where", "criticality:vital")["code"] == "unknown_value"


def test_components_are_listed_by_client_and_by_kind(acme):
    acme.ask("client", "new", "Zoo")
    for client, ident, kind in [("acme", "pbx", "pbx"), ("acme", "sip", "trunk"), ("zoo", "sip", "trunk")]:
        acme.ask("component", "add", client, ident, "--kind", kind, "--name", ident.upper())

    def listed(*words):
        return [(one["client"], one["id"]) for one in acme.ask("component", "list", *words)]

    assert listed() == [("acme", "pbx"), ("acme", "sip"), ("zoo", "sip")]
    assert listed("Zoo") == [("zoo", "sip")]
    assert listed("--kind", "trunk") == [("acme", "sip"), ("zoo", "sip")]
    assert listed("zoo", "--kind", "pbx") == []
    assert acme.say("component", "list", "--lang", "en").splitlines()[1].split()[:4] == ["pbx", "acme", "PBX", "PBX"]


def test_a_supplier_is_reused_by_name_or_added_to_the_desk_and_said(acme):
    words = ["component", "add", "acme", "sip", "--kind", "trunk", "--name", "Trunk", "--supplier", "Opérateur Sud"]
    answer = acme.run(*words, "--circuit", "SIP-34-1", "--json", "--lang", "en")
    assert (answer.data["supplier"], answer.data["circuit"]) == ("operateur-sud", "SIP-34-1")
    assert answer.warnings == ["The supplier Opérateur Sud is new: it was added to desk.yaml as operateur-sud."]
    assert len(acme.git("show", "--name-only", "--format=").split()) == 2
    assert 'id: "operateur-sud"\n    name: "Opérateur Sud"\n    kind: carrier\n' in acme.read("desk.yaml")
    for number, name in enumerate(["operateur-sud", "OPÉRATEUR SUD"]):
        again = acme.run("component", "add", "acme", f"sip{number}", *words[4:8], "--supplier", name, "--json")
        assert (again.data["supplier"], again.warnings) == ("operateur-sud", [])


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["add", "acme", "pbx", "--kind", "pbx", "--name", "x", "--site", "depot"], "bad_file", 65),
        (["add", "acme", "PBX 1", "--kind", "pbx", "--name", "x"], "bad_file", 65),
        (["add", "acme", "pbx", "--kind", "phone", "--name", "x"], "value_not_allowed", 2),
        (["add", "acme", "pbx", "--kind", "pbx", "--name", "x", "--expires", "soon"], "date_not_understood", 65),
        (["add", "acne", "pbx", "--kind", "pbx", "--name", "x"], "unknown_client", 66),
        (["show", "acme", "pbx"], "unknown_component", 66),
        (["list", "acne"], "unknown_client", 66),
    ],
)
def test_what_can_not_be_is_refused(acme, words, code, exit_code):
    error = acme.refused("component", *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_a_component_is_added_once(acme):
    words = ["component", "add", "acme", "pbx", "--kind", "pbx", "--name", "x"]
    acme.ask(*words)
    assert acme.refused(*words)["code"] == "already_there"


def test_an_unknown_component_is_answered_with_the_nearest_first(acme):
    for ident in ("sip", "pbx"):
        acme.ask("component", "add", "acme", ident, "--kind", "other", "--name", "x")
    error = acme.refused("component", "show", "acme", "pbz", "--lang", "en")
    assert error["message"] == "There is no component pbz (acme). Known: pbx, sip."
