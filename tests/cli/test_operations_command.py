"""Planned operations from the command line: Monday 23 November 2026, 9 o'clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from furnishing import done_once
from icalendar import Calendar

WINDOW = ("--start", "2026-11-25 19:00", "--end", "21:00")


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:1h:4h", "--coverage", "full")
    desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example", "--level", "3")
    return desk


def plan(desk, *more, window=WINDOW):
    words = ["--contract", "acme-2026", "--title", "Mise à jour", "--component", "ipbx", "--technician", "lea"]
    return desk.ask("operation", "plan", *words, *window, *more)


def test_a_client_reads_once_that_works_are_called_off_and_why(acme):
    ref = plan(acme)["ref"]
    acme.ask("operation", "announce", ref)
    acme.ask("operation", "cancel", ref, "Version repoussée")
    said = acme.say("ticket", "summary", ref)
    assert said.count("Les travaux prévus n’auront pas lieu") == 1
    assert "Les travaux prévus n’auront pas lieu\n    Version repoussée" in said
    assert "Le ticket est annulé" not in said


def restoration(desk):
    """The deadline of an incident that is reported at 18:00 on the evening of the operation."""
    desk.now = datetime.fromisoformat("2026-11-25T18:00:00+01:00")
    words = ["--contract", "acme-2026", "--title", "Panne", "--priority", "P1", "--component", "ipbx"]
    ref = desk.ask("ticket", "new", *words)["ref"]
    return desk.ask("sla", "show", ref)["clocks"][1]["due_at"]


def test_an_operation_is_one_ticket_opened_and_planned_in_one_commit(acme):
    before = len(acme.subjects())
    data = plan(acme, "--risk", "Coupure", "--rollback", "Ancienne version")
    assert len(acme.subjects()) == before + 1
    assert (data["kind"], data["priority"], data["assignee"], data["status"]) == ("operation", "P4", "lea", "assigned")
    assert data["operation"]["outcome"] == "open"
    assert data["journal"][1] == data["journal"][1] | {
        "type": "operation_planned",
        "components": ["ipbx"],
        "risk": "Coupure",
        "rollback": "Ancienne version",
    }
    assert acme.trailer("Celyactl-Op") == "operation.plan"
    shown = acme.say("ticket", "show", data["ref"])
    assert "mer. 25/11 19:00" in shown
    assert "pas annoncée" in shown


def test_announced_a_day_ahead_it_excludes_its_time_and_later_it_does_not(acme):
    ref = plan(acme)["ref"]
    answer = acme.run("operation", "announce", ref, "Coupure de dix minutes", "--json")
    entry = answer.data["journal"][-1]
    assert (entry["type"], entry["to"], entry["visibility"], answer.warnings) == (
        "operation_announced",
        ["claire"],
        "public",
        [],
    )
    assert [one["excludes"] for one in acme.ask("operation", "list")] == [True]
    assert "Travaux prévus le mercredi 25 nov. 2026" in acme.say("ticket", "summary", ref)
    assert restoration(acme) == "2026-11-26T00:00:00+01:00"


def test_a_late_notice_is_said_to_exclude_nothing(acme):
    ref = plan(acme)["ref"]
    acme.now = datetime.fromisoformat("2026-11-24T19:30:00+01:00")
    assert "24" in acme.run("operation", "announce", ref, "--json").warnings[0]
    assert [one["excludes"] for one in acme.ask("operation", "list")] == [False]
    assert restoration(acme) == "2026-11-25T22:00:00+01:00"


def test_another_window_has_to_be_announced_again(acme):
    ref = plan(acme)["ref"]
    acme.ask("operation", "announce", ref)
    again = acme.run("operation", "plan", ref, "--start", "2026-11-26 19:00", "--end", "20:00", "--json")
    assert f"celyactl operation announce {ref}" in again.warnings[0]
    assert again.data["operation"]["announced"] is None
    acme.ask("operation", "announce", ref)
    [one] = acme.ask("operation", "list")
    assert (one["start"], one["excludes"]) == ("2026-11-26T19:00:00+01:00", True)


@pytest.mark.parametrize(("end", "outcome"), [("20:30", "respected"), ("21:25", "overrun")])
def test_it_took_place_in_its_window_or_beyond(acme, end, outcome):
    ref = plan(acme)["ref"]
    acme.ask("operation", "announce", ref)
    acme.now = datetime.fromisoformat("2026-11-25T22:00:00+01:00")
    data = acme.ask("operation", "done", ref, "Coupure de sept minutes", "--start", "19:05", "--end", end)
    assert (data["status"], data["operation"]["outcome"]) == ("resolved", outcome)
    report = acme.ask("report", "annual", "acme-2026", "--year", "2026")
    assert [one["outcome"] for one in report["operations"]] == [outcome]
    assert ("25 min" in acme.say("operation", "list")) == (outcome == "overrun")
    assert acme.refused("operation", "announce", ref)["code"] == "operation_over"
    assert acme.ask("check")["findings"] == []


def test_its_window_is_taken_for_the_time_that_it_took(acme):
    ref = plan(acme)["ref"]
    assert acme.refused("operation", "done", ref)["code"] == "at_in_the_future"
    acme.now = datetime.fromisoformat("2026-11-25T20:00:00+01:00")
    done = acme.ask("operation", "done", ref, "--rolled-back")["operation"]
    assert (done["done_start"], done["done_end"], done["rolled_back"]) == (
        "2026-11-25T19:00:00+01:00",
        "2026-11-25T20:00:00+01:00",
        True,
    )
    for told in (acme.say("operation", "list"), acme.say("ticket", "show", ref)):
        assert "faite dans son créneau, puis retour en arrière" in " ".join(told.split())


def test_called_off_it_excludes_nothing_any_more(acme):
    ref = plan(acme)["ref"]
    acme.ask("operation", "announce", ref)
    gone = acme.ask("operation", "cancel", ref, "Reportée")
    assert (gone["status"], gone["operation"]["outcome"]) == ("cancelled", "cancelled")
    assert {entry["visibility"] for entry in gone["journal"][-2:]} == {"public"}
    assert [one["excludes"] for one in acme.ask("operation", "list")] == [False]
    assert restoration(acme) == "2026-11-25T22:00:00+01:00"


def test_the_months_on_the_terminal(acme):
    plan(acme)
    page = acme.say("operation", "list", "--calendar")
    assert "novembre 2026" in page
    assert "[23]" in page
    assert "25*" in page
    assert "décembre 2026" in page
    assert "Acme" not in page.partition("mer. 25/11 19:00")[0]
    assert max(map(len, page.splitlines())) <= 100


def test_the_calendar_of_a_client_holds_what_was_announced(acme, tmp_path):
    path = tmp_path / "travaux.ics"
    ref = plan(acme, "--risk", "Le secours n'a jamais été essayé")["ref"]
    acme.ask("operation", "list", "--public", "--ics", path)
    assert Calendar.from_ical(path.read_bytes()).walk("VEVENT") == []
    acme.ask("operation", "announce", ref)
    acme.ask("operation", "list", "--public", "--client", "acme", "--ics", path)
    [event] = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(event["SUMMARY"]) == "CELYA\u00a0: travaux prévus"
    assert b"secours" not in path.read_bytes()
    acme.ask("operation", "list", "--ics", path)
    assert b"secours" in path.read_bytes()


def test_the_board_shows_what_is_ahead_and_what_nobody_recorded(acme):
    ref = plan(acme)["ref"]
    data = acme.ask("board")
    assert ([one["ref"] for one in data["ahead"]], data["today"], data["unrecorded"]) == ([ref], [], [])
    assert "Les sept jours qui viennent (1)" in acme.say("board")
    acme.now += timedelta(days=2)
    assert [one["ref"] for one in acme.ask("board")["today"]] == [ref]
    acme.now += timedelta(days=1)
    data = acme.ask("board")
    assert ([one["ref"] for one in data["unrecorded"]], data["ahead"], data["today"]) == ([ref], [], [])


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("announce", "{incident}"), "not_an_operation", 65),
        (("done", "{bare}"), "no_operation_planned", 65),
        (("plan", "{bare}", "--start", "2026-11-20 10:00", "--end", "11:00"), "window_is_over", 65),
        (("plan", "{bare}", "--start", "2026-11-25 12:00", "--end", "11:00"), "end_before_start", 65),
        (("plan", "{bare}", *WINDOW, "--component", "lune"), "unknown_component", 66),
        (("plan", *WINDOW), "value_needed", 2),
        (("plan", "{bare}", *WINDOW, "--title", "x"), "option_out_of_place", 2),
        (("announce", "{planned}", "--to", "nobody"), "unknown_contact", 66),
        (("cancel", "{planned}", " "), "empty_text", 2),
        (("list", "--client", "nobody"), "unknown_client", 66),
        (("list", "--from", "2026-11-23", "--to", "2026-11-22"), "period_turned_round", 2),
    ],
)
def test_what_is_refused(acme, words, code, exit_code):
    opened = ["ticket", "new", "--contract", "acme-2026", "--title", "x"]
    refs = {"incident": acme.ask(*opened)["ref"], "bare": acme.ask(*opened, "--kind", "operation")["ref"]}
    refs["planned"] = plan(acme)["ref"]
    error = acme.refused("operation", *(word.format(**refs) for word in words))
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_only_what_is_missing_is_asked_for(acme):
    message = acme.refused("operation", "plan", *WINDOW, "--title", "x")["message"]
    assert "--contract" in message
    assert "--title" not in message


def test_a_trial_opens_no_ticket(acme):
    before = acme.git("rev-parse", "HEAD")
    words = ["operation", "plan", "--contract", "acme-2026", "--title", "Mise à jour", *WINDOW]
    assert "--dry-run" in acme.say(*words, "--dry-run")
    assert acme.git("rev-parse", "HEAD") == before


def test_on_a_closed_day_what_is_planned_has_no_time_that_counts(acme):
    acme.sell("office-2026", "--start", "2026-01-01", "--target", "P4:1h:4h", "--coverage", "business", client="Zoé")
    acme.now = datetime.fromisoformat("2026-11-22T10:00:00+01:00")
    words = ["--contract", "office-2026", "--title"]
    assert acme.run("ticket", "new", *words, "Panne", "--json").warnings != []
    assert acme.run("operation", "plan", *words, "Mise à jour", *WINDOW, "--json").warnings == []
