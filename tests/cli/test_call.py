"""`celyactl call`: a ticket, its acknowledgement and its assignment in one commit, from the number that calls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once

EN = ("--lang", "en")
CLAIRES = "04 67 00 00 01"
STRANGER = "06 39 98 70 99"


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h", client="Acme")
    desk.edit("contracts/acme/client.yaml", "+33 4 67 00 00 01", CLAIRES)
    desk.ask("component", "add", "acme", "trunk", "--name", "Trunk SIP", "--kind", "trunk")
    return desk


def test_a_call_is_one_commit(sold):
    before = len(sold.subjects())
    data = sold.ask("call", "+33467000001", "Plus aucun appel", "-1", "--component", "trunk")
    assert len(sold.subjects()) == before + 1
    assert (data["requester"], data["caller"], data["contract"]) == ("claire", None, "acme-2026")
    assert (data["priority"], data["status"], data["assignee"]) == ("P1", "in_progress", "nadia")
    assert [entry["type"] for entry in data["journal"]] == ["open", "ack", "assign"]
    assert data["journal"][1]["how"]
    assert data["repeated"] == []
    assert sold.ask("check")["findings"] == []


def test_the_reference_is_spelt_for_the_telephone(sold):
    french = sold.say("call", CLAIRES, "Écho")
    code = sold.ask("ticket", "list")[0]["ref"][-7:]
    assert f"{code}, " in french
    assert "Claire Vidal" in french
    data = sold.ask("call", CLAIRES, "Écho", *EN)
    words = data["spelt"].split(", ")
    assert len(words) == 7
    assert [word[0] for word in words if word[0].isupper()] == [one for one in data["ref"][-7:] if one.isalpha()]


def test_the_clocks_are_said_at_once(sold):
    page = sold.say("call", CLAIRES, "Plus aucun appel", "-1", *EN)
    assert "Response 30 min" in page
    assert "Restoration 4 h" in page


def test_a_name_may_call_too(sold):
    assert sold.ask("call", "claire", "Écho")["requester"] == "claire"


def test_a_stranger_needs_a_contract_and_is_kept_with_the_number(sold):
    error = sold.refused("call", STRANGER, "Écho")
    assert (error["code"], error["exit"]) == ("caller_unknown", 66)
    named = sold.ask("call", STRANGER, "Écho", "--contract", "acme-2026", "--caller", "Mme Roux")
    assert (named["caller"], named["requester"]) == (f"Mme Roux, {STRANGER}", None)
    whole = sold.ask("call", "anonyme", "Écho", "--contract", "acme-2026", "--caller", "Mme Roux, 06 39 98 70 98")
    assert whole["caller"] == "Mme Roux, 06 39 98 70 98"
    assert (
        sold.ask("call", "anonyme", "Écho", "--contract", "acme-2026", "--caller", "Mme Roux")["caller"] == "Mme Roux"
    )
    assert sold.ask("call", STRANGER, "Écho", "--contract", "acme-2026")["caller"] == STRANGER


def test_of_several_contracts_the_one_that_covers_what_is_named_is_meant(sold):
    sold.ask("client", "site", "add", "acme", "siege", "--name", "Siège")
    sold.ask("client", "site", "add", "acme", "annexe", "--name", "Annexe")
    sold.sell("acme-annexe", "--start", "2026-01-01", client="Acme")
    error = sold.refused("call", CLAIRES, "Écho")
    assert (error["code"], error["exit"]) == ("contract_needed", 2)
    assert "acme-2026, acme-annexe" in error["message"]
    for slug, site in (("acme-2026", "siege"), ("acme-annexe", "annexe")):
        covers = f'covers:\n  sites:\n    - "{site}"\n'
        sold.edit(f"contracts/acme/{slug}.yaml", "holidays:", covers + "holidays:")
    assert sold.ask("call", CLAIRES, "Écho", "--site", "annexe")["contract"] == "acme-annexe"
    assert sold.ask("call", CLAIRES, "Écho", "--contract", "acme-2026")["contract"] == "acme-2026"


def test_one_name_at_several_clients_needs_a_contract(sold):
    sold.sell("beta-2026", client="Béta")
    error = sold.refused("call", "claire", "Écho", *EN)
    assert error["code"] == "contract_needed"
    assert "acme-2026, beta-2026" in error["message"]


def test_the_third_time_in_ninety_days_is_said_at_once(sold):
    def called(*more):
        return sold.ask("call", CLAIRES, "Plus aucun appel", "--component", "trunk", *more)

    first = called()["ref"]
    sold.now += timedelta(days=40)
    second = called()["ref"]
    called("--kind", "request")
    sold.now += timedelta(days=40)
    third = called()
    assert third["repeated"] == [{"component": "trunk", "times": 3, "before": [first, second]}]
    page = sold.say("call", CLAIRES, "Encore", "--component", "trunk", *EN)
    assert f"Fourth time in 90 days on Trunk SIP: {first}, {second}, {third['ref']}" in page
    sold.now += timedelta(days=89)
    assert sold.ask("call", CLAIRES, "Encore", "--component", "trunk")["repeated"][0]["times"] == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((CLAIRES, ""), "empty_text"),
        ((CLAIRES, "x", "-1", "--priority", "P2"), "option_out_of_place"),
        ((CLAIRES, "x", "--component", "nothing"), "unknown_component"),
        ((CLAIRES, "x", "--contract", "nothing"), "unknown_contract"),
        ((CLAIRES, "x", "--requester", "nobody"), "unknown_contact"),
    ],
)
def test_what_is_wrong_with_a_call_is_said_and_nothing_recorded(sold, words, code):
    assert sold.refused("call", *words)["code"] == code


def test_a_trial_records_nothing(sold):
    head = sold.git("rev-parse", "HEAD")
    assert "--dry-run" in sold.say("call", CLAIRES, "Écho", "--dry-run")
    assert sold.git("rev-parse", "HEAD") == head


def test_the_bad_file_of_another_client_holds_up_no_call(sold):
    sold.sell("bravo-2026", client="Bravo")
    sold.edit("contracts/bravo/bravo-2026.yaml", "type: maintenance", "type: rien")
    sold.edit("contracts/bravo/client.yaml", '\nname: "Bravo"', '\nnom: "Bravo"')
    assert sold.ask("call", CLAIRES, "Écho")["contract"] == "acme-2026"
    error = sold.refused("call", STRANGER, "Écho", *EN)
    assert (error["code"], error["exit"]) == ("caller_perhaps_unread", 65)
    words = ("--contract", "acme-2026", "--caller", "Mme Roux")
    assert sold.ask("call", STRANGER, "Écho", *words)["contract"] == "acme-2026"
