"""Prepaid packs at 80 and 100 %: on the board, and told once to the managers."""

from __future__ import annotations

import pytest


@pytest.fixture
def carnet(watch):
    """A pack of five tickets."""
    watch.sell("acme-carnet", "--type", "pack", "--start", "2026-01-01")
    watch.ask("contract", "pack", "acme-carnet", "--tickets", "5", "--bought", "2026-11-01")
    return watch


@pytest.fixture
def draw(carnet):
    """Open so many tickets; the reference of the last one."""

    def command(count):
        words = ("ticket", "new", "--contract", "acme-carnet", "--title", "Panne", "--priority", "P4")
        return [carnet.ask(*words)["ref"] for _ in range(count)][-1]

    return command


def packs(steps):
    return [step for step in steps if step[0] == "pack"]


def board(desk):
    return [(one["contract"], one["percent"], one["used_up"]) for one in desk.ask("board")["packs"]]


def test_each_threshold_is_told_once_on_the_ticket_that_reached_it(carnet, draw, run_at):
    draw(3)
    assert (packs(run_at(minutes=1)), board(carnet)) == ([], [])
    last = draw(1)
    assert carnet.ask("escalation", "run", "--dry-run")["steps"][-1]["kind"] == "pack"
    assert packs(run_at(minutes=1)) == [("pack", None, 80, ["nadia"])]
    notice, mail = carnet.ask("ticket", "show", last)["journal"][-2:]
    assert (notice["type"], notice["contract"], notice["threshold"]) == ("notice", "acme-carnet", 80)
    assert (mail["type"], mail["to"], mail["about"]) == ("mail_queued", ["nadia"], notice["id"])
    assert "acme-carnet" in mail["subject"]
    before = carnet.git("rev-parse", "HEAD")
    assert run_at(minutes=1) == []
    assert carnet.git("rev-parse", "HEAD") == before
    assert board(carnet) == [("acme-carnet", 80, False)]
    draw(1)
    assert packs(run_at(minutes=1)) == [("pack", None, 100, ["nadia"])]
    assert packs(run_at(minutes=1)) == []
    assert board(carnet) == [("acme-carnet", 100, True)]
    assert "acme-carnet" in carnet.say("board", "--once")
    assert carnet.ask("check")["findings"] == []


def test_another_pack_begins_anew(carnet, draw, run_at):
    draw(5)
    assert len(packs(run_at(minutes=1))) == 1
    carnet.ask("contract", "pack", "acme-carnet", "--tickets", "5")
    assert (packs(run_at(minutes=1)), board(carnet)) == ([], [])
    draw(4)
    assert [step[2] for step in packs(run_at(minutes=1))] == [80]


def test_at_night_it_waits_for_the_morning(carnet, draw, run_at):
    draw(4)
    assert packs(run_at(hours=13)) == []
    assert len(packs(run_at(hours=11))) == 1


def test_what_was_kept_beside_the_clone_may_be_deleted_or_spoilt(carnet, draw):
    draw(4)
    kept = carnet.path / ".git/celyactl/packs.json"
    assert board(carnet) == [("acme-carnet", 80, False)]
    kept.write_text("[")
    assert board(carnet) == [("acme-carnet", 80, False)]
    kept.unlink()
    assert board(carnet) == [("acme-carnet", 80, False)]


def test_a_pack_that_expires_with_something_left_is_told_of_in_time(carnet, draw, run_at):
    last = draw(1)
    carnet.ask(
        "contract", "pack", "acme-carnet", "--tickets", "20", "--expires", "2027-02-01", "--bought", "2026-11-20"
    )
    assert (packs(run_at(minutes=1)), board(carnet)) == ([], [])
    assert "before" not in carnet.say("contract", "balance", "acme-carnet", "--lang", "en")
    assert packs(run_at(days=14)) == [("pack", None, None, ["nadia"])]
    notice, mail = carnet.ask("ticket", "show", last)["journal"][-2:]
    assert (notice["type"], notice["contract"], notice.get("threshold")) == ("notice", "acme-carnet", None)
    assert "1er févr. 2027" in notice["text"]
    assert notice["text"] in mail["subject"].replace("\xa0", " ")
    [use] = carnet.ask("board")["packs"]
    assert (use["expires"], use["unit"], use["left"], use["used_up"]) == ("2027-02-01", "tickets", 19, False)
    assert "19 tickets to use before 1 Feb 2027" in carnet.say("board", "--once", "--lang", "en")
    assert "19 tickets to use before 1 Feb 2027" in carnet.say("contract", "balance", "acme-carnet", "--lang", "en")
    assert packs(run_at(minutes=1)) == []
    assert carnet.ask("check")["findings"] == []


def test_a_pack_that_nobody_ever_drew_on_is_on_the_board_when_it_expires_soon(carnet, run_at):
    carnet.ask("contract", "pack", "acme-carnet", "--hours", "3", "--expires", "2026-12-20")
    assert packs(run_at(minutes=1)) == []
    assert "3 h to use before 20 Dec 2026" in carnet.say("board", "--once", "--lang", "en")
