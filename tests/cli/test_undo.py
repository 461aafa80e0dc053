"""Acts taken back by new ones: entries by `retract`, other files by the inverse change."""

from __future__ import annotations

import pytest
from furnishing import done_once

EN = ("--lang", "en")
CONTRACT = "contracts/acme/acme-2026.yaml"
CLIENT = "contracts/acme/client.yaml"
LEA = {"env": {"CELYACTL_ACTOR": "lea"}}


@pytest.fixture
@done_once
def ref(desk):
    """A ticket, in a desk of two people."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]


def test_the_last_act_of_whoever_asks_is_taken_back_and_stays_readable(desk, ref):
    desk.ask("ticket", "ack", ref)
    desk.ask("ticket", "note", ref, "Vu", **LEA)
    undone = desk.ask("undo", "--text", "mauvais ticket")
    assert undone["undone"]["subject"] == f"{ref}: ack"
    data = desk.ask("ticket", "show", ref)
    assert (data["status"], data["journal"][-1]["type"], data["journal"][-1]["text"]) == (
        "new",
        "retract",
        "mauvais ticket",
    )
    assert desk.trailer("Celyactl-Op") == f"undo {undone['undone']['commit'][:10]}"
    assert desk.trailer("Celyactl-Ticket") == ref
    assert "RETIRÉ" in desk.say("ticket", "show", ref)
    assert desk.ask("check")["findings"] == []
    assert desk.git("status", "--porcelain") == ""


def test_said_again_it_goes_further_back_and_a_commit_does_it_again(desk, ref):
    desk.ask("ticket", "assign", ref, "me")
    desk.ask("ticket", "ack", ref)
    first = desk.ask("undo", ref)
    assert desk.ask("undo", ref)["undone"]["subject"] == f"{ref}: take"
    assert desk.ask("ticket", "show", ref)["status"] == "new"
    again = desk.ask("undo", first["commit"])
    assert desk.ask("ticket", "show", ref)["status"] == "in_progress"
    assert again["undone"]["commit"] == first["commit"]
    assert desk.ask("undo", ref)["undone"]["subject"] == f"{ref}: ack"


def test_an_act_of_somebody_else_is_named_by_its_commit(desk, ref):
    desk.ask("ticket", "ack", ref, **LEA)
    commit = desk.git("rev-parse", "HEAD")
    assert desk.refused("undo", ref, *EN)["code"] == "opening_stays"
    assert desk.ask("undo", commit[:10])["undone"]["commit"] == commit
    error = desk.refused("undo", commit[:8], *EN)
    assert (error["code"], error["exit"]) == ("already_undone", 65)


def test_what_others_built_on_is_named(desk, ref):
    desk.ask("ticket", "wait", ref, "--for", "internal")
    commit = desk.git("rev-parse", "HEAD")
    desk.ask("ticket", "resume", ref, **LEA)
    error = desk.refused("undo", commit, *EN)
    assert (error["code"], error["exit"]) == ("built_on", 65)
    assert "Léa Martin, Mon 23 Nov 09:00" in error["message"]
    desk.ask("undo", **LEA)
    desk.ask("undo", commit)
    assert desk.ask("ticket", "show", ref)["status"] == "new"


def test_what_goes_on_without_it_is_no_obstacle(desk, ref):
    desk.ask("ticket", "note", ref, "Faux")
    desk.ask("ticket", "note", ref, "Juste", **LEA)
    desk.ask("undo")
    assert [entry["type"] for entry in desk.ask("ticket", "show", ref)["journal"]] == [
        "open",
        "note",
        "note",
        "retract",
    ]


def test_a_ticket_is_cancelled_not_unmade(desk, ref):
    error = desk.refused("undo", *EN)
    assert (error["code"], error["exit"]) == ("opening_stays", 65)
    assert f"ticket cancel {ref}" in error["message"]


def test_a_contract_gets_its_former_text_byte_by_byte(desk, ref):
    before = desk.read(CONTRACT)
    desk.ask("contract", "edit", "acme-2026", "--set", "note=essai")
    desk.ask("undo")
    assert desk.read(CONTRACT) == before
    desk.ask("undo", desk.git("rev-parse", "HEAD"))
    assert "essai" in desk.read(CONTRACT)


def test_a_file_that_was_changed_since_is_left_alone(desk, ref):
    desk.ask("contract", "edit", "acme-2026", "--set", "note=un")
    commit = desk.git("rev-parse", "HEAD")
    desk.ask("contract", "edit", "acme-2026", "--set", "title=deux", **LEA)
    error = desk.refused("undo", commit, *EN)
    assert error["code"] == "built_on"
    assert "acme-2026: edit title (Léa Martin)" in error["message"]


def test_what_is_in_use_does_not_vanish(desk, ref):
    contract = desk.git("log", "--format=%H", "--grep", "acme-2026: ", "--reverse").splitlines()[0]
    assert ref in desk.refused("undo", contract, *EN)["message"]
    desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    added = desk.git("rev-parse", "HEAD")
    new = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Bruit", "--component", "ipbx")["ref"]
    error = desk.refused("undo", added, *EN)
    assert "ipbx is on 1 ticket" in error["message"]
    assert new in error["message"]


def test_somebody_who_has_acted_stays_in_the_team(desk, ref):
    joined = desk.git("log", "--format=%H", "--grep", "lea", "-1")
    desk.ask("ticket", "note", ref, "Vu", **LEA)
    assert "Léa Martin" in desk.refused("undo", joined, *EN)["message"]


def test_a_contract_that_nobody_used_is_gone_with_its_client(desk):
    desk.sell("acme-2026")
    desk.ask("undo")
    assert not (desk.path / "contracts" / "acme").exists() or not list((desk.path / "contracts" / "acme").iterdir())
    assert desk.ask("client", "list") == []


def test_a_merge_of_two_tickets_is_one_undo(desk, ref):
    other = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre")["ref"]
    desk.ask("ticket", "merge", other, "--into", ref)
    assert len(desk.ask("undo")["paths"]) == 2
    assert desk.ask("ticket", "show", other)["status"] == "new"
    assert desk.ask("ticket", "show", ref)["links"] == []


@pytest.mark.parametrize(
    ("what", "code", "exit_code"),
    [("0123456789", "unknown_commit", 66), ("CEL-2611-4F7K2QE", "ticket_not_found", 66), ("HEAD~1", None, 66)],
)
def test_what_is_not_there_is_said(desk, ref, what, code, exit_code):
    error = desk.refused("undo", what)
    assert error["exit"] == exit_code
    assert code in {None, error["code"]}


def test_what_was_committed_by_hand_is_gits_affair(desk, ref):
    desk.edit(CONTRACT, "\nmonths: 12\n", "\nmonths: 24\n")
    assert desk.refused("undo", desk.git("rev-parse", "HEAD"))["code"] == "not_an_act"
    assert desk.refused("undo", desk.git("rev-list", "--max-parents=0", "HEAD"))["code"] == "not_an_act"


def test_whoever_did_nothing_has_nothing_to_undo(desk, ref):
    assert desk.refused("undo", **LEA)["code"] == "nothing_to_undo"


def test_a_trial_records_nothing(desk, ref):
    desk.ask("ticket", "ack", ref)
    before = desk.git("rev-parse", "HEAD")
    assert desk.say("undo", "--dry-run").startswith("Rien n’a été enregistré (--dry-run)")
    assert desk.git("rev-parse", "HEAD") == before
