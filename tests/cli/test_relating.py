"""Labels, links and merges."""

from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once

EN = ("--lang", "en")


@pytest.fixture
@done_once
def ref(desk):
    """A ticket that was reported on Monday at 9:00."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    return new(desk)


def new(desk, *more, contract="acme-2026"):
    return desk.ask("ticket", "new", "--contract", contract, "--title", "Plus de tonalité", *more)["ref"]


def younger(desk, *more, **settings):
    desk.now += timedelta(minutes=10)
    return new(desk, *more, **settings)


def test_labels_are_put_on_and_taken_off_in_one_act(desk, ref):
    assert desk.ask("ticket", "label", ref, "+vip", "+à rappeler")["labels"] == ["vip", "à rappeler"]
    data = desk.ask("ticket", "label", ref, "-VIP", "+lundi")
    assert data["labels"] == ["lundi", "à rappeler"]
    assert data["journal"][-1] | {"add": ["lundi"], "remove": ["vip"]} == data["journal"][-1]
    assert desk.trailer("Celyactl-Op") == "label"
    assert [one["ref"] for one in desk.ask("ticket", "list", "label:lundi")] == [ref]


def test_a_label_that_is_there_already_or_not_at_all_records_nothing(desk, ref):
    desk.ask("ticket", "label", ref, "+vip")
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("ticket", "label", ref, "+VIP", "-vpi", "--json", *EN)
    assert answer.warnings[0] == "Nothing changed."
    assert "vpi; its labels: vip" in answer.warnings[1]
    assert desk.git("rev-parse", "HEAD") == before


@pytest.mark.parametrize("word", ["vip", "+", "- "])
def test_a_label_needs_its_sign_and_a_name(desk, ref, word):
    assert (desk.refused("ticket", "label", ref, word)["code"], desk.refused("ticket", "label", ref, word)["exit"]) == (
        "label_unsigned",
        2,
    )


def test_a_label_can_be_read_by_everybody(desk, ref):
    error = desk.refused("ticket", "label", ref, "+vip\x1b[31m")
    assert (error["code"], error["exit"]) == ("label_unreadable", 2)
    assert desk.ask("ticket", "label", ref, "+à\u00a0rappeler")["labels"] == ["à rappeler"]


def test_a_link_says_how_a_ticket_relates_to_another(desk, ref):
    other = younger(desk)
    data = desk.ask("ticket", "link", other, "caused-by", ref)
    assert data["links"] == [{"kind": "caused-by", "ref": ref}]
    assert desk.ask("ticket", "show", ref)["links"] == []
    assert desk.trailer("Celyactl-Op") == "link caused-by"
    assert desk.ask("ticket", "link", other, "caused-by", ref, "--remove")["links"] == []
    assert desk.run("ticket", "link", other, "caused-by", ref, "--remove", "--json", *EN).warnings == [
        "Nothing changed."
    ]


def test_what_is_related_says_so_on_both_sides_in_one_commit(desk, ref):
    other = younger(desk)
    count = len(desk.subjects())
    desk.ask("ticket", "link", ref, "related", other)
    assert len(desk.subjects()) == count + 1
    assert [desk.ask("ticket", "show", one)["links"][0]["ref"] for one in (ref, other)] == [other, ref]
    assert [desk.ask("log", one)[0]["op"] for one in (ref, other)] == ["link related"] * 2


def test_a_merge_keeps_both_journals_and_cancels_the_younger_ticket(desk, ref):
    other = younger(desk)
    desk.ask("ticket", "note", other, "Même panne vue du standard")
    count = len(desk.subjects())
    data = desk.ask("ticket", "merge", other, "--into", ref, "--text", "Deux appels pour une panne")
    assert len(desk.subjects()) == count + 1
    assert (data["merged"]["status"], data["into"]["status"]) == ("cancelled", "new")
    assert data["merged"]["links"] == [{"kind": "duplicate", "ref": ref}]
    assert [entry["type"] for entry in data["merged"]["journal"]] == ["open", "note", "merge", "link", "cancel"]
    assert [entry["type"] for entry in data["into"]["journal"]] == ["open", "merge", "link"]
    assert f"suivie dans {ref}" in desk.say("ticket", "summary", other)
    assert "Deux appels" not in desk.say("ticket", "summary", other)
    assert [desk.ask("log", one)[0]["op"] for one in (ref, other)] == [f"merge {ref}"] * 2
    assert desk.ask("check")["findings"] == []


def test_a_merge_gives_no_time_away(desk, ref):
    other = younger(desk)
    error = desk.refused("ticket", "merge", ref, "--into", other)
    assert (error["code"], error["exit"]) == ("merge_into_younger", 65)
    assert f"merge {other} --into {ref}" in error["message"]


def test_a_client_reads_its_own_story_only(desk, ref):
    desk.sell("autre-2026", "--start", "2026-01-01", client="Autre")
    other = younger(desk, contract="autre-2026")
    assert desk.refused("ticket", "merge", other, "--into", ref)["code"] == "merge_across_clients"


def test_what_is_settled_is_linked_not_merged(desk, ref):
    other = younger(desk)
    desk.ask("ticket", "cancel", ref, "Essai")
    assert desk.refused("ticket", "merge", other, "--into", ref)["code"] == "merge_settled"
    assert desk.ask("ticket", "link", other, "duplicate", ref)["links"] == [{"kind": "duplicate", "ref": ref}]


@pytest.mark.parametrize("words", [("link", "related"), ("merge", "--into")])
def test_no_ticket_relates_to_itself(desk, ref, words):
    verb, more = words
    assert desk.refused("ticket", verb, ref, more, ref)["code"] == "linked_to_itself"


def test_a_trial_of_a_merge_records_nothing(desk, ref):
    other = younger(desk)
    before = desk.git("rev-parse", "HEAD")
    assert desk.ask("ticket", "merge", other, "--into", ref, "--dry-run")["merged"]["status"] == "cancelled"
    assert desk.git("rev-parse", "HEAD") == before
