"""`celyactl outage`: told on tickets, and what that makes of availability (docs/sla.md, E17)."""

from __future__ import annotations

from datetime import datetime

import pytest
from furnishing import done_once
from pdfs import words_of

SERVICES = """shared_services:
  - id: "messagerie"
    name: "Messagerie vocale"
    hosted: true
  - id: "trunk"
    name: "Trunk"
"""
COMPONENT = ("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")


@pytest.fixture
@done_once
def sold(desk):
    """A contract, an incident, and two shared services, one of them hosted."""
    path = desk.path / "desk.yaml"
    path.write_text(path.read_text(encoding="utf-8") + SERVICES, encoding="utf-8")
    desk.git("commit", "-qam", "by hand")
    desk.sell("acme-2026", "--start", "2026-01-01")
    words = ["--contract", "acme-2026", "--title", "Boîtes muettes", "--at", "2026-11-03T09:00"]
    desk.ref = desk.ask("ticket", "new", *words)["ref"]
    return desk


def down(desk, start, end, *more):
    desk.ask("outage", "open", desk.ref, "messagerie", *more, "--at", start)
    return desk.ask("outage", "close", desk.ref, "--at", end)


def test_the_availability_of_e17(sold):
    down(sold, "2026-11-07T02:00", "2026-11-07T04:00", "--planned")
    after = down(sold, "2026-11-12T10:00", "2026-11-12T10:45")
    assert [entry["type"] for entry in after["journal"][-2:]] == ["outage_started", "outage_ended"]
    assert sold.trailer("Celyactl-Op") == "outage.close messagerie"
    sold.now = datetime.fromisoformat("2026-12-05T09:00:00+01:00")
    found = sold.ask("outage", "list", "--from", "2026-11-01", "--to", "2026-12-01")
    assert [(one["start"][:16], one["planned"]) for one in found["outages"]] == [
        ("2026-11-12T10:00", False),
        ("2026-11-07T02:00", True),
    ]
    [service] = found["availability"]
    assert (service["service"], round(service["percent"], 4)) == ("messagerie", 99.8955)
    assert [one["month"] for one in service["months"]] == ["2026-11"]
    said = sold.say("outage", "list", "--from", "2026-11-01", "--to", "2026-12-01")
    assert "99,8955" in said
    assert max(map(len, said.splitlines())) <= 100


def test_an_outage_that_goes_on_is_shown_and_counts_until_now(sold):
    sold.ask("outage", "open", sold.ref, "messagerie", "Plus rien", "--at", "2026-11-23T08:00")
    found = sold.ask("outage", "list", "messagerie", "--from", "2026-11-23", "--to", "2026-11-24")
    assert (found["outages"][0]["end"], found["availability"][0]["unplanned_seconds"]) == (None, 3600)


def test_who_tells_of_an_outage_hears_that_no_report_of_the_client_would(sold):
    opened = ("outage", "open", sold.ref, "messagerie", "--json")
    [said] = sold.run(*opened, "--dry-run").warnings
    assert "components.ID.service=messagerie" in said
    assert sold.run("outage", "open", sold.ref, "trunk", "--json").warnings == []
    assert sold.refused(*COMPONENT, "--service", "lune")["code"] == "unknown_shared_service"
    sold.ask(*COMPONENT, "--service", "messagerie")
    assert sold.run(*opened).warnings == []
    assert "messagerie" in sold.say("component", "show", "acme", "ipbx")
    assert sold.ask("report", "annual", "acme-2026", "--year", "2026")["availability"] != []


@pytest.mark.parametrize(
    "last",
    [
        ("resolve", "{}", "Rétabli"),
        ("done", "{}", "--cause", "Disque", "--public", "Rétabli"),
        ("cancel", "{}", "Fausse alerte"),
    ],
)
def test_a_ticket_that_ends_with_a_service_down_says_so_while_it_is(sold, last):
    sold.ask("outage", "open", sold.ref, "messagerie", "--at", "2026-11-20T09:00")
    for words in (("ack",), ("cause", "Disque"), ("restore",)):
        sold.ask("ticket", words[0], sold.ref, *words[1:])
    end = ("ticket", *(word.format(sold.ref) for word in last), "--json", "--dry-run")
    [said] = sold.run(*end).warnings
    assert f"outage close {sold.ref} messagerie" in said
    sold.ask("outage", "close", sold.ref, "--at", "2026-11-20T10:00")
    assert sold.run(*end).warnings == []


def test_the_report_tells_of_services_that_the_client_uses_only(sold):
    assert sold.ask("report", "annual", "acme-2026", "--year", "2026")["availability"] == []
    sold.edit(
        "contracts/acme/client.yaml", "legal: professional\n", 'legal: professional\nservices:\n  - "messagerie"\n'
    )
    down(sold, "2026-11-12T10:00", "2026-11-12T10:45")
    [one] = sold.ask("report", "annual", "acme-2026", "--year", "2026")["availability"]
    assert (one["service"], one["unplanned_seconds"], one["planned_seconds"]) == ("messagerie", 2700, 0)


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("open", "{ref}", "nowhere"), "unknown_shared_service", 66),
        (("close", "{ref}"), "nothing_down", 65),
        (("close", "{ref}", "nowhere"), "unknown_shared_service", 66),
        (("list", "nowhere"), "unknown_shared_service", 66),
    ],
)
def test_what_is_no_outage(sold, words, code, exit_code):
    error = sold.refused("outage", *(word.format(ref=sold.ref) for word in words))
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_where_a_desk_without_shared_services_writes_them_is_said(desk):
    desk.sell("acme-2026")
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")["ref"]
    assert "`shared_services:`" in desk.refused("outage", "open", ref, "messagerie")["message"]


def test_a_service_goes_down_once_and_comes_back_later(sold):
    sold.ask("outage", "open", sold.ref, "messagerie", "--at", "2026-11-20T08:00")
    assert sold.refused("outage", "open", sold.ref, "messagerie")["code"] == "already_down"
    assert sold.refused("outage", "close", sold.ref, "--at", "2026-11-20T07:00")["code"] == "back_before_down"
    sold.ask("outage", "open", sold.ref, "trunk")
    assert sold.refused("outage", "close", sold.ref)["code"] == "which_outage"
    sold.ask("outage", "close", sold.ref, "trunk")
    again = sold.refused("outage", "close", sold.ref, "trunk")
    assert (again["code"], "trunk n’est pas" in again["message"]) == ("nothing_down", True)
    assert sold.run("check", "--json").data["findings"] == []


def test_the_month_of_an_outage_stands_in_the_report_of_a_contract_begun_in_june(sold, tmp_path):
    sold.sell("zoe-2026", "--start", "2026-06-01", client="Zoé")
    sold.edit(
        "contracts/zoe/client.yaml", "legal: professional\n", 'legal: professional\nservices:\n  - "messagerie"\n'
    )
    down(sold, "2026-11-07T02:00", "2026-11-07T04:00", "--planned")
    down(sold, "2026-11-12T10:00", "2026-11-12T10:45")
    sold.now = datetime.fromisoformat("2026-12-05T09:00:00+01:00")
    sold.ask("ticket", "note", sold.ref, "Le mois est passé")
    path = tmp_path / "report.pdf"
    sold.ask("report", "annual", "zoe-2026", "--from", "2026-06-01", "--to", "2027-01-01", "--output", str(path))
    text = words_of(path).replace("\u202f", " ").replace("\xa0", " ")
    assert "nov. 2026 99,8955 % 45 min" in text
    assert "2 h 45 min" in text
    assert "du 1er juin 2026 au 31 mai 2027 inclus" in text


def test_an_answer_names_the_service_also_when_nobody_typed_it(sold):
    said = sold.say("outage", "open", sold.ref, "messagerie", "--lang", "en")
    assert said.splitlines()[0] == f"{sold.ref}: new, down: Messagerie vocale"
    said = sold.say("outage", "close", sold.ref, "--lang", "en")
    assert said.splitlines()[0] == f"{sold.ref}: new, back: Messagerie vocale"
