from __future__ import annotations

from datetime import date, timedelta

import pytest
from furnishing import done_once

from celyactl.render.terminal.contract import contract_page
from celyactl.render.terminal.layout import plain
from celyactl.store.repository import Repository
from celyactl.store.store import Store


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026")
    desk.ask("component", "add", "acme", "pbx", "--kind", "pbx", "--name", "Asterisk")
    return desk


def test_an_installation_is_taken_over_in_one_commit(acme):
    words = ["--previous", "Ancien", "--audit", "Asterisk 18, 62 postes.", "--level1", "claire"]
    items = ["--component", "pbx:poor:Carte mère à changer", "--reservation", "Onduleur HS", "--reservation", "Câblage"]
    takeover = acme.ask("contract", "takeover", "acme-2026", "--on", "2026-11-20", *words, *items)["takeover"]
    assert takeover == {
        "on": "2026-11-20",
        "by": "nadia",
        "previous": "Ancien",
        "audit": "Asterisk 18, 62 postes.",
        "items": [{"component": "pbx", "state": "poor", "reservation": "Carte mère à changer", "until": None}],
        "credentials": [],
        "reservations": ["Onduleur HS", "Câblage"],
        "level1": ["claire"],
        "training_planned": None,
        "signed": None,
        "ref": None,
    }
    assert acme.ask("client", "show", "acme")["contacts"][0]["roles"] == ["manager", "level1"]
    assert acme.subjects()[0] == "acme-2026: take over the installation"
    assert len(acme.git("show", "--name-only", "--format=").split()) == 2
    card = acme.say("contract", "show", "acme-2026", "--lang", "en")
    assert "Reservation  Onduleur HS" in card.splitlines()
    assert "Taken over   20 Nov 2026" in card.splitlines()


def test_a_takeover_is_resumed_and_keeps_what_was_found(acme):
    acme.ask(
        "contract", "takeover", "acme-2026", "--on", "2026-11-20", "--audit", "Début", "--component", "pbx:unknown"
    )
    words = ["--on", "2026-11-22", "--component", "pbx:good", "--reservation", "Onduleur HS"]
    takeover = acme.ask("contract", "takeover", "acme-2026", *words)["takeover"]
    assert (takeover["on"], takeover["audit"], takeover["reservations"]) == ("2026-11-22", "Début", ["Onduleur HS"])
    assert [(item["component"], item["state"]) for item in takeover["items"]] == [("pbx", "good")]
    before = acme.subjects()
    acme.ask("contract", "takeover", "acme-2026", *words)
    assert acme.subjects() == before


def test_the_card_tells_what_was_handed_over_and_signed(acme):
    words = ["--credential", "Compte administrateur", "--training", "2026-12-03", "--signed", "2026-11-23"]
    acme.ask("contract", "takeover", "acme-2026", *words)
    card = acme.say("contract", "show", "acme-2026", "--lang", "en").splitlines()
    for line in ("Handed over  Compte administrateur", "Training     3 Dec 2026", "Signed       23 Nov 2026"):
        assert line in card


@pytest.mark.parametrize(
    ("word", "state"),
    [("good", "good"), ("bon", "good"), ("Moyen", "fair"), ("mauvais", "poor"), ("inconnu", "unknown")],
)
def test_a_state_may_be_said_in_french(acme, word, state):
    [item] = acme.ask("contract", "takeover", "acme-2026", "--component", f"pbx:{word}")["takeover"]["items"]
    assert item["state"] == state


@pytest.mark.parametrize(
    "text",
    [
        "Mot de passe root\N{NO-BREAK SPACE}: Azerty123",
        "Compte SIP, mdp=toto42",
        "Password of the PBX: hunter2",
        "Code d’accès du portail : 4821#",
        "Clé de l’API = a8F0-99",
    ],
)
@pytest.mark.parametrize("option", ["--credential", "--reservation", "--audit"])
def test_a_secret_is_not_recorded_and_not_repeated(acme, option, text):
    error = acme.refused("contract", "takeover", "acme-2026", option, text)
    assert (error["code"], error["exit"]) == ("secret_told", 65)
    assert text.split()[-1] not in error["message"]


@pytest.mark.parametrize(
    "text",
    [
        "Compte administrateur de l'IPBX",
        "Mot de passe : changé le jour même",
        "Compte client chez l'opérateur : OPE-20417",
        "Clé SSH remise le 2026-11-02",
        "Clés du local : 2 exemplaires",
    ],
)
def test_the_fact_that_something_was_handed_over_is_recorded(acme, text):
    assert acme.ask("contract", "takeover", "acme-2026", "--credential", text)["takeover"]["credentials"] == [text]


@pytest.mark.parametrize(
    ("words", "code", "exit_code", "said"),
    [
        (["--level1", "clare"], "unknown_contact", 66, "Known: claire"),
        (["--component", "pbz:good"], "unknown_component", 66, "Known: pbx"),
        (["--component", "pbx:broken"], "state_not_understood", 2, "good, fair, poor or unknown"),
        (["--component", "pbx"], "state_not_understood", 2, "pbx"),
    ],
)
def test_what_is_unknown_is_answered_with_what_is_known(acme, words, code, exit_code, said):
    error = acme.refused("contract", "takeover", "acme-2026", "--on", "2026-11-20", *words, "--lang", "en")
    assert (error["code"], error["exit"]) == (code, exit_code)
    assert said in error["message"]


def test_a_long_audit_is_whole_on_a_narrow_terminal(acme):
    audit = "Deux serveurs, un trunk chez chaque opérateur,\nune passerelle pour les ascenseurs et l'alarme."
    acme.ask("contract", "takeover", "acme-2026", "--on", "2026-11-20", "--audit", audit)
    with Repository.open(acme.path) as repository:
        view = Store(repository).view()
        page = contract_page(view.contract("acme-2026"), view.client("acme"), date(2026, 11, 23))
    rows = plain(page, 40).splitlines()
    assert max(map(len, rows)) <= 40
    assert all(word in " ".join(rows) for word in audit.split())


def test_what_these_acts_write_passes_the_check(acme):
    acme.ask("client", "site", "add", "acme", "siege", "--name", "Siège")
    acme.ask("component", "add", "acme", "sip", "--kind", "trunk", "--name", "Trunk", "--supplier", "Opérateur Sud")
    acme.ask("contract", "takeover", "acme-2026", "--on", "2026-11-23", "--level1", "claire", "--component", "sip:good")
    acme.ask("contract", "end", "acme-2026", "--on", "2027-11-23")
    ref = acme.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne", "--site", "siege")["ref"]
    acme.now += timedelta(hours=1)
    words = ["--mode", "onsite", "--start", "09:10", "--end", "09:40", "--summary", "Fait"]
    acme.ask("intervention", "add", ref, *words)
    assert acme.ask("check")["findings"] == []
