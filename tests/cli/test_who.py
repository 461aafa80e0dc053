"""`celyactl who`: the card of whoever is on the telephone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once
from planned import Works

from celyactl.domain.entries.field import OutageEnded, OutageStarted

EN = ("--lang", "en")
MOBILE = "06 39 98 70 00"
REMOTE = """city: "La Rochelle"
    remote_access:
      - method: "VPN WireGuard"
        endpoint: "vpn.acme.example:51820"
        secret_kept: "Coffre de l'équipe"
"""
STAND_IN = """    replaced_by:
      - contact: "claire"
        since: "2026-11-20"
        until: "2026-11-24"
"""


@pytest.fixture
@done_once
def sold(desk):
    """Acme with a site, a line of fifty numbers, a level-1 contact and a shared service; and Beta."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:1h:4h", client="Acme")
    desk.sell("beta-2026", "--coverage", "full", client="Béta Télécom")
    site = ("--name", "Siège", "--city", "La Rochelle", "--phone", "05 36 49 50 00", "--address", "9, quai des Embruns")
    desk.ask("client", "site", "add", "acme", "siege", *site)
    people = ("--name", "Noémie Bastide", "--phone", "05 36 49 50 02", "--phone", MOBILE, "--role", "level1")
    desk.ask("client", "contact", "add", "acme", "noemie", *people)
    numbers = ("--name", "Trunk SIP", "--kind", "trunk", "--site", "siege", "--number", "05 36 49 50 00 à 49")
    desk.ask("component", "add", "acme", "trunk", *numbers)
    desk.ask("component", "add", "acme", "ipbx", "--name", "IPBX", "--kind", "pbx")
    desk.edit(
        "contracts/acme/client.yaml",
        'city: "La Rochelle"\n',
        REMOTE,
    )
    return desk


def opened(desk, *more):
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus d'appels", *more)["ref"]


@pytest.mark.parametrize(
    "typed", [MOBILE, "+33639987000", "0033 6 39 98 70 00", "33639987000", "noémie", "BASTIDE acme"]
)
def test_a_contact_is_known_by_number_and_by_name(sold, typed):
    data = sold.ask("who", typed)
    assert [(match["client"], match["kind"], match["id"]) for match in data["matches"]] == [
        ("acme", "contact", "noemie")
    ]
    card = data["card"]
    assert [person["name"] for person in card["people"]] == ["Noémie Bastide"]
    assert card["callback"] == {"name": "Noémie Bastide", "number": MOBILE}
    assert [person["id"] for person in card["level1"]] == ["noemie"]


def test_a_number_of_a_range_is_its_line_s_and_a_site_s_own_is_both(sold):
    inside = sold.ask("who", "05 36 49 50 31")
    assert [(match["kind"], match["id"]) for match in inside["matches"]] == [("component", "trunk")]
    both = sold.ask("who", "0536495000")
    assert [(match["kind"], match["id"]) for match in both["matches"]] == [("component", "trunk"), ("site", "siege")]
    assert both["card"]["remote_access"][0]["secret_kept"] == "Coffre de l'équipe"
    assert sold.refused("who", "05 36 49 50 50")["code"] == "caller_unknown"


def test_the_end_of_a_number_is_enough_when_it_is_all_there_is(sold):
    assert [match["id"] for match in sold.ask("who", "5002")["matches"]] == ["noemie"]


def test_the_card_tells_what_to_know_before_the_first_word(sold):
    old = opened(sold, "--component", "trunk", "--priority", "P1")
    sold.ask("ticket", "done", old, "--cause", "Registrar migré", "--component", "trunk")
    sold.now += timedelta(hours=1)
    new = opened(sold, "--component", "trunk")
    works = Works(sold)
    operation = works.announce("2026-11-24T12:00", "2026-11-24T14:00", "ipbx")
    works.tell(new, OutageStarted, service="trunk")
    page = sold.say("who", "05 36 49 50 31", *EN)
    assert page.startswith("Acme  acme\n")
    for said in (
        "Line       Trunk SIP",
        "Call back  06 39 98 70 00  Noémie Bastide",
        "Contract   acme-2026, in force, renews soon, business hours: open, closes 18:00 today",
        "OUTAGE     Trunk SIP down since Mon 23 Nov 10:00 (0 min)",
        f"Operation  {operation}: Changement du pare-feu, from Tue 24 Nov 12:00 to Tue 24 Nov 14:00",
        "Level 1    Noémie Bastide, 05 36 49 50 02, 06 39 98 70 00",
        "Access     Siège: VPN WireGuard, vpn.acme.example:51820, secret: Coffre de l'équipe",
        "2 open tickets",
        "Registrar migré",
    ):
        assert said in page, page
    card = sold.ask("who", MOBILE)["card"]
    assert {ticket["ref"] for ticket in card["tickets"]} == {new, operation}
    assert [cause["ref"] for cause in card["causes"]] == [old]
    assert [outage["ref"] for outage in card["outages"]] == [new]
    assert card["contracts"][0]["open"]
    sold.ask("ticket", "done", new, "--cause", "x")
    assert sold.ask("who", MOBILE)["card"]["outages"] == []


def test_an_outage_of_a_shared_service_is_told_to_those_who_use_it(sold):
    sold.edit(
        "desk.yaml", "coverages:", 'shared_services:\n  - id: "standard"\n    name: "Standard hébergé"\ncoverages:'
    )
    sold.edit("contracts/acme/client.yaml", 'name: "IPBX"', 'name: "IPBX"\n    service: "standard"')
    ref = sold.ask("ticket", "new", "--contract", "beta-2026", "--title", "Panne du standard")["ref"]
    works = Works(sold)
    works.tell(ref, OutageStarted, service="standard")
    assert [one["ref"] for one in sold.ask("who", MOBILE)["card"]["outages"]] == [ref]
    assert "Standard hébergé down since" in sold.say("who", MOBILE, *EN)
    [started] = [entry for entry in sold.ask("ticket", "show", ref)["journal"] if entry["type"] == "outage_started"]
    works.tell(ref, OutageEnded, outage=started["id"], service="standard")
    assert sold.ask("who", MOBILE)["card"]["outages"] == []


def test_who_left_is_told_and_no_longer_holds_level_1(sold):
    sold.edit("contracts/acme/client.yaml", 'name: "Noémie Bastide"', 'name: "Noémie Bastide"\n    left: "2026-11-01"')
    assert "LEFT on 1 Nov 2026" in sold.say("who", MOBILE, *EN)
    assert sold.ask("who", MOBILE)["card"]["level1"] == []


def test_who_stands_in_holds_level_1_while_it_lasts(sold):
    stand_in = 'name: "Noémie Bastide"\n' + STAND_IN
    sold.edit("contracts/acme/client.yaml", 'name: "Noémie Bastide"\n', stand_in)
    assert [one["id"] for one in sold.ask("who", "acme")["card"]["level1"]] == ["claire"]
    sold.now += timedelta(days=1)
    assert [one["id"] for one in sold.ask("who", "acme")["card"]["level1"]] == ["noemie"]


def test_words_that_several_clients_have_give_a_list(sold):
    data = sold.ask("who", "claire")
    assert (data["card"], [match["client"] for match in data["matches"]]) == (None, ["acme", "beta-telecom"])
    page = sold.say("who", "claire", *EN)
    assert page.splitlines()[1].split() == ["acme", "contact", "claire", "Claire", "Vidal"]
    assert sold.ask("who", "claire", "beta")["card"]["client"]["id"] == "beta-telecom"
    assert sold.ask("who", "BETA telecom")["card"]["client"]["id"] == "beta-telecom"


@pytest.mark.parametrize("typed", ["01 23 45 67 89", "Dupont", "%", "' OR 1=1", "…", "\x1b[31m"])
def test_a_stranger_is_told_what_to_do(sold, typed):
    error = sold.refused("who", typed, *EN)
    assert (error["code"], error["exit"]) == ("caller_unknown", 66)
    assert "celyactl call" in error["message"]


def test_a_client_that_is_edited_is_known_by_its_new_number(sold):
    assert sold.refused("who", "06 39 98 70 99")["code"] == "caller_unknown"
    sold.edit("contracts/acme/client.yaml", MOBILE, "06 39 98 70 99")
    assert sold.ask("who", "06 39 98 70 99")["card"]["client"]["id"] == "acme"
    assert sold.refused("who", MOBILE)["code"] == "caller_unknown"


def test_nobody_is_not_said_while_a_client_s_file_can_t_be_read(sold):
    sold.edit("contracts/acme/client.yaml", '\nname: "Acme"', '\nnom: "Acme"')
    for typed in (MOBILE, "noémie"):
        error = sold.refused("who", typed, *EN)
        assert (error["code"], error["exit"]) == ("caller_perhaps_unread", 65)
        assert "contracts/acme/client.yaml:" in error["message"]
    answer = sold.run("who", "béta", "--json", *EN)
    assert answer.data["card"]["client"]["id"] == "beta-telecom"
    [warning] = answer.warnings
    assert warning.startswith("contracts/acme/client.yaml:")
