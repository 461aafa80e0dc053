"""`team`: who acts in the desk."""

from __future__ import annotations

import pytest

LEA = ("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")


def test_whoever_was_taken_in_can_act(desk, monkeypatch):
    member = desk.ask(*LEA, "--phone", "+33 4 67 00 00 02", "--level", "3", "--level", "2", "--role", "manager")
    assert (member["id"], member["levels"], member["roles"]) == ("lea", [2, 3], ["manager"])
    assert desk.trailer("Celyactl-Op") == "team.add"
    assert desk.trailer("Celyactl-Actor") == "nadia"
    desk.sell("acme-2026")
    monkeypatch.setenv("CELYACTL_ACTOR", "lea@celya.example")
    ticket = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "x")
    assert ticket["journal"][0]["by"] == "lea"
    assert desk.git("log", "-1", "--format=%an <%ae>") == "Léa Martin <lea@celya.example>"


def test_the_team_is_listed(desk):
    desk.ask(*LEA)
    assert [person["id"] for person in desk.ask("team", "list")] == ["nadia", "lea"]
    assert "lea@celya.example" in desk.say("team", "list")


def test_somebody_who_comes_later_does_not_act_yet(desk, monkeypatch):
    desk.ask(*LEA, "--since", "2026-12-01")
    monkeypatch.setenv("CELYACTL_ACTOR", "lea")
    assert desk.refused("team", "add", "tom", "--name", "Tom", "--email", "tom@celya.example")["exit"] == 78


@pytest.mark.parametrize("words", [("lea", "other@celya.example"), ("other", "LEA@celya.example")])
def test_an_id_and_an_address_are_somebodys_own(desk, words):
    desk.ask(*LEA)
    ident, email = words
    assert desk.refused("team", "add", ident, "--name", "Autre", "--email", email)["exit"] == 73


@pytest.mark.parametrize("words", [("Léa", "lea@celya.example"), ("lea", "lea"), ("-", "a@b.example")])
def test_what_no_file_takes_is_refused(desk, words):
    ident, email = words
    error = desk.refused("team", "add", ident, "--name", "Léa", "--email", email)
    assert (error["code"], error["exit"]) == ("value_refused", 65)
