"""Interventions to come: planned, moved, made, called off; Monday 23 November 2026, noon."""

from __future__ import annotations

import shlex
from datetime import timedelta

import pytest
from furnishing import done_once
from icalendar import Calendar

TUESDAY = ("--start", "mardi 14:00", "--end", "15:30")


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P3:1h:8h")
    site = ["--name", "Siège", "--address", "1 rue Haute", "--postcode", "57000", "--city", "Metz"]
    desk.ask("client", "site", "add", "acme", "siege", *site)
    desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example", "--level", "2")
    words = ["--contract", "acme-2026", "--title", "Panne", "--site", "siege", "--at", "2026-11-23T08:10:00+01:00"]
    desk.ref = desk.ask("ticket", "new", *words)["ref"]
    desk.now += timedelta(hours=3)
    return desk


def plan(desk, *more, mode="onsite", window=TUESDAY):
    return desk.ask("intervention", "plan", desk.ref, "--mode", mode, *window, *more)


def test_a_visit_is_planned_shown_and_told(acme):
    answer = plan(acme, "--technician", "lea", "--summary", "Changer la carte", "--public")
    entry = answer["journal"][-1]
    assert (entry["type"], entry["start"], entry["technician"], entry["site"]) == (
        "intervention_planned",
        "2026-11-24T14:00:00+01:00",
        "lea",
        "siege",
    )
    assert (answer["intervention"]["end"], answer["intervention"]["standing"]) == (
        "2026-11-24T15:30:00+01:00",
        "planned",
    )
    assert acme.trailer("Celyactl-Op") == "intervention.plan"
    assert "mar. 24/11 14:00\N{EN DASH}15:30" in acme.say("ticket", "show", acme.ref)
    assert "24 nov. 2026" in acme.say("ticket", "summary", acme.ref)


def test_what_the_client_does_not_know_and_what_is_billable_is_said(acme):
    words = ["intervention", "plan", acme.ref, "--mode", "onsite", "--lang", "en"]
    warned = acme.run(*words, "--start", "2026-11-28 10:00", "--end", "11:00").stderr
    assert "The client was not told" in warned
    assert "billable" in warned
    assert acme.run(*words, *TUESDAY, "--public").stderr == ""


def test_an_intervention_that_a_settled_ticket_leaves_behind_is_told(acme):
    plan(acme, "--public")
    acme.ask("ticket", "cause", acme.ref, "Câble débranché")
    acme.ask("ticket", "restore", acme.ref)
    for verb in ("resolve", "close"):
        [warning] = acme.run("ticket", verb, acme.ref, "--json").warnings
        assert f"celyactl intervention cancel {acme.ref} --which" in warning
    summary = acme.say("ticket", "summary", acme.ref).replace("\N{NO-BREAK SPACE}", " ")
    assert "Une intervention avait été prévue : mardi 24 nov. 2026, de 14:00 à 15:30" in summary
    assert "Intervention prévue" not in summary


def test_who_came_is_named_and_not_who_wrote_it_down(acme):
    words = ["--mode", "onsite", "--start", "2026-11-23 08:10", "--end", "08:20", "--technician", "lea"]
    acme.ask("intervention", "add", acme.ref, *words, "--summary", "Carte changée", "--public")
    assert "Léa Martin\N{NO-BREAK SPACE}: Intervention sur votre site" in acme.say("ticket", "summary", acme.ref)


def test_somebody_who_is_expected_elsewhere_is_named(acme):
    plan(acme, "--technician", "lea", "--public")
    other = acme.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre")["ref"]
    words = ["intervention", "plan", other, "--mode", "remote", "--public", "--technician", "lea", "--json"]
    assert acme.ref in acme.run(*words, "--start", "2026-11-24 15:00", "--end", "16:00").warnings[0]
    assert acme.run(*words, "--start", "2026-11-25 15:30", "--end", "16:00").warnings == []


def test_a_move_keeps_length_technician_and_what_the_client_knows(acme):
    plan(acme, "--technician", "lea", "--public")
    moved = acme.ask("intervention", "move", acme.ref, "--start", "jeudi 9:00", "À votre demande")
    entry, visit = moved["journal"][-1], moved["intervention"]
    assert (entry["type"], entry["visibility"], entry["text"]) == ("intervention_moved", "public", "À votre demande")
    assert (visit["start"], visit["end"]) == ("2026-11-26T09:00:00+01:00", "2026-11-26T10:30:00+01:00")
    assert (visit["technician"], visit["sequence"]) == ("lea", 1)


def test_a_move_to_where_it_is_records_nothing(acme):
    plan(acme, "--technician", "lea", "--public")
    commits = len(acme.subjects())
    words = ["intervention", "move", acme.ref, "--start", "mardi 14:00", "--json"]
    same = acme.run(*words, "--technician", "lea", "--lang", "en")
    assert (same.warnings, same.data["intervention"]["sequence"]) == (["Nothing changed."], 0)
    assert len(acme.subjects()) == commits
    assert acme.run(*words, "Confirmé").data["intervention"]["sequence"] == 1
    assert len(acme.subjects()) == commits + 1


def test_a_part_that_the_installation_does_not_know_is_said_with_the_command_that_tells_it(acme):
    words = ["intervention", "add", acme.ref, "--mode", "onsite", "--start", "10:00", "--end", "11:00"]
    more = ["--summary", "Carte", "--part", "ipbx=A1/B 2", "--part", "Onduleur=/U7", "--lang", "en", "--json"]
    [said] = acme.run(*words, *more).warnings
    command = f"celyactl component replace acme ipbx --serial-in 'B 2' --ticket {acme.ref}"
    assert said == f"ipbx keeps serial number - on record: `{command}` records B 2."
    acme.run(*shlex.split(command)[1:])
    assert acme.ask("component", "show", "acme", "ipbx")["serial"] == "B 2"
    assert acme.run(*words, *more).warnings == []


def test_work_that_was_planned_is_made_as_planned_unless_said(acme):
    planned = plan(acme, "--technician", "lea", "--public")["intervention"]["id"]
    acme.now += timedelta(days=1, hours=6)
    words = ["--start", "14:05", "--end", "15:40", "--arrival", "14:00", "--departure", "15:45", "--travel", "45m"]
    parts = ["--part", "ipbx=A:1/B-2", "--part", "Onduleur=/U7", "--test", "Appel=abouti", "--failed", "Fax"]
    entry = acme.ask("intervention", "done", acme.ref, *words, *parts, "--summary", "Carte changée")["journal"][-1]
    assert (entry["planned"], entry["mode"], entry["technician"], entry["site"]) == (planned, "onsite", "lea", "siege")
    assert (entry["arrival"], entry["departure"]) == ("2026-11-24T14:00:00+01:00", "2026-11-24T15:45:00+01:00")
    assert entry["parts"] == [
        {"component": "ipbx", "serial_out": "A:1", "serial_in": "B-2"},
        {"product": "Onduleur", "serial_in": "U7"},
    ]
    assert entry["tests"] == [
        {"item": "Appel", "done": True, "result": "abouti"},
        {"item": "Fax", "done": False},
    ]
    assert acme.ask("intervention", "list", "--planned") == []
    assert acme.ask("check")["findings"] == []


def test_a_visit_that_is_called_off_is_planned_no_more(acme):
    plan(acme, "--public")
    gone = acme.ask("intervention", "cancel", acme.ref, "Réglé à distance")
    assert (gone["journal"][-1]["visibility"], gone["intervention"]["standing"]) == ("public", "cancelled")
    assert acme.refused("intervention", "cancel", acme.ref)["code"] == "nothing_planned"


def test_of_several_one_is_named_by_the_end_of_its_id(acme):
    first = plan(acme, "--public")["intervention"]["id"]
    plan(acme, mode="remote", window=("--start", "jeudi 9:00", "--end", "10:00"))
    error = acme.refused("intervention", "cancel", acme.ref)
    assert (error["code"], error["exit"]) == ("which_visit", 2)
    assert first[-6:] in error["message"]
    assert acme.refused("intervention", "cancel", acme.ref, "--which", "ZZZZ")["code"] == "which_visit"
    acme.ask("intervention", "cancel", acme.ref, "--which", first[-6:].lower())
    assert [one["mode"] for one in acme.ask("intervention", "list", "--planned")] == ["remote"]


@pytest.mark.parametrize(("option", "code"), [("--technician", "unknown_member"), ("--client", "unknown_client")])
def test_a_list_for_somebody_unknown_is_refused(acme, option, code):
    error = acme.refused("intervention", "list", option, "nobody")
    assert (error["code"], error["exit"]) == (code, 66)


def test_who_lists_what_was_made_is_told_how_to_see_what_is_to_come(acme):
    plan(acme)
    assert "--planned shows those to come" in acme.say("intervention", "list", "--lang", "en")
    assert "--planned shows" not in acme.say("intervention", "list", "--planned", "--lang", "en")


def test_the_plan_of_one_technician_as_a_calendar(acme, tmp_path):
    plan(acme, "--technician", "lea", "--summary", "Carte, puis essais", "--public")
    plan(acme, mode="remote", window=("--start", "jeudi 9:00", "--end", "10:00"))
    path = tmp_path / "lea.ics"
    acme.ask("intervention", "list", "--planned", "--technician", "lea", "--ics", path)
    [event] = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event["DTSTART"].to_ical() == b"20261124T130000Z"
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (
        "Acme\u00a0: Panne (sur site)",
        "Siège, 1 rue Haute, 57000 Metz",
    )
    uid = str(event["UID"])
    acme.ask("intervention", "move", acme.ref, "--start", "jeudi 15:00", "--which", uid[:26][-6:])
    acme.ask("intervention", "list", "--planned", "--technician", "lea", "--ics", path)
    [again] = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert (str(again["UID"]), int(again["SEQUENCE"])) == (uid, 1)


def test_the_calendar_of_a_client_holds_what_it_was_told_only(acme, tmp_path):
    plan(acme, "--technician", "lea", "--summary", "Prévoir le pass du gardien")
    ident = plan(acme, mode="remote", window=("--start", "jeudi 9:00", "--end", "10:00"))["intervention"]["id"]
    acme.ask("intervention", "move", acme.ref, "--start", "vendredi 9:00", "--which", ident[-6:], "--public")
    path = tmp_path / "acme.ics"
    acme.ask("intervention", "list", "--planned", "--client", "acme", "--public", "--ics", path)
    [event] = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(event["SUMMARY"]) == "CELYA\u00a0: intervention à distance"
    assert b"gardien" not in path.read_bytes()


def test_a_window_that_is_over_waits_to_be_recorded(acme):
    plan(acme, "--public")
    acme.now += timedelta(days=2)
    assert [one["standing"] for one in acme.ask("intervention", "list", "--planned")] == ["overdue"]


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("plan", "--mode", "onsite", "--start", "2026-11-24 15:00", "--end", "14:00"), "end_before_start", 65),
        (("plan", "--mode", "onsite", "--start", "2026-11-23 10:00", "--end", "11:00"), "window_is_over", 65),
        (("plan", "--mode", "onsite", *TUESDAY, "--site", "lune"), "unknown_site", 66),
        (("plan", "--mode", "onsite", *TUESDAY, "--technician", "nobody"), "unknown_member", 66),
        (("move", "--start", "jeudi 9:00"), "nothing_planned", 66),
        (("done", "--start", "10:00", "--end", "11:00", "--summary", "x"), "nothing_planned", 66),
        (
            *(("add", "--mode", "remote", "--start", "10:00", "--end", "11:00", "--summary", "x", "--part", "ipbx"),),
            *("part_not_understood", 2),
        ),
        (
            *(("add", "--mode", "onsite", "--start", "10:00", "--end", "11:00", "--summary", "x"),),
            *("left_before_arrival", 65),
        ),
    ],
)
def test_what_can_not_be_planned_or_have_been(acme, words, code, exit_code):
    verb, *more = words
    turned = ["--arrival", "10:30", "--departure", "10:00"] if code == "left_before_arrival" else []
    error = acme.refused("intervention", verb, acme.ref, *more, *turned)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_a_trial_records_nothing(acme):
    before = acme.git("rev-parse", "HEAD")
    words = ["intervention", "plan", acme.ref, "--mode", "onsite", *TUESDAY, "--public"]
    assert "--dry-run" in acme.say(*words, "--dry-run")
    assert acme.git("rev-parse", "HEAD") == before
