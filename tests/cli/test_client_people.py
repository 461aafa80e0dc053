from __future__ import annotations

import pytest
from furnishing import done_once

PATH = "contracts/acme/client.yaml"


@pytest.fixture
@done_once
def acme(desk):
    desk.ask("client", "new", "Acme")
    desk.ask("client", "site", "add", "acme", "siege", "--name", "Siège", "--city", "Nîmes", "--holidays", "FR-57")
    return desk


def test_a_contact_is_added_with_what_is_known(acme):
    words = [
        "--name",
        "Paul Roy",
        "--email",
        "paul@acme.example",
        "--phone",
        "06 12",
        "--role",
        "it",
        "--site",
        "siege",
    ]
    contact = acme.ask("client", "contact", "add", "Acme", "paul", *words, "--role", "level1")
    assert contact["roles"] == ["it", "level1"]
    assert (contact["phones"], contact["sites"], contact["since"]) == (["06 12"], ["siege"], "2026-11-23")
    assert acme.subjects()[0] == "acme: add contact paul"
    assert acme.ask("client", "show", "acme")["contacts"] == [contact]


def test_an_edit_changes_what_is_given_and_clears_what_is_empty(acme):
    words = ["--name", "Paul Roy", "--email", "paul@acme.example", "--phone", "06 12", "--role", "it"]
    before = acme.ask("client", "contact", "add", "acme", "paul", *words)
    after = acme.ask("client", "contact", "edit", "acme", "paul", "--email", "", "--phone", "07 01", "--phone", "07 02")
    assert after == before | {"email": None, "phones": ["07 01", "07 02"]}
    assert acme.ask("client", "contact", "edit", "acme", "paul", "--phone", "")["phones"] == []


def test_an_edit_that_changes_nothing_makes_no_commit(acme):
    acme.ask("client", "contact", "add", "acme", "paul", "--name", "Paul Roy")
    count = len(acme.subjects())
    assert acme.say("client", "contact", "edit", "acme", "paul", "--name", "Paul Roy", "--lang", "en") == (
        "Nothing changed.\n"
    )
    assert len(acme.subjects()) == count


def test_comments_and_the_order_of_people_stay(acme):
    acme.edit(PATH, "legal: professional", "legal: professional # asked on the telephone")
    acme.edit(PATH, 'name: "Acme"\n', "# never call before 10\nname: 'Acme'\n")
    before = acme.read(PATH)
    acme.ask("client", "contact", "add", "acme", "paul", "--name", "Paul Roy")
    after = acme.read(PATH)
    assert after.startswith(before.rstrip("\n"))
    assert "paul" in after[len(before) - 1 :]


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["contact", "add", "acme", "paul", "--name", "Paul", "--site", "depot"], "bad_file", 65),
        (["contact", "add", "acme", "paul", "--name", "Paul", "--email", "paul"], "bad_file", 65),
        (["contact", "add", "acme", "Paul Roy", "--name", "Paul"], "bad_file", 65),
        (["contact", "add", "acme", "paul", "--name", ""], "bad_file", 65),
        (["contact", "edit", "acme", "pauk", "--email", "x@y.example"], "unknown_contact", 66),
        (["contact", "add", "nobody", "paul", "--name", "Paul"], "unknown_client", 66),
        (["contact", "add", "acme", "paul", "--name", "Paul", "--role", "boss"], "value_not_allowed", 2),
        (["contact", "add", "acme", "paul"], "missing_value", 2),
        (["site", "add", "acme", "siege", "--name", "Siège"], "already_there", 73),
        (["site", "edit", "acme", "depot", "--name", "Dépôt"], "unknown_site", 66),
        (["site", "edit", "acme", "siege", "--holidays", "GES"], "bad_file", 65),
    ],
)
def test_what_can_not_be_is_refused(acme, words, code, exit_code):
    error = acme.refused("client", *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_an_unknown_contact_is_answered_with_the_nearest_first(acme):
    for name in ("anne", "paul", "zoe"):
        acme.ask("client", "contact", "add", "acme", name, "--name", name.title())
    error = acme.refused("client", "contact", "edit", "acme", "pauk", "--note", "x", "--lang", "en")
    assert error["message"].startswith("There is no contact pauk (acme). Known: paul, ")


def test_a_site_is_added_and_corrected(acme):
    site = acme.ask("client", "site", "edit", "acme", "siege", "--address", "1 rue Droite", "--postcode", "30000")
    assert site == {
        "id": "siege",
        "name": "Siège",
        "address": "1 rue Droite",
        "postcode": "30000",
        "city": "Nîmes",
        "phones": [],
        "holidays": "FR-57",
        "access": None,
        "remote_access": [],
    }
    assert acme.subjects()[:2] == ["acme: edit site siege", "acme: add site siege"]


def test_people_of_one_clone_are_edited_after_those_of_another(acme):
    acme.ask("client", "contact", "add", "acme", "paul", "--name", "Paul")
    (acme.path / PATH).write_text(acme.read(PATH).replace("Paul", "Paula"))
    error = acme.run("client", "contact", "edit", "acme", "paul", "--note", "x", "--json").error
    assert (error["code"], error["exit"]) == ("edited_by_hand", 65)
    assert f"git checkout -- {PATH}" in error["message"]
    assert "Paula" in acme.read(PATH)
