from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def carnet(desk):
    desk.sell("acme-carnet", "--type", "pack", "--start", "2026-01-01")
    desk.ask("contract", "pack", "acme-carnet", "--tickets", "5", "--bought", "2026-11-01", "--expires", "2027-11-01")
    return desk


def opened(desk, *words):
    return desk.run("ticket", "new", "--contract", "acme-carnet", "--title", "Panne", *words, "--json")


def test_a_ticket_warns_at_eighty_per_cent_at_the_last_one_and_then_opens_out_of_contract(carnet):
    answers = [opened(carnet) for _ in range(6)]
    said = [" ".join(answer.warnings) for answer in answers]
    assert said[:3] == ["", "", ""]
    assert "80" in said[3]
    assert "il reste 1 ticket sur 5 tickets" in said[3]
    assert "Il ne reste rien" in said[4]
    assert "hors contrat" in said[5]
    assert [answer.data["out_of_contract"] for answer in answers[3:]] == [None, None, "pack_used_up"]


def test_the_balance_names_what_drew_and_what_is_billed(carnet):
    refs = [opened(carnet).data["ref"] for _ in range(6)]
    found = carnet.ask("contract", "balance", "acme-carnet")
    [pack] = found["packs"]
    assert (pack["size"], pack["used"], pack["left"]) == (5, 5, 0)
    assert sorted(draw["ref"] for draw in pack["draws"]) == sorted(refs[:5])
    assert (found["used_up"], found["alert"], found["billed"], found["over"]) == (True, 100, [refs[5]], [])
    page = carnet.say("contract", "balance", "acme-carnet")
    assert all(ref in page for ref in refs)
    assert carnet.run("check", "--json").exit_code == 0


def test_the_balance_of_yesterday_is_what_it_was(carnet):
    ref = opened(carnet).data["ref"]
    carnet.now += timedelta(days=1)
    opened(carnet)
    carnet.ask("ticket", "cancel", ref, "Erreur")
    used = [carnet.ask("contract", "balance", "acme-carnet", *at)["packs"][0]["used"] for at in ((), ("--at", "hier"))]
    assert used == [1, 1]
    before = carnet.ask("contract", "balance", "acme-carnet", "--at", "2026-11-22")
    assert before["packs"][0]["used"] == 0


def test_a_new_pack_opens_tickets_under_the_contract_again(carnet):
    for _ in range(5):
        opened(carnet)
    carnet.ask("contract", "pack", "acme-carnet", "--tickets", "10", "--order", "AC-31")
    assert opened(carnet).data["out_of_contract"] is None
    assert carnet.subjects()[1] == "acme-carnet: pack of 10 tickets"


def test_hours_are_drawn_by_interventions_which_warn(desk):
    desk.sell("acme-carnet", "--type", "pack", "--start", "2026-01-01")
    desk.ask("contract", "pack", "acme-carnet", "--hours", "2", "--rounding", "30m", "--bought", "2026-11-01")
    ref = opened(desk, "--at", "08:10").data["ref"]
    desk.now += timedelta(hours=3)
    work = ("intervention", "add", ref, "--mode", "remote", "--summary", "Fait", "--start")
    assert desk.run(*work, "09:00", "--end", "09:20", "--json").warnings == []
    [warning] = desk.run(*work, "10:00", "--end", "11:10", "--json").warnings
    assert "100" not in warning
    assert "Il ne reste rien" in warning
    [pack] = desk.ask("contract", "balance", "acme-carnet")["packs"]
    assert [(draw["amount"], draw["real"]) for draw in pack["draws"]] == [(1800, 1200), (5400, 4200)]
    assert "réel 20 min" in desk.say("contract", "balance", "acme-carnet")


def test_what_can_not_be_is_refused(desk):
    desk.sell("acme-2026")
    assert desk.refused("contract", "balance", "acme-2026")["code"] == "not_a_pack"
    assert desk.refused("contract", "pack", "acme-2026", "--tickets", "5")["code"] == "not_a_pack"
    desk.sell("acme-carnet", "--type", "pack")
    buying = ("contract", "pack", "acme-carnet")
    assert desk.refused(*buying)["code"] == "pack_size_needed"
    assert desk.refused(*buying, "--tickets", "5", "--hours", "2")["exit"] == 2
    assert desk.refused(*buying, "--tickets", "5", "--expires", "2026-11-01")["code"] == "expires_too_soon"
    assert desk.refused("contract", "balance", "nowhere")["exit"] == 66


def test_a_contract_that_sold_no_pack_yet_counts_nothing(desk):
    desk.sell("acme-carnet", "--type", "pack")
    assert opened(desk).data["out_of_contract"] is None
    assert desk.ask("contract", "balance", "acme-carnet")["used_up"] is False
