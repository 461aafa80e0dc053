from __future__ import annotations

import pytest
from furnishing import done_once

TRAINING = ("client", "contact", "edit", "acme", "claire", "--training")
CHECKLIST = """\
checklists:
  - id: "muet"
    title: "Poste muet"
    items:
      - "Câble enfiché"
    component_kinds:
      - handset
    level1: true
"""


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01")
    desk.ask("component", "add", "acme", "poste", "--kind", "handset", "--name", "Poste")
    path = desk.path / "desk.yaml"
    path.write_text(path.read_text() + CHECKLIST)
    desk.git("commit", "-qam", "checklist")
    desk.ask("client", "contact", "edit", "acme", "claire", "--role", "level1")
    return desk


def opened(desk, *words):
    return desk.run("ticket", "new", "--contract", "acme-2026", "--title", "Poste muet", *words, "--json")


def test_what_level_one_checked_is_kept_with_the_report(acme):
    answer = opened(acme, "--level", "1", "--check", "Câble enfiché", "--check", "Voyant du poste=éteint")
    assert answer.data["journal"][0]["checks"] == [
        {"item": "Câble enfiché", "done": True}, {"item": "Voyant du poste", "done": True, "result": "éteint"},
    ]  # fmt: skip
    assert answer.warnings == []


def test_what_is_to_be_checked_first_is_told_at_level_one_and_where_the_contract_says_so(acme):
    first = opened(acme, "--level", "1", "--component", "poste")
    [warning] = first.warnings
    assert f"celyactl ticket checks {first.data['ref']} --list muet" in warning
    assert opened(acme, "--component", "poste").warnings == []
    acme.edit("contracts/acme/acme-2026.yaml", "sla:\n", "sla:\n  level1_first: true\n")
    assert len(opened(acme, "--component", "poste").warnings) == 1
    assert opened(acme, "--component", "poste", "--check", "Câble").warnings == []


def test_a_ticket_that_leaves_level_one_unchecked_is_warned_of(acme):
    refs = [opened(acme, "--level", "1").data["ref"] for _ in range(3)]
    up = ("--to", "2", "--reason", "Toujours muet")
    [warning] = acme.run("ticket", "escalate", refs[0], *up, "--json").warnings
    assert "--check" in warning
    answer = acme.run("ticket", "escalate", refs[1], *up, "--check", "Câble=remplacé", "--json")
    assert answer.warnings == []
    assert answer.data["journal"][-1]["checks"] == [{"item": "Câble", "done": True, "result": "remplacé"}]
    acme.ask("ticket", "checks", refs[2], "--list", "muet", "--all")
    assert acme.run("ticket", "escalate", refs[2], *up, "--json").warnings == []


def test_trainings_are_added_and_those_that_ran_out_are_listed(acme):
    acme.ask(*TRAINING, "Niveau 1:2024-11-01:2026-11-01")
    contact = acme.ask(*TRAINING, "Alarme:2026-11-20")
    assert [(one["topic"], one["on"], one["expires"], one["by"]) for one in contact["training"]] == [
        ("Niveau 1", "2024-11-01", "2026-11-01", "nadia"), ("Alarme", "2026-11-20", None, "nadia"),
    ]  # fmt: skip
    head = acme.git("rev-parse", "HEAD")
    acme.ask(*TRAINING, "Alarme:2026-11-20")
    assert acme.git("rev-parse", "HEAD") == head
    found = acme.ask("client", "level1", "--expired")["trainings"]
    assert [(one["contact"], one["topic"], one["state"]) for one in found] == [("claire", "Niveau 1", "expired")]
    assert "31 oct. 2026" in acme.say("client", "level1")
    assert any("Niveau 1" in warning for warning in opened(acme, "--requester", "claire").warnings)
    acme.ask(*TRAINING, "Niveau 1:2026-11-22:2028-11-22")
    assert acme.ask("client", "level1", "--expired")["trainings"] == []


def test_who_holds_level_one_untrained_is_listed_and_what_it_settled_is_counted(acme):
    assert [one["state"] for one in acme.ask("client", "level1")["trainings"]] == ["untrained"]
    refs = [opened(acme, "--level", level, "--kind", "request").data["ref"] for level in ("1", "2")]
    for ref in refs:
        acme.ask("ticket", "ack", ref)
        acme.ask("ticket", "resolve", ref, "Fait")
    found = acme.ask("client", "level1", "acme")["solved"]
    assert found == {"solved": [refs[0]], "settled": sorted(refs), "rate": None}
    assert "Réglé au niveau 1\u00a0: 1 sur 2." in acme.say("client", "level1", "acme")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*TRAINING, "Niveau 1"], "training_not_understood"),
        ([*TRAINING, ":2026-11-01"], "training_not_understood"),
        ([*TRAINING, "A:2026-11-02:2026-11-02"], "training_ends_too_soon"),
        (["ticket", "new", "--contract", "acme-2026", "--title", "x", "--check", " =y"], "check_not_understood"),
        (["client", "level1", "nowhere"], "unknown_client"),
    ],
)
def test_what_can_not_be_is_refused(acme, words, code):
    assert acme.refused(*words)["code"] == code
