"""`team leave`: what somebody leaves goes on with somebody else, in one act."""

from __future__ import annotations

import pytest
from furnishing import done_once

SITE = """sites:
  - id: "siege"
    name: "Siège"
    remote_access:
      - method: "VPN"
        endpoint: "vpn.acme.example"
        secret_kept: "coffre, entrée acme"
contacts:"""


@pytest.fixture
@done_once
def staffed(desk, keys):
    """Léa holds a ticket and a duty, and has a key."""
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    desk.ask("team", "key", "add", "lea", keys.public("lea"))
    desk.sell("acme-2026")
    desk.edit("contracts/acme/client.yaml", "contacts:", SITE)
    rota = 'oncall:\n  - since: "2026-11-16"\n    until: "2026-12-07"\n    people:\n      - "lea"\n      - "nadia"\n'
    path = desk.path / "desk.yaml"
    path.write_text(path.read_text() + rota)
    desk.git("commit", "-qam", "rota")
    desk.mine = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")["ref"]
    desk.ask("ticket", "assign", desk.mine, "lea")
    desk.other = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre")["ref"]
    return desk


def test_tickets_duties_and_keys_pass_on_in_one_act(staffed):
    commits = len(staffed.subjects())
    left = staffed.ask("team", "leave", "lea", "--to", "nadia")
    assert len(staffed.subjects()) == commits + 1
    assert left["tickets"] == [staffed.mine]
    ticket = staffed.ask("ticket", "show", staffed.mine)
    assert ticket["assignee"] == "nadia"
    last = ticket["journal"][-1]
    assert (last["type"], last["previous"], last["next"]) == ("handed_over", "lea", "nadia")
    assert staffed.ask("team", "key", "list")[0]["until"] == "2026-11-23"
    assert [person["left"] for person in staffed.ask("team", "list")] == [None, "2026-11-23"]
    assert staffed.ask("check")["findings"] == []


def test_a_duty_under_way_is_divided(staffed):
    duties = staffed.ask("team", "leave", "lea", "--to", "nadia", "--on", "2026-11-30")["duties"]
    assert [(duty["since"], duty["people"]) for duty in duties] == [("2026-11-30", ["nadia"])]
    text = staffed.read("desk.yaml")
    assert text.count('until: "2026-11-30"') == 2  # the duty's first part, and the key
    assert text.count('- "lea"') == 1


def test_what_is_to_be_changed_at_the_clients_is_listed(staffed):
    access = staffed.ask("team", "leave", "lea", "--to", "nadia")["credentials"]
    assert access == [
        {
            "client": "acme",
            "site": "siege",
            "method": "VPN",
            "endpoint": "vpn.acme.example",
            "secret_kept": "coffre, entrée acme",
        }
    ]


def test_people_read_what_passed_on(staffed):
    said = staffed.say("team", "leave", "lea", "--to", "nadia", "--lang", "en")
    assert "Passed on: 1 ticket, 0 planned interventions, 1 duty" in said
    assert "vpn.acme.example" in said
    assert "1 key ended" in said


def test_whoever_left_acts_no_longer(staffed, monkeypatch):
    staffed.ask("team", "leave", "lea", "--to", "nadia")
    assert staffed.refused("ticket", "assign", staffed.other, "lea")["code"] == "member_gone"
    assert staffed.refused("team", "leave", "lea", "--to", "nadia")["code"] == "member_gone"
    monkeypatch.setenv("CELYACTL_ACTOR", "lea")
    assert staffed.refused("ticket", "note", staffed.mine, "x")["code"] == "not_in_the_team"


def test_nobody_takes_over_from_themselves_or_from_nobody(staffed):
    assert staffed.refused("team", "leave", "lea", "--to", "lea")["code"] == "handed_to_oneself"
    assert staffed.refused("team", "leave", "lea", "--to", "x")["code"] == "unknown_member"
    assert staffed.refused("team", "leave", "x", "--to", "nadia")["code"] == "unknown_member"


def test_only_a_manager_lets_somebody_else_leave(staffed, monkeypatch):
    monkeypatch.setenv("CELYACTL_ACTOR", "lea")
    assert staffed.refused("team", "leave", "nadia", "--to", "lea")["exit"] == 77


def test_a_trial_moves_nothing(staffed):
    before = staffed.subjects()
    assert staffed.ask("team", "leave", "lea", "--to", "nadia", "--dry-run")["tickets"] == [staffed.mine]
    assert staffed.subjects() == before
