"""A matter that comes back: within the window the ticket reopens, after it a new ticket follows it up (rule 8)."""

from __future__ import annotations

import pytest
from furnishing import done_once
from planned import paris


@pytest.fixture
@done_once
def ref(desk):
    """An incident on one component, resolved on Monday at 11:00: it may be reopened until the next Monday 11:00."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P3:1h:4h")
    desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    words = ["--contract", "acme-2026", "--title", "Muet", "--component", "ipbx", "--requester", "claire"]
    ref = desk.ask("ticket", "new", *words)["ref"]
    desk.now = paris("2026-11-23T11:00")
    for act in (("cause", ref, "Un câble"), ("restore", ref), ("resolve", ref)):
        desk.ask("ticket", *act)
    return ref


@pytest.mark.parametrize("closing", [[], ["close"], ["confirm"]])
def test_within_the_window_a_ticket_reopens_closed_or_not(desk, ref, closing):
    for verb in closing:
        desk.ask("ticket", verb, ref)
    desk.now = paris("2026-11-30T10:59")
    assert desk.ask("ticket", "reopen", ref)["status"] == "in_progress"


@pytest.mark.parametrize("closing", [[], ["close"]])
def test_after_the_window_it_is_refused_with_the_command_that_follows_it_up(desk, ref, closing):
    for verb in closing:
        desk.ask("ticket", verb, ref)
    desk.now = paris("2026-11-30T11:00")
    error = desk.refused("ticket", "reopen", ref)
    assert (error["code"], error["exit"]) == ("reopened_too_late", 65)
    assert f"celyactl ticket new --follow-up {ref}" in error["message"]
    assert "lun. 30/11 11:00" in error["message"]
    assert desk.ask("ticket", "reopen", ref, "--at", "2026-11-30 10:00")["status"] == "in_progress"


def test_the_contract_sets_the_window(desk, ref):
    desk.ask("contract", "edit", "acme-2026", "--set", "sla.reopening_days=1")
    desk.now = paris("2026-11-24T11:00")
    assert desk.refused("ticket", "reopen", ref)["code"] == "reopened_too_late"


def test_a_follow_up_takes_contract_and_place_and_is_linked(desk, ref):
    desk.now = paris("2026-12-07T09:00")
    new = desk.ask("ticket", "new", "--follow-up", ref[-7:], "--title", "Muet de nouveau")
    assert (new["contract"], new["components"], new["requester"]) == ("acme-2026", ["ipbx"], "claire")
    assert new["links"] == [{"kind": "follow-up", "ref": ref}]
    assert [entry["type"] for entry in new["journal"]] == ["open", "link"]
    assert desk.ask("check")["findings"] == []


def test_what_is_said_of_a_follow_up_wins(desk, ref):
    desk.sell("acme-2027", "--start", "2026-11-01")
    desk.ask("component", "add", "acme", "trunk", "--kind", "trunk", "--name", "Trunk")
    words = ["--contract", "acme-2027", "--component", "trunk", "--title", "Muet"]
    new = desk.ask("ticket", "new", "--follow-up", ref, *words)
    assert (new["contract"], new["components"]) == ("acme-2027", ["trunk"])


def test_a_ticket_follows_up_one_of_its_own_client(desk, ref):
    desk.sell("zoo-2026", client="Zoo")
    error = desk.refused("ticket", "new", "--follow-up", ref, "--contract", "zoo-2026", "--title", "Muet")
    assert (error["code"], error["exit"]) == ("follows_another", 65)
    assert desk.refused("ticket", "new", "--follow-up", "CEL-2611-4F7K2QE", "--title", "x")["exit"] == 66


def test_without_either_the_contract_is_missing(desk):
    error = desk.refused("ticket", "new", "--title", "Muet")
    assert (error["code"], error["exit"]) == ("contract_needed", 2)
    assert "--follow-up" in error["message"]
