"""Preventive visits from the command line: Monday 23 November 2026, 9 o'clock."""

from __future__ import annotations

from datetime import datetime

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def acme(desk):
    """A contract with two visits a year, a component of a kind that is checked, and one that is not."""
    desk.sell("acme-2026", "--start", "2026-01-01")
    for name, kind in (("ipbx", "pbx"), ("trunk", "trunk")):
        desk.ask("component", "add", "acme", name, "--kind", kind, "--name", name)
    points = ["--point", "pbx=Sauvegarde restaurée", "--point", "pbx=Journaux relus", "--point", "handset=Batteries"]
    desk.ask(
        "preventive", "plan", "acme-2026", "--visits", "2:3,11", "--mode", "onsite", "--since", "2026-01-01", *points
    )
    return desk


def due(desk, *words):
    return [(one["due"], one["standing"]) for one in desk.ask("preventive", "due", *words)]


def opened(desk):
    [one] = desk.ask("preventive", "open", "--to", "2026-12-01", "--contract", "acme-2026")[-1:]
    return one["ref"]


def test_a_plan_is_part_of_the_contract_and_can_be_changed(acme):
    [plan] = acme.ask("contract", "show", "acme-2026")["preventive"]
    assert (plan["visits"], plan["months"], plan["mode"]) == (2, [3, 11], "onsite")
    changed = acme.ask("preventive", "plan", "acme-2026", "--visits", "1:6")["plan"]
    assert (changed["visits"], changed["months"], changed["since"]) == (1, [6], "2026-01-01")
    assert changed["checklists"] == plan["checklists"]
    assert acme.trailer("Celyactl-Op") == f"preventive.plan {plan['id']}"
    assert acme.ask("check")["findings"] == []


def test_what_falls_due_is_named_with_the_late_ones_first(acme):
    assert due(acme) == [("2026-03-31", "late"), ("2026-11-30", "due")]
    assert "EN RETARD" in acme.say("preventive", "due")
    assert due(acme, "--from", "2026-06-01", "--to", "2027-06-01") == [("2026-11-30", "due"), ("2027-03-31", "due")]


def test_each_visit_gets_one_ticket_however_often_it_is_asked(acme):
    before = len(acme.subjects())
    tickets = acme.ask("preventive", "open", "--to", "2026-12-01")
    assert [one["title"] for one in tickets] == ["Visite préventive, mars 2026", "Visite préventive, nov. 2026"]
    assert len(acme.subjects()) == before + 2
    assert acme.ask("preventive", "open", "--to", "2026-12-01") == []
    assert "30 nov. 2026" in acme.say("preventive", "open", "--to", "2026-12-01")
    planned = acme.ask("ticket", "show", tickets[1]["ref"])["journal"][1]
    assert (planned["type"], planned["due"]) == ("preventive_planned", "2026-11-30T08:00:00+01:00")
    assert planned["checklist"] == ["Sauvegarde restaurée", "Journaux relus"]
    assert due(acme) == [("2026-03-31", "late"), ("2026-11-30", "planned")]


def test_a_trial_opens_none(acme):
    assert len(acme.ask("preventive", "open", "--to", "2026-12-01", "--dry-run")) == 2
    assert due(acme)[1] == ("2026-11-30", "due")


def test_what_a_visit_found_becomes_tickets_linked_to_it(acme):
    ref = opened(acme)
    before = len(acme.subjects())
    words = ["--done", "1", "--result", "Journaux=Deux erreurs", "--finding", "ipbx=Sauvegarde trop ancienne"]
    visit = acme.ask("preventive", "done", ref, "Bon état", *words, "--finding", "Onduleur à changer")
    assert len(acme.subjects()) == before + 1
    made = next(entry for entry in visit["journal"] if entry["type"] == "preventive_done")
    assert [(one["done"], one.get("result")) for one in made["results"]] == [(True, None), (True, "Deux erreurs")]
    assert visit["status"] == "resolved"
    first, second = made["findings"]
    assert (first["component"], second["text"]) == ("ipbx", "Onduleur à changer")
    new = acme.ask("ticket", "show", first["ref"])
    assert (new["kind"], new["title"], new["components"]) == ("request", "Sauvegarde trop ancienne", ["ipbx"])
    assert new["links"] == [{"kind": "related", "ref": ref}]
    assert new["origin"] == "onsite", "nobody telephoned"
    assert {"kind": "related", "ref": first["ref"]} in visit["links"]
    assert acme.ask("check")["findings"] == []
    report = acme.ask("report", "annual", "acme-2026", "--year", "2026")["preventive"]
    assert (report["due"], report["done"], report["promised"]) == (2, 1, 2)
    assert [(one["due"], one["made"]) for one in report["late"]] == [("2026-03-31", None)]


def test_the_board_names_the_visits_that_are_late(acme):
    assert [one["due"] for one in acme.ask("board")["late_visits"]] == ["2026-03-31"]
    page = acme.say("board")
    assert "Visites préventives en retard (1)" in page
    acme.ask("preventive", "open", "--to", "2026-04-01")
    [late] = acme.ask("board")["late_visits"]
    acme.now = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
    acme.ask("preventive", "done", late["ref"], "--all")
    assert acme.ask("board")["late_visits"] == []


def test_a_visit_that_was_made_before_its_ticket_is_recorded_as_of_its_own_day(acme):
    [one] = acme.ask("preventive", "open", "--to", "2026-04-01", "--at", "2026-03-12T08:00:00+01:00")
    acme.ask("preventive", "done", one["ref"], "--all", "--at", "2026-03-12T11:00:00+01:00")
    [first, *_later] = acme.ask("preventive", "due", "--all")
    assert (first["standing"], first["made"]) == ("made", "2026-03-12")
    found = acme.ask("report", "annual", "acme-2026", "--year", "2026")["preventive"]
    assert (found["promised"], len(found["visits"]), found["late"]) == (2, 1, [])


def test_what_nobody_reported_has_no_delay_to_keep(acme):
    acme.ask("contract", "amend", "acme-2026", "--from", "2026-01-01", "--target", "P4:1h:8h")
    words = ("--contract", "acme-2026", "--title", "Mise à jour")
    acme.ask("operation", "plan", *words, "--start", "2026-12-09 10:00", "--end", "11:00")
    acme.ask("preventive", "open", "--to", "2026-12-01")
    told = acme.ask("ticket", "new", *words, "--kind", "request", "--priority", "P4")
    [due] = acme.ask("sla", "board")["due"]
    assert due["ref"] == told["ref"]
    found = acme.ask("report", "annual", "acme-2026", "--year", "2026")
    assert (found["tickets"]["opened"], found["response"]["count"], found["restoration"]["count"]) == (4, 1, 1)


def test_a_contract_that_is_over_promises_nothing(acme):
    acme.ask("contract", "end", "acme-2026", "--on", "2026-11-01")
    assert due(acme) == [("2026-03-31", "late")]


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("plan", "acme-2026", "--visits", "many"), "visits_not_understood", 2),
        (("plan", "acme-2026", "--visits", "2:3,4,11"), "months_without_visit", 2),
        (("open", "--at", "2026-11-24T09:00:00+01:00"), "at_in_the_future", 65),
        (("plan", "acme-2026", "--visits", "2", "--point", "moon=x"), "point_not_understood", 2),
        (("plan", "acme-2026", "--visits", "2", "--site", "lune"), "unknown_site", 66),
        (("plan", "nobody", "--visits", "2"), "unknown_contract", 66),
        (("due", "--contract", "bare-2026"), "no_visits_promised", 66),
        (("done", "{incident}", "--all"), "not_a_visit", 65),
        (("done", "{made}", "--all"), "visit_made_already", 65),
        (("done", "{visit}", "--done", "9"), "no_such_point", 65),
        (("done", "{visit}", "--all", "--finding", " "), "empty_text", 2),
    ],
)
def test_what_is_refused(acme, words, code, exit_code):
    refs = {}
    if "{" in " ".join(words):
        refs["incident"] = acme.ask("ticket", "new", "--contract", "acme-2026", "--title", "x")["ref"]
        refs["made"], refs["visit"] = [one["ref"] for one in acme.ask("preventive", "open", "--to", "2026-12-01")]
        acme.ask("preventive", "done", refs["made"], "--all")
    elif "bare-2026" in words:
        acme.sell("bare-2026", client="Bare")
    error = acme.refused("preventive", *(word.format(**refs) for word in words))
    assert (error["code"], error["exit"]) == (code, exit_code)
