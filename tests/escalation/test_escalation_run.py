"""What a run tells, when and to whom; run again it does nothing."""

from __future__ import annotations

from datetime import datetime

import pytest
from by_hand import add_to_desk


def at(text):
    return datetime.fromisoformat(text)


def test_a_threshold_is_told_once(watch, run_at, opened):
    ref = opened()
    assert run_at(minutes=89) == []
    assert run_at(minutes=1) == [("threshold", "response", 75, ["nadia"])]
    assert watch.subjects()[0] == f"{ref}: escalate"
    head = watch.git("rev-parse", "HEAD")
    assert run_at() == []
    assert run_at(minutes=20) == []
    assert watch.git("rev-parse", "HEAD") == head
    assert run_at(minutes=10) == [("threshold", "response", 100, ["nadia"])]


def test_the_service_is_author_and_committer_and_its_mail_is_queued(watch, run_at, opened):
    ref = opened()
    run_at(minutes=90)
    assert watch.git("log", "-1", "--format=%ae %ce") == "escalation@celya.example escalation@celya.example"
    assert [watch.trailer(f"Celyactl-{name}") for name in ("Op", "Ticket", "Actor", "Channel")] == [
        *("escalation.run", ref, "escalation", "monitor")
    ]
    notice, mail = watch.ask("ticket", "show", ref)["journal"][-2:]
    assert (notice["type"], notice["via"], notice["threshold"]) == ("notice", "mail", 75)
    assert (mail["type"], mail["to"], mail["about"]) == ("mail_queued", ["nadia"], notice["id"])
    assert mail["message_id"].startswith(f"<{notice['notice']}.")
    assert watch.ask("check")["findings"] == []
    assert watch.git("status", "--porcelain") == ""


def test_of_several_that_were_passed_the_highest_stands_for_all(run_at, opened):
    opened()
    assert run_at(hours=3) == [("threshold", "response", 100, ["nadia"])]
    assert run_at() == []


def test_the_assignee_is_told_and_then_the_managers(watch, run_at, opened):
    watch.ask("ticket", "assign", opened(), "malik")
    assert run_at(hours=2) == [("threshold", "response", 100, ["malik", "nadia"])]


def test_a_clock_that_was_met_tells_nothing(watch, run_at, opened):
    ref = opened()
    watch.now = at("2026-11-23T10:00:00+01:00")
    watch.ask("ticket", "ack", ref)
    assert run_at(hours=2) == []
    assert run_at(hours=3) == [("threshold", "restoration", 75, ["nadia"])]


def test_outside_the_coverage_only_the_urgent_is_told(watch, run_at, opened):
    watch.now = at("2026-11-23T16:00:00+01:00")
    opened()
    watch.now = at("2026-11-23T17:55:00+01:00")
    opened("--priority", "P1")
    watch.now = at("2026-11-23T18:00:00+01:00")
    assert run_at() == []  # 100 % of P3 is reached at closing, which is outside
    watch.now = at("2026-11-24T07:59:00+01:00")
    assert run_at() == []
    assert run_at(minutes=1) == [("threshold", "response", 100, ["nadia"])]
    assert run_at(minutes=18) == [("threshold", "response", 75, ["nadia"])]


def test_an_urgent_threshold_reached_before_closing_is_told_after_it(watch, run_at, opened):
    watch.now = at("2026-11-23T17:30:00+01:00")
    opened("--priority", "P1")
    watch.now = at("2026-11-23T23:00:00+01:00")
    assert run_at() == [("threshold", "response", 100, ["nadia"])]


def test_another_target_is_told_anew(watch, run_at, opened):
    ref = opened("--priority", "P1", "--ack")
    assert run_at(hours=3) == [("threshold", "restoration", 75, ["nadia"])]
    watch.ask("ticket", "priority", ref, "P3")
    assert run_at(hours=2, minutes=59) == []
    assert run_at(minutes=1) == [("threshold", "restoration", 75, ["nadia"])]


def test_an_amended_rule_holds_at_once(watch, run_at, opened):
    opened()
    run_at(minutes=30)
    add_to_desk(watch, 'escalation:\n  - thresholds:\n      - 25\n    tell:\n      - "ines"\n')
    assert run_at() == [("threshold", "response", 25, ["ines"])]
    assert run_at(hours=1) == []


def test_a_wait_that_is_over_is_reminded_of_once(watch, run_at, opened):
    ref = opened()
    watch.ask("ticket", "ack", ref)
    watch.ask("ticket", "assign", ref, "ines")
    watch.ask("ticket", "wait", ref, "--for", "client", "--question", "Quel poste ?", "--until", "14:00")
    assert run_at(hours=4, minutes=59) == []
    assert run_at(minutes=1) == [("wait", None, None, ["ines"])]
    assert run_at(minutes=1) == []
    assert "l’attente est finie" in watch.say("ticket", "show", ref)


@pytest.fixture
def resolved(watch, opened):
    ref = opened()
    for act in (["ack", ref], ["cause", ref, "Câble"], ["restore", ref], ["resolve", ref]):
        watch.ask("ticket", *act)
    return ref


def test_a_resolved_ticket_closes_when_its_window_ends(watch, run_at, resolved):
    watch.now = at("2026-11-30T08:59:00+01:00")
    assert run_at() == []
    assert run_at(minutes=1) == [("close", None, None, [])]
    ticket = watch.ask("ticket", "show", resolved)
    assert ticket["status"] == "closed"
    assert (ticket["journal"][-1]["type"], ticket["journal"][-1]["automatic"]) == ("close", True)
    assert watch.trailer("Celyactl-Op") == "escalation.close"


def test_a_longer_window_keeps_it_open(watch, run_at, resolved):
    watch.edit("contracts/acme/acme-2026.yaml", "reopening_days: 5", "reopening_days: 9")
    watch.now = at("2026-12-01T09:00:00+01:00")
    assert run_at() == []


def test_a_rule_that_raises_the_level_leaves_the_ticket_to_be_taken(watch, run_at, opened):
    add_to_desk(watch, "escalation:\n  - raise_level: true\n")
    ref = opened()
    assert [kind for kind, *_ in run_at(minutes=90)] == ["threshold", "raise"]
    ticket = watch.ask("ticket", "show", ref)
    assert (ticket["level"], ticket["status"]) == (3, "new")
    assert [kind for kind, *_ in run_at(minutes=30)] == ["threshold"]
    assert watch.ask("check")["findings"] == []


def test_an_urgent_ticket_out_of_contract_is_told_to_who_is_on_call(watch, run_at, opened):
    watch.ask("contract", "end", "acme-2026", "--on", "2026-11-24")
    watch.now = at("2026-11-24T21:00:00+01:00")
    add_to_desk(watch, 'oncall:\n  - since: "2026-11-23"\n    until: "2026-11-30"\n    people:\n      - "malik"\n')
    opened("--priority", "P3")
    ref = opened("--priority", "P1")
    assert run_at() == [("uncovered", None, 0, ["malik"])]
    assert run_at(hours=1) == []
    assert "hors contrat" in watch.say("ticket", "show", ref)


def test_nothing_is_done_on_a_trial(watch, opened):
    opened()
    watch.now = at("2026-11-23T11:00:00+01:00")
    head = watch.git("rev-parse", "HEAD")
    data = watch.ask("escalation", "run", "--dry-run")
    assert ([step["kind"] for step in data["steps"]], data["commits"]) == (["threshold"], 0)
    assert watch.git("rev-parse", "HEAD") == head
    assert "Rien n’a été enregistré" in watch.say("escalation", "run", "--dry-run")


def test_many_at_once_are_one_commit(watch, run_at, opened):
    for _ in range(6):
        opened()
    before = len(watch.subjects())
    assert len(run_at(hours=2)) == 6
    assert len(watch.subjects()) == before + 1
    assert watch.trailer("Celyactl-Ticket") == ""


def test_a_ticket_that_somebody_edits_by_hand_is_left_and_hinders_no_other(watch, opened):
    mine, other = opened(), opened()
    path = f"tickets/2026/11/{mine}.yaml"
    text = watch.read(path)
    (watch.path / path).write_text(text.replace("priority: P3", "priority: P4", 1), encoding="utf-8")
    watch.now = at("2026-11-23T11:00:00+01:00")
    found = watch.run("escalation", "run", "--json")
    assert found.exit_code == 1
    assert [step["ref"] for step in found.data["steps"]] == [other]
    assert len(found.data["skipped"]) == 1


def test_a_ticket_that_nobody_can_read_is_told_to_monitoring(watch, opened):
    path = f"tickets/2026/11/{opened()}.yaml"
    watch.edit(path, "kind: incident\nstatus", "kind: accident\nstatus")
    found = watch.run("escalation", "run", "--json")
    assert found.exit_code == 1
    assert path in found.data["skipped"][0]


def test_a_rule_that_tells_nobody_known_is_found(watch):
    add_to_desk(watch, 'escalation:\n  - tell:\n      - "astreintes"\n      - "nadia"\n')
    answer = watch.run("check", "--json")
    [finding] = answer.data["findings"]
    assert (answer.exit_code, finding["path"]) == (1, "desk.yaml")
    assert "astreintes" in finding["message"]
