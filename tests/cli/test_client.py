from __future__ import annotations

import pytest
from furnishing import done_once

PATH = "contracts/acme/client.yaml"


@pytest.fixture
@done_once
def acme(desk):
    desk.ask("client", "new", "Acme")
    return desk


def test_a_founded_desk_is_clean(desk):
    assert desk.git("status", "--porcelain") == ""
    assert desk.subjects() == ["init: a new desk"]
    assert desk.trailer("Celyactl-Actor") == "nadia"


def test_a_client_is_taken_on_in_one_commit(desk):
    words = ["--legal", "consumer", "--language", "en", "--phone", "04 67 00 00 00", "--domain", "@Eloi.example"]
    client = desk.ask("client", "new", "Clinique Saint-Éloi", *words)
    assert client == {
        "id": "clinique-saint-eloi",
        "name": "Clinique Saint-Éloi",
        "legal": "consumer",
        "registration": None,
        "language": "en",
        "domains": ["eloi.example"],
        "phones": ["04 67 00 00 00"],
        "imported": False,
        "sites": [],
        "contacts": [],
        "components": [],
        "services": [],
        "note": None,
    }
    assert desk.subjects() == ["clinique-saint-eloi: new client", "init: a new desk"]
    assert (desk.trailer("Celyactl-Op"), desk.trailer("Celyactl-Channel")) == ("client.new", "cli")
    assert desk.git("status", "--porcelain") == ""


@pytest.mark.parametrize("words", [["Acme"], ["ACME "], ["Other", "--id", "acme"], ["acme", "--id", "other"]])
def test_a_client_is_taken_on_once(acme, words):
    error = acme.refused("client", "new", *words)
    assert (error["code"], error["exit"]) == ("already_there", 73)
    assert "celyactl client edit" in error["message"]
    assert PATH in error["message"]


def test_a_bad_id_or_telephone_is_refused_with_its_field(desk):
    assert desk.refused("client", "new", "Acme", "--id", "../etc")["code"] == "bad_name"
    error = desk.refused("client", "new", "Acme", "--phone", "ring me")
    assert (error["code"], error["exit"]) == ("bad_file", 65)
    assert [fault["field"] for fault in error["faults"]] == ["phones[0]"]


def test_a_dry_run_says_the_same_and_records_nothing(desk):
    assert desk.ask("client", "new", "Acme", "--dry-run")["id"] == "acme"
    assert desk.say("client", "new", "Acme", "--dry-run", "--lang", "en").startswith(
        "Nothing was recorded (--dry-run)."
    )
    assert desk.refused("client", "new", "Acme", "--phone", "ring me", "--dry-run")["exit"] == 65
    assert desk.subjects() == ["init: a new desk"]
    assert not (desk.path / "contracts").exists()


def test_clients_are_listed_with_their_contracts(desk):
    desk.sell("acme-2026")
    desk.ask("client", "new", "Zoo")
    acme, zoo = desk.ask("client", "list")
    assert acme == {
        "id": "acme",
        "name": "Acme",
        "legal": "professional",
        "contracts": ["acme-2026"],
        "sites": 0,
        "contacts": 1,
        "components": 0,
    }
    assert (zoo["id"], zoo["contracts"]) == ("zoo", [])
    assert desk.say("client", "list", "--lang", "en").splitlines()[1].split() == ["acme", "Acme", "acme-2026", *"010"]


def test_a_client_is_shown_by_id_or_name_with_the_state_of_its_contracts(desk):
    desk.sell("acme-2026")
    for name in ("acme", "ACME"):
        assert desk.ask("client", "show", name)["contracts"] == [{"slug": "acme-2026", "state": "active"}]
    card = desk.say("client", "show", "acme", "--lang", "en")
    assert "claire  Claire Vidal  +33 4 67 00 00 01  claire@acme.example  manager" in card
    assert "acme-2026  maintenance  in force" in card


def test_the_hash_of_an_access_code_is_not_shown(acme):
    acme.ask("client", "contact", "add", "acme", "paul", "--name", "Paul")
    code = (
        'access:\n      - lookup: "ABCD"\n        hash: "argon2-secret"\n        created: "2026-11-23T09:00:00+01:00"\n'
    )
    acme.edit(PATH, 'since: "2026-11-23"\n', code + '    since: "2026-11-23"\n')
    answer = acme.run("client", "show", "acme", "--json")
    assert answer.data["contacts"][0]["access"][0]["lookup"] == "ABCD"
    assert "argon2-secret" not in answer.stdout
    edited = acme.run("client", "contact", "edit", "acme", "paul", "--email", "paul@acme.example", "--json")
    assert "argon2-secret" not in edited.stdout
    assert "argon2-secret" in acme.read(PATH)


@pytest.mark.parametrize("words", [["show", "akme"], ["edit", "akme", "--set", "note=x"]])
def test_an_unknown_client_is_answered_with_the_nearest_first(acme, words):
    acme.ask("client", "new", "Zoo")
    error = acme.refused("client", *words, "--lang", "en")
    assert (error["code"], error["exit"]) == ("unknown_client", 66)
    assert error["message"] == "There is no client akme. Known: acme, zoo."


def test_one_bad_file_hides_no_other_client(acme):
    acme.ask("client", "new", "Zoo")
    acme.edit(PATH, "legal: professional", "legal: bogus")
    answer = acme.run("client", "list", "--json")
    assert [client["id"] for client in answer.data] == ["zoo"]
    assert [
        "« bogus »".replace(" ", "\u00a0") in warning and f"{PATH}:5" in warning for warning in answer.warnings
    ] == [True]
    assert acme.refused("client", "show", "acme")["faults"][0]["line"] == 5


def test_the_first_client_is_suggested(desk):
    assert "contract new SLUG" in desk.say("client", "list", "--lang", "en")
    assert desk.ask("client", "list") == []


def test_a_client_is_found_by_name_beside_another_s_bad_file(desk):
    desk.sell("acme-2026")
    desk.sell("zeta-2026", client="Zêta")
    desk.edit("contracts/acme/client.yaml", '\nname: "Acme"', '\nnom: "Acme"')
    assert desk.ask("client", "show", "ZÊTA")["id"] == "zeta"
    assert desk.refused("client", "show", "Bêta")["exit"] == 65  # it may be the name in the file that can't be read
