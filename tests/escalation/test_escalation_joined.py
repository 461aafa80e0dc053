"""Two clones that both escalated: joined, each notice was given once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from shutil import copytree

import pytest
from by_hand import add_to_desk
from desks import DeskInUse

from celyactl.domain.fold import fold
from celyactl.domain.journal import live, order
from celyactl.domain.outbox import waiting
from celyactl.store.records import load_ticket

RULES = """escalation:
  - raise_level: true
    via:
      - "mail"
      - "command"
"""


@pytest.fixture
def other(watch, opened, tmp_path, run):
    """A function that makes another clone, at the hour of the first."""

    def cloned():
        path = tmp_path / "other"
        copytree(watch.path, path)
        made = DeskInUse(path, run)
        made.git("update-index", "--refresh")
        made.now = watch.now
        return made

    return cloned


def story_of(ref, *desks):
    """What the journals of several clones tell together."""
    path = f"tickets/2026/11/{ref}.yaml"
    tickets = [load_ticket(desk.read(path).encode(), path).model for desk in desks]
    joined = {entry.id: entry for ticket in tickets for entry in ticket.journal}
    return fold(ref, tickets[0].uid, list(joined.values())), len(joined)


def escalate(desk, **later):
    desk.now += timedelta(**later)
    return desk.run("escalation", "run", "--json")


def test_each_notice_is_given_once(watch, opened, other):
    add_to_desk(watch, RULES)
    ref = opened("--priority", "P1")
    clone = other()
    for minutes in (23, 11, 11):
        escalate(watch, minutes=minutes)
        escalate(clone, minutes=minutes + 1)
    (ours, count), (theirs, _count), (both, together) = (
        story_of(ref, watch),
        story_of(ref, clone),
        story_of(ref, watch, clone),
    )
    assert together == 2 * count - 1
    seen = Counter(
        (entry.type, getattr(entry, "notice", None) or getattr(entry, "message_id", "")) for entry in both.entries
    )
    for kind in ("notice", "mail_queued"):
        names = {name: number for (type_, name), number in seen.items() if type_ == kind}
        assert names
        assert set(names.values()) == {1}
        assert set(names) == {
            getattr(entry, "notice", None) or entry.message_id
            for entry in (*ours.entries, *theirs.entries)
            if entry.type == kind
        }
    assert both.header.level == 3
    assert both.refused == ()
    assert story_of(ref, clone, watch)[0] == both


def test_two_clones_that_escalated_and_then_exchanged_gave_each_notice_once(watch, opened, tmp_path, run):
    ref = opened("--priority", "P1")
    hub = tmp_path / "hub.git"
    watch.git("clone", "-q", "--bare", str(watch.path), str(hub))
    watch.git("remote", "add", "origin", str(hub))
    clone = DeskInUse(tmp_path / "other", run)
    assert run("clone", str(hub), str(clone.path)).exit_code == 0
    clone.now = watch.now
    for desk in (watch, clone):
        steps = escalate(desk, minutes=31).data["steps"]
        assert {(one["kind"], one["clock"]) for one in steps} == {("threshold", "response")}
    for desk in (watch, clone, watch):
        desk.ask("sync")
    assert watch.git("rev-parse", "HEAD") == clone.git("rev-parse", "HEAD")
    path = f"tickets/2026/11/{ref}.yaml"
    ticket = load_ticket(watch.read(path).encode(), path).model
    told = [entry for entry in ticket.journal if entry.type == "notice"]
    assert (len({entry.id for entry in told}), len({entry.notice for entry in told})) == (2, 1), "both wrote it"
    counting = live(order(ticket.journal))
    assert len([entry for entry in counting if entry.type == "notice"]) == 1
    assert len(waiting(ticket.journal)) == 1, "one mail goes"
    for desk in (watch, clone):
        before = desk.git("rev-parse", "HEAD")
        assert escalate(desk).data["steps"] == []
        assert desk.git("rev-parse", "HEAD") == before


def test_a_ticket_that_both_closed_is_closed_and_nothing_is_to_be_reviewed(watch, opened, other):
    ref = opened()
    for act in (["ack", ref], ["cause", ref, "Câble"], ["restore", ref], ["resolve", ref]):
        watch.ask("ticket", *act)
    clone = other()
    escalate(watch, days=9)
    escalate(clone, days=9, minutes=1)
    story, _count = story_of(ref, watch, clone)
    assert (story.header.status, story.refused) == ("closed", ())


def test_a_ticket_reopened_in_one_clone_is_not_closed_by_the_service_of_the_other(watch, opened, other):
    ref = opened()
    for act in (["ack", ref], ["cause", ref, "Câble"], ["restore", ref], ["resolve", ref]):
        watch.ask("ticket", *act)
    clone = other()
    clone.now += timedelta(days=6)
    clone.ask("ticket", "reopen", ref)
    escalate(watch, days=9)
    story, _count = story_of(ref, watch, clone)
    assert (story.header.status, story.refused) == ("in_progress", ())
