"""`team key`, `team service`: who may sign, from when on, until when."""

from __future__ import annotations

import pytest


@pytest.fixture
def team(desk, keys):
    """Léa beside Nadia, who is the manager."""
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    return desk


def test_a_key_signs_from_its_addition_on(team, keys):
    added = team.ask("team", "key", "add", "lea", keys.public("lea"))
    assert (added["owner"], added["since"], added["until"]) == ("lea", "2026-11-23", None)
    assert added["fingerprint"].startswith("SHA256:")
    assert team.trailer("Celyactl-Op") == "key.add lea"
    assert [key["fingerprint"] for key in team.ask("team", "key", "list")] == [added["fingerprint"]]
    assert "lea@bureau" in team.say("team", "key", "list")


def test_a_key_may_come_from_its_file(team, keys):
    team.ask("team", "key", "add", "lea", "--file", f"{keys.path('lea')}.pub")
    error = team.refused("team", "key", "add", "nadia", "--file", str(keys.path("nadia")))
    assert error["code"] == "not_a_public_key"
    assert "PRIVATE" not in error["message"]
    assert team.refused("team", "key", "add", "nadia", "--file", "/nowhere")["exit"] == 65
    assert team.refused("team", "key", "add", "nadia")["exit"] == 2


@pytest.mark.parametrize("line", ["ssh-ed25519", "ssh-ed25519 AAAA", "ssh-dss AAAAB3NzaC1kc3M=", "x", "ssh-rsa ****"])
def test_what_is_no_key_is_refused(team, line):
    assert team.refused("team", "key", "add", "lea", line)["code"] == "not_a_public_key"


def test_a_key_is_one_persons(team, keys):
    team.ask("team", "key", "add", "lea", keys.public("lea"))
    again = keys.public("lea").rpartition(" ")[0] + " autre"
    assert team.refused("team", "key", "add", "nadia", again)["code"] == "key_in_use"


def test_no_key_is_added_for_the_past(team, keys):
    error = team.refused("team", "key", "add", "lea", keys.public("lea"), "--since", "2026-11-01")
    assert error["code"] == "key_in_the_past"


def test_a_key_ends_and_is_not_taken_back(team, keys):
    team.ask("team", "key", "add", "lea", keys.public("lea"))
    ended = team.ask("team", "key", "end", "lea", "lea@bureau", "--on", "2026-11-25")
    assert ended["until"] == "2026-11-25"
    assert team.refused("team", "key", "end", "lea")["code"] == "unknown_key"
    assert len(team.ask("team", "key", "list")) == 1


def test_a_key_is_named_when_there_are_two(team, keys):
    first = team.ask("team", "key", "add", "lea", keys.public("lea"))
    team.ask("team", "key", "add", "lea", keys.public("portable"))
    error = team.refused("team", "key", "end", "lea")
    assert error["code"] == "unknown_key"
    assert "portable@bureau" in error["message"]
    assert team.ask("team", "key", "end", "lea", first["fingerprint"][:14])["key"] == first["key"]
    assert team.refused("team", "key", "end", "lea", "--on", "2026-11-01")["code"] == "ended_in_advance"


def test_only_managers_change_the_keys_of_others(team, keys, monkeypatch):
    monkeypatch.setenv("CELYACTL_ACTOR", "lea")
    assert team.refused("team", "key", "add", "nadia", keys.public("nadia"))["exit"] == 77
    words = ("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example")
    assert team.refused(*words)["exit"] == 77
    assert team.ask("team", "key", "add", "lea", keys.public("lea"))["owner"] == "lea"


def test_a_service_acts_through_its_own_door(team, keys, monkeypatch):
    words = ("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example")
    service = team.ask(*words, "--key", keys.public("portail"), "--instance", "serveur")
    assert (service["kind"], service["instance"], len(service["keys"])) == ("extranet", "serveur", 1)
    assert team.refused(*words)["exit"] == 73
    assert "portail" in team.say("team", "service", "list")
    team.sell("acme-2026")
    monkeypatch.setenv("CELYACTL_ACTOR", "portail")
    ticket = team.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")
    assert {(entry["by"], entry["channel"]) for entry in ticket["journal"]} == {("portail", "extranet")}
    assert team.git("log", "-1", "--format=%an <%ae> %cn <%ce>") == " ".join(["portail <portail@celya.example>"] * 2)
    assert team.trailer("Celyactl-Channel") == "extranet"


def test_a_service_that_ended_acts_no_longer(team, keys, monkeypatch):
    words = ("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example")
    team.ask(*words, "--key", keys.public("portail"))
    ended = team.ask("team", "service", "end", "portail")
    assert (ended["until"], ended["keys"][0]["until"]) == ("2026-11-23", "2026-11-23")
    assert team.refused("team", "service", "end", "autre")["code"] == "unknown_service"
    monkeypatch.setenv("CELYACTL_ACTOR", "portail")
    assert team.refused("contract", "new", "x", "--client", "X")["exit"] == 78


def test_a_trial_adds_no_key(team, keys):
    before = team.subjects()
    team.ask("team", "key", "add", "lea", keys.public("lea"), "--dry-run")
    assert team.subjects() == before
