"""Checklists gone through on a ticket, and the colleague who is at work on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once
from terminals import at_a_terminal

EN = ("--lang", "en")
LISTS = """checklists:
  - id: "trunk"
    title: "Trunk SIP muet"
    items:
      - "Registrar joignable"
      - "Mot de passe inchangé"
      - "Appel d'essai"
    component_kinds: [trunk]
  - id: "poste"
    title: "Poste muet"
    items: ["Voyant allumé"]
"""


@pytest.fixture
@done_once
def ref(desk):
    """A ticket on a trunk, in a desk with two checklists."""
    desk.sell("acme-2026", "--start", "2026-01-01")
    desk.edit("desk.yaml", "\nteam:\n", f"\n{LISTS}team:\n")
    desk.ask("component", "add", "acme", "trunk", "--kind", "trunk", "--name", "Trunk SIP")
    words = ["--contract", "acme-2026", "--title", "Plus d'appels", "--component", "trunk"]
    return desk.ask("ticket", "new", *words)["ref"]


def checked(data):
    return [(one["done"], one.get("result")) for one in data["journal"][-1]["checks"]]


def test_points_go_by_number_or_beginning_and_what_is_not_said_is_not_done(desk, ref):
    data = desk.ask("ticket", "checks", ref, "--list", "trunk", "--done", "1", "--result", "mot=403 = refusé")
    assert checked(data) == [(True, None), (True, "403 = refusé"), (False, None)]
    assert data["journal"][-1]["checklist"] == "trunk"
    assert desk.trailer("Celyactl-Op") == "checks trunk"
    page = desk.say("ticket", "show", ref)
    assert "[x] Mot de passe inchangé\u00a0: 403 = refusé" in page
    assert "[ ] Appel d'essai" in page


def test_the_list_of_the_components_is_meant_when_none_is_named(desk, ref):
    assert desk.ask("ticket", "checks", ref, "--all")["journal"][-1]["checklist"] == "trunk"
    other = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre")["ref"]
    error = desk.refused("ticket", "checks", other, "--all", *EN)
    assert (error["code"], error["exit"]) == ("which_checklist", 2)
    assert "trunk, poste" in error["message"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--list", "trnk", "--all"), ("unknown_checklist", 66), "trunk"),
        (("--done", "4"), ("no_such_point", 65), "3 Appel d'essai"),
        (("--done", ""), ("no_such_point", 65), "1 Registrar joignable"),
        (("--result", "x=y"), ("no_such_point", 65), "2 Mot de passe"),
        (("--done", "1", "--all"), ("option_out_of_place", 2), "--all"),
        ((), ("value_needed", 2), "--done, --result, --all"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_possible(desk, ref, words, code, said):
    error = desk.refused("ticket", "checks", ref, *words, *EN)
    assert (error["code"], error["exit"]) == code
    assert said in error["message"]


def test_on_a_terminal_each_point_is_asked(desk, ref):
    status, screen = at_a_terminal(desk, "ticket", "checks", ref, typed="o\n403 Forbidden\nn\n")
    assert status == 0, screen
    assert "2/3 Mot de passe inchangé" in screen
    assert checked(desk.ask("ticket", "show", ref)) == [(True, None), (True, "403 Forbidden"), (False, None)]


def test_a_colleague_at_work_is_shown_and_told_to_whoever_acts(desk, ref):
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    desk.ask("ticket", "start", ref, env={"CELYACTL_ACTOR": "lea"})
    desk.now += timedelta(minutes=4)
    assert "En cours par Léa Martin depuis 4 min" in desk.say("ticket", "show", ref)
    assert desk.ask("ticket", "show", ref)["at_work"]["who"] == "lea"
    assert desk.run("ticket", "note", ref, "Vu", "--json").warnings == ["En cours par Léa Martin depuis 4 min"]
    assert desk.run("ticket", "note", ref, "Vu", "--json", env={"CELYACTL_ACTOR": "lea"}).warnings == []
    desk.now += timedelta(minutes=30)
    assert desk.ask("ticket", "show", ref)["at_work"] is None


@pytest.mark.parametrize(
    "words",
    [
        ("ticket", "done", "REF", "--cause", "Registrar migré", "--restored", "-1m"),
        ("ticket", "cancel", "REF", "Doublon"),
        ("intervention", "add", "REF", "--mode", "phone", "--start", "-2m", "--end", "-1m", "--summary", "Vu"),
    ],
)
def test_a_colleague_is_named_where_an_act_settles_the_ticket_or_tells_of_work(desk, ref, words):
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    desk.ask("ticket", "start", ref, env={"CELYACTL_ACTOR": "lea"})
    desk.now += timedelta(minutes=4)
    typed = [ref if word == "REF" else word for word in words]
    assert desk.run(*typed, "--json").warnings == ["En cours par Léa Martin depuis 4 min"]
