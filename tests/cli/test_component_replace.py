"""`celyactl component replace`: spares, loans, RMA and other devices, each in one act with its ticket."""

from __future__ import annotations

import re

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def gateway(desk):
    """A gateway in service, and a spare one that was used nowhere yet."""
    desk.sell("acme-2026", "--start", "2026-01-01")
    desk.ask("client", "site", "add", "acme", "siege", "--name", "Siège")
    words = ["--kind", "gateway", "--name", "Passerelle", "--site", "siege", "--serial", "A-1", "--version", "7.4"]
    desk.ask("component", "add", "acme", "passerelle", *words, "--number", "03 87 00 00 00")
    spare = ["--kind", "gateway", "--name", "Passerelle de secours", "--serial", "B-2", "--state", "spare"]
    desk.ask("component", "add", "acme", "secours", *spare)
    words = ("--contract", "acme-2026", "--title", "Passerelle muette", "--component", "passerelle")
    desk.ref = desk.ask("ticket", "new", *words, "--at", "2026-11-23T08:00:00+01:00")["ref"]
    return desk


def plain(text):
    return re.sub(r"\s+", " ", text)


def shown(desk, ident):
    return desk.ask("component", "show", "acme", ident)


def test_a_spare_takes_the_place_and_the_old_one_goes_back_to_its_maker_and_returns(gateway):
    commits = len(gateway.subjects())
    words = ("--with", "secours", "--old", "rma", "--ticket", gateway.ref, "--text", "Plus d'alimentation")
    made = gateway.ask("component", "replace", "acme", "passerelle", *words)
    assert (made["out"]["state"], made["in"]["state"]) == ("rma", "in_service")
    assert len(gateway.subjects()) == commits + 1
    assert (gateway.trailer("Celyactl-Op"), gateway.trailer("Celyactl-Ticket")) == (
        "component.replace passerelle",
        gateway.ref,
    )
    new = shown(gateway, "secours")
    assert (new["replaces"], new["serial"], new["site"], new["since"], new["numbers"]) == (
        "passerelle",
        "B-2",
        "siege",
        "2026-11-23",
        ["03 87 00 00 00"],
    )
    entry = gateway.ask("ticket", "show", gateway.ref)["journal"][-1]
    assert (entry["type"], entry["old"], entry["new"]) == ("component_updated", "passerelle, A-1", "secours, B-2")
    told = plain(gateway.say("ticket", "show", gateway.ref))
    assert "remplacement de composant : passerelle, A-1 → secours, B-2" in told
    back = gateway.ask("component", "replace", "acme", "secours", "--with", "passerelle", "--old", "spare")
    assert (back["out"]["state"], back["in"]["state"], back["in"]["replaces"]) == ("spare", "in_service", "secours")
    assert gateway.run("check", "--json").data["findings"] == []


def test_another_device_in_the_same_place_keeps_the_name(gateway):
    words = ("--serial-in", "C-3", "--version", "7.6", "--ticket", gateway.ref)
    made = gateway.ask("component", "replace", "acme", "passerelle", *words)
    assert (made["out"]["serial"], made["in"]["serial"], made["in"]["id"]) == ("A-1", "C-3", "passerelle")
    assert [one["version"] for one in shown(gateway, "passerelle")["versions"]] == ["7.4", "7.6"]
    assert gateway.run("check", "--json").data["findings"] == []


def test_a_loan_is_a_component_of_its_own_until_it_goes_back(gateway):
    words = ("--with", "pret", "--serial-in", "P-9", "--loan", "--old", "rma")
    said = gateway.say("component", "replace", "acme", "passerelle", *words, "--dry-run", "--lang", "en")
    assert "passerelle (A-1) replaced by pret (P-9), a new component; passerelle is now: sent for repair" in said
    made = gateway.ask("component", "replace", "acme", "passerelle", *words)
    assert (made["in"]["state"], made["in"]["kind"], made["in"]["versions"]) == ("loaned", "gateway", [])
    gateway.ask("component", "replace", "acme", "pret", "--with", "passerelle", "--old", "retired")
    states = {one["id"]: one["state"] for one in gateway.ask("component", "list", "acme")}
    assert states == {"passerelle": "in_service", "secours": "spare", "pret": "retired"}


def test_a_contract_that_names_the_old_one_is_told_of(gateway):
    path = "contracts/acme/acme-2026.yaml"
    text = gateway.read(path)
    (gateway.path / path).write_text(text + 'covers:\n  components:\n    - "passerelle"\n', encoding="utf-8")
    gateway.git("commit", "-qam", "by hand")
    answer = gateway.run("component", "replace", "acme", "passerelle", "--with", "secours", "--json", "--lang", "en")
    assert answer.warnings == ["acme-2026 covers passerelle by its name: name secours there too."]


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["passerelle"], "serial_needed", 2),
        (["passerelle", "--with", "passerelle"], "replaced_by_itself", 2),
        (["passerelle", "--serial-in", "A-1"], "same_device", 65),
        (["passerelle", "--serial-out", "A-2", "--serial-in", "A-2"], "same_device", 65),
        (["secours", "--with", "passerelle"], "in_service_already", 65),
        (["nothing", "--serial-in", "x"], "unknown_component", 66),
        (["passerelle", "--with", "Bad Id", "--serial-in", "x"], "bad_file", 65),
        (["passerelle", "--serial-in", "x", "--at", "2027-01-01T10:00:00+01:00"], "at_in_the_future", 65),
    ],
)
def test_what_can_not_be_replaced_is_refused(gateway, words, code, exit_code):
    error = gateway.refused("component", "replace", "acme", *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_what_is_not_in_service_is_not_replaced_and_a_new_component_is_told_as_such(gateway):
    words = ("component", "replace", "acme", "passerelle", "--with")
    assert "un nouveau composant" in gateway.say(*words, "neuve", "--dry-run")
    assert "nouveau" not in gateway.say(*words, "secours", "--old", "rma")
    error = gateway.refused(*words, "neuve")
    assert (error["code"], error["exit"]) == ("not_in_service", 65)
    assert gateway.refused("component", "replace", "acme", "passerelle", "--serial-in", "Z")["code"] == "not_in_service"


def test_a_report_names_no_version_of_what_is_sent_for_repair_or_on_a_shelf(gateway):
    gateway.ask("component", "replace", "acme", "passerelle", "--with", "secours", "--old", "rma", "--version", "7.6")
    found = gateway.ask("report", "annual", "acme-2026", "--year", "2026")["installation"]
    assert (found["versions"], found["components"]) == ({"secours": "7.6"}, 2)
