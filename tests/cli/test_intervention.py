from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once

AT = ("--at", "2026-11-23T08:10:00+01:00")


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    desk.ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne", *AT)["ref"]
    desk.now += timedelta(hours=3)
    return desk


def add(desk, *words, ref=None):
    summary = ["--summary", "Registrar corrigé"]
    return desk.ask("intervention", "add", ref or desk.ref, "--mode", "remote", *words, *summary)["journal"][-1]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("10:00", "11:30"),
        ("10:00", "+1h30"),
        ("-2h", "-30m"),
        ("2026-11-23T09:00:00Z", "2026-11-23T11:30:00+01:00"),
        ("lundi 10:00", "11h30"),
    ],
)
def test_work_is_recorded_from_its_start_to_its_end(acme, start, end):
    entry = add(acme, "--start", start, "--end", end, "--travel", "45m", "--public")
    wanted = {
        "type": "intervention",
        "mode": "remote",
        "start": "2026-11-23T10:00:00+01:00",
        "end": "2026-11-23T11:30:00+01:00",
        "technician": "nadia",
        "travel_seconds": 2700,
        "summary": "Registrar corrigé",
        "visibility": "public",
    }
    assert {name: entry.get(name) for name in wanted} == wanted
    assert acme.subjects()[0] == f"{acme.ref}: add an intervention"
    assert acme.trailer("Celyactl-Ticket") == acme.ref


def test_an_end_of_another_day_is_that_of_the_start(acme):
    acme.now += timedelta(days=1)
    entry = add(acme, "--start", "hier 16:00", "--end", "17:15")
    assert (entry["start"], entry["end"]) == ("2026-11-23T16:00:00+01:00", "2026-11-23T17:15:00+01:00")


def test_work_outside_the_coverage_is_marked_and_billable(acme):
    acme.now += timedelta(hours=9)
    entry = add(acme, "--start", "17:30", "--end", "18:30")
    assert (entry["out_of_hours"], entry["billable"]) == (True, True)
    within = add(acme, "--start", "17:00", "--end", "18:00")
    assert (within.get("out_of_hours", False), within.get("billable", False)) == (False, False)


def test_an_intervention_ends_the_response_clock(acme):
    add(acme, "--start", "10:00", "--end", "10:20")
    clocks = {clock["name"]: clock for clock in acme.ask("sla", "show", acme.ref)["clocks"]}
    assert clocks["response"]["met_at"] == "2026-11-23T10:00:00+01:00"


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["--start", "11:00", "--end", "10:00"], "end_before_start", 65),
        (["--start", "11:00", "--end", "13:00"], "at_in_the_future", 65),
        (["--start", "later", "--end", "13:00"], "instant_not_understood", 65),
        (["--start", "10:00", "--end", "11:00", "--technician", "nobody"], "unknown_member", 66),
        (["--start", "10:00", "--end", "11:00", "--travel", "2d"], "duration_not_understood", 65),
        (["--start", "10:00"], "missing_value", 2),
    ],
)
def test_what_can_not_have_been_is_refused(acme, words, code, exit_code):
    error = acme.refused("intervention", "add", acme.ref, "--mode", "remote", "--summary", "x", *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_the_interventions_of_a_ticket_are_listed_in_the_order_of_their_start(acme):
    add(acme, "--start", "11:00", "--end", "11:30")
    add(acme, "--start", "10:00", "--end", "10:30", "--travel", "15m")
    first, second = acme.ask("intervention", "list", acme.ref)
    assert first == {
        "ref": acme.ref,
        "client": "acme",
        "id": first["id"],
        "standing": "done",
        "mode": "remote",
        "start": "2026-11-23T10:00:00+01:00",
        "end": "2026-11-23T10:30:00+01:00",
        "seconds": 1800,
        "travel_seconds": 900,
        "arrival": None,
        "departure": None,
        "technician": "nadia",
        "site": None,
        "summary": "Registrar corrigé",
        "public": False,
        "out_of_hours": False,
        "billable": False,
    }
    assert second["start"] == "2026-11-23T11:00:00+01:00"
    assert acme.say("intervention", "list", acme.ref, "--lang", "en").splitlines()[1].startswith(acme.ref)


def test_the_interventions_of_all_tickets_are_listed_by_day(acme):
    add(acme, "--start", "10:00", "--end", "10:30")
    acme.now += timedelta(days=8)
    other = acme.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre")["ref"]
    acme.now += timedelta(hours=1)
    add(acme, "--start", "12:10", "--end", "12:30", ref=other)

    def listed(*words):
        return [one["ref"] for one in acme.ask("intervention", "list", *words)]

    assert listed() == [acme.ref, other]
    assert listed("--from", "2026-11-24") == [other]
    assert listed("--from", "2026-11-23", "--to", "2026-11-24") == [acme.ref]
    assert listed("--to", "2026-11-23") == []
    assert listed(acme.ref, "--from", "2026-11-24") == []
    assert listed(acme.ref) == [acme.ref]


def test_a_late_entry_is_found_on_the_day_of_the_work(acme):
    acme.now += timedelta(days=40)
    add(acme, "--start", "2026-11-23T10:00:00+01:00", "--end", "2026-11-23T10:30:00+01:00")
    assert acme.ask("intervention", "list") == []
    assert len(acme.ask("intervention", "list", "--from", "2026-11-23", "--to", "2026-11-24")) == 1


def test_a_ticket_that_can_not_be_read_hides_no_other(acme):
    add(acme, "--start", "10:00", "--end", "10:30")
    path = f"tickets/2026/11/{acme.ref}.yaml"
    other = acme.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre", *AT)["ref"]
    add(acme, "--start", "10:00", "--end", "10:30", ref=other)
    acme.edit(path, "\nstatus: new\n", "\nstatus: bogus\n")
    answer = acme.run("intervention", "list", "--json")
    assert [one["ref"] for one in answer.data] == [other]
    assert path in answer.warnings[0]


def test_a_period_turned_round_is_refused(acme):
    error = acme.refused("intervention", "list", "--from", "2026-11-23", "--to", "2026-11-23", "--lang", "en")
    assert (error["code"], error["exit"]) == ("period_turned_round", 2)
    assert error["message"].startswith("The period has no day (--from 2026-11-23, --to 2026-11-23)")


def test_work_before_the_ticket_opened_is_refused(acme):
    error = acme.refused(
        "intervention", "add", acme.ref, "--mode", "remote", "--summary", "x", "--start", "08:00", "--end", "08:30"
    )
    assert (error["code"], error["exit"]) == ("at_before_opening", 65)
    assert "--start" in error["message"]
    assert "--at" not in error["message"]


def test_work_that_is_not_over_names_its_end(acme):
    words = ["--mode", "remote", "--summary", "x", "--start", "11:00", "--end", "13:00"]
    message = acme.refused("intervention", "add", acme.ref, *words)["message"]
    assert ("--end" in message, "--at" in message) == (True, False)


def test_what_is_billable_is_said_and_what_was_promised_is_shown(acme):
    acme.now += timedelta(hours=9)
    words = ["intervention", "add", acme.ref, "--mode", "onsite", "--summary", "x", "--lang", "en"]
    urgent = acme.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne", "--priority", "P1", *AT)["ref"]
    late = acme.say(*words, "--start", "17:30", "--end", "18:30").splitlines()
    assert late == [f"{acme.ref}: on site, 1 h; outside service hours, billable"]
    within = acme.say(*words[:2], urgent, *words[3:], "--start", "09:00", "--end", "10:00").splitlines()
    assert within[0] == f"{urgent}: on site, 1 h"
    assert any(line.startswith("Response") for line in within[1:])
