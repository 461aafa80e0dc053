"""Putting a ticket before a manager: the level stays."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def ref(desk):
    desk.sell("acme-2026")
    desk.ask("team", "add", "malik", "--name", "Malik", "--email", "malik@celya.example")
    desk.ask("team", "add", "helene", "--name", "Hélène", "--email", "helene@celya.example", "--role", "manager")
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]


@pytest.fixture
def sent(desk):
    """The messages that are sent now."""

    def command():
        folder = desk.path.parent / "sent"
        desk.ask("mail", "flush", "--take-over", "--to-maildir", str(folder))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.glob("new/*")]

    return command


def test_a_manager_who_does_not_act_is_chosen(desk, ref):
    ticket = desk.ask("ticket", "escalate", ref, "--to-manager", "--reason", "Le client menace de partir")
    assert (ticket["level"], ticket["status"]) == (2, "in_progress")
    assert ticket["journal"][-2]["manager"] == "helene"
    assert desk.trailer("Celyactl-Op") == "escalate.manager helene"
    assert "soumis à helene" in desk.say("log", ref)
    assert "Hélène" in desk.say("ticket", "show", ref)


def test_a_manager_may_be_named(desk, ref):
    ticket = desk.ask("ticket", "escalate", ref, "--to-manager", "nadia", "--reason", "Décision à prendre")
    assert ticket["journal"][-1]["manager"] == "nadia"


def test_the_manager_is_written_to_in_the_same_act(desk, ref):
    before = len(desk.subjects())
    escalated, mail = desk.ask("ticket", "escalate", ref, "--to-manager", "--reason", "Le client\nmenace")["journal"][
        -2:
    ]
    assert (mail["type"], mail["to"], mail["about"]) == ("mail_queued", ["helene"], escalated["id"])
    assert mail["subject"].endswith("Nadia Roussel vous soumet ce ticket\N{NO-BREAK SPACE}: Le client menace")
    assert len(desk.subjects()) == before + 1


def test_the_mail_that_is_sent_says_why(desk, ref, sent):
    desk.ask("ticket", "escalate", ref, "--to-manager", "--reason", "Le client menace de partir")
    [ours] = [letter for letter in sent() if "helene@celya.example" in letter["To"]]
    assert "Le client menace de partir" in ours.get_body(("plain",)).get_content()


def test_what_is_taken_back_is_not_sent(desk, ref, sent):
    desk.ask("ticket", "escalate", ref, "--to-manager", "--reason", "Le client menace de partir")
    desk.ask("undo", ref)
    assert [letter for letter in sent() if "helene@celya.example" in letter["To"]] == []


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["--to-manager", "malik", "--reason", "x"], "not_a_manager", 65),
        (["--to-manager", "personne", "--reason", "x"], "unknown_member", 66),
        (["--to-manager", "--to", "3", "--reason", "x"], "option_out_of_place", 2),
        (["nadia", "--to", "3", "--reason", "x", "--handover", "x"], "option_out_of_place", 2),
        (["--reason", "x"], "height_required", 2),
        (["--to-manager", "--reason", " "], "empty_text", 2),
    ],
)
def test_what_makes_no_sense_is_refused(desk, ref, words, code, status):
    error = desk.refused("ticket", "escalate", ref, *words)
    assert (error["code"], error["exit"]) == (code, status)


def test_a_team_without_manager_is_told_so(desk, ref):
    text = desk.read("desk.yaml").replace("- manager", "- technician")
    (desk.path / "desk.yaml").write_text(text, encoding="utf-8")
    desk.git("commit", "-qam", "by hand")
    error = desk.refused("ticket", "escalate", ref, "--to-manager", "--reason", "x")
    assert (error["code"], error["exit"]) == ("no_manager", 78)
