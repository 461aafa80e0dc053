"""The rota from the command line: Monday 23 November 2026, Malik and Ines take turns."""

from __future__ import annotations

from datetime import datetime

import pytest
from furnishing import done_once
from icalendar import Calendar

ROTA = """oncall:
  - since: "2026-11-23"
    until: "2026-11-30"
    people:
      - "malik"
      - "ines"
    coverages:
      - "extended"
      - "full"
  - since: "2026-11-30"
    until: "2026-12-07"
    people:
      - "ines"
      - "malik"
    coverages:
      - "extended"
      - "full"
"""


@pytest.fixture
@done_once
def rota(desk):
    desk.ask(
        "team",
        "add",
        "malik",
        "--name",
        "Malik Benaïssa",
        "--email",
        "malik@celya.example",
        "--phone",
        "06 39 98 10 12",
    )
    desk.ask("team", "add", "ines", "--name", "Inès Carvalho", "--email", "ines@celya.example")
    path = desk.path / "desk.yaml"
    path.write_text(path.read_text(encoding="utf-8") + ROTA, encoding="utf-8")
    desk.git("commit", "-qam", "by hand")
    return desk


def test_who_is_on_call_and_who_follows(rota):
    data = rota.ask("oncall", "show")
    assert [one["id"] for one in data["on_call"]] == ["malik", "ines"]
    assert (data["at_work"], data["until"], data["planned_until"]) == (True, "2026-11-30", "2026-12-07")
    assert data["handovers"] == [
        {"day": "2026-11-30", "before": "malik", "after": "ines"},
        {"day": "2026-12-07", "before": "ines", "after": None},
    ]
    night = rota.say("oncall", "show", "--at", "2026-11-30T20:00")
    assert night.startswith("D’astreinte lun. 30/11 20:00\u00a0: Inès Carvalho, Malik Benaïssa (06 39 98 10 12)\n")


def test_a_rota_that_ends_too_soon_is_warned_of(rota):
    assert "L3121-12" in rota.run("oncall", "show").stderr
    rota.now = datetime.fromisoformat("2026-11-22T09:00:00+01:00")
    assert [one for one in rota.run("oncall", "show", "--at", "2026-11-23T09:00", "--json").warnings if "7 déc" in one]


def test_the_hours_of_a_month_by_person(rota):
    rota.sell("acme-2026", "--coverage", "full")
    ref = rota.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
    rota.now = datetime.fromisoformat("2026-11-26T09:00:00+01:00")
    work = ["--mode", "remote", "--technician", "malik", "--summary", "Registrar refait"]
    rota.ask("intervention", "add", ref, "--start", "2026-11-25T02:00", "--end", "2026-11-25T03:30", *work)
    rota.ask("intervention", "add", ref, "--start", "2026-11-25T17:00", "--end", "2026-11-25T18:30", *work)
    month = rota.ask("oncall", "show", "--month", "2026-11")["month"]
    week = 7 * 24 * 3600 - 50 * 3600
    monday = 14 * 3600
    assert month["people"] == [
        {"id": "malik", "duty_seconds": week, "reserve_seconds": monday, "intervention_seconds": 2 * 3600},
        {"id": "ines", "duty_seconds": monday, "reserve_seconds": week, "intervention_seconds": 0},
    ]
    [rest] = month["short_rests"]
    assert (rest["id"], rest["resume"]) == ("malik", "2026-11-25T13:30:00+00:00")
    page = rota.run("oncall", "show", "--month", "2026-11")
    assert "Astreinte en 11/2026" in page.stdout
    assert "L3131-1" in page.stderr
    assert "14:30" in page.stderr


def test_the_rota_as_a_calendar(rota, tmp_path):
    path = tmp_path / "astreintes.ics"
    assert rota.ask("oncall", "show", "--ics", path)["ics"] == str(path)
    first, second = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(first["SUMMARY"]) == "Astreinte\u00a0: Malik Benaïssa, Inès Carvalho"
    assert (first["DTSTART"].dt.isoformat(), first["DTEND"].dt.isoformat()) == ("2026-11-23", "2026-11-30")
    assert first["UID"] != second["UID"]
    before = path.read_bytes()
    rota.ask("oncall", "show", "--ics", path)
    assert path.read_bytes() == before


def test_a_name_that_would_be_another_line_stays_in_its_own(rota, tmp_path):
    rota.edit("desk.yaml", '"Inès Carvalho"', '"Inès, chef; END:VEVENT \\\\ x"')
    path = tmp_path / "astreintes.ics"
    rota.ask("oncall", "show", "--ics", path)
    assert len(Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == 2


def test_two_people_change_places_for_some_days(rota):
    answer = rota.run("oncall", "swap", "malik", "ines", "--from", "2026-11-25", "--to", "2026-11-27")
    assert answer.exit_code == 0
    assert "malik et ines échangent leurs astreintes du 25 nov. 2026 au 26 nov. 2026 inclus" in answer.stdout
    assert "L3121-12" in answer.stderr
    assert rota.trailer("Celyactl-Op") == "oncall.swap malik"
    firsts = [
        rota.ask("oncall", "show", "--at", f"2026-11-{day}T20:00")["on_call"][0]["id"] for day in (24, 25, 26, 27)
    ]
    assert firsts == ["malik", "ines", "ines", "malik"]
    assert rota.ask("check")["findings"] == []


def test_a_calendar_without_a_place_is_refused(rota, tmp_path):
    error = rota.refused("oncall", "show", "--ics", tmp_path / "nowhere" / "astreintes.ics")
    assert (error["code"], error["exit"]) == ("file_not_saved", 73)


def test_a_swap_lasts_to_the_end_of_the_duty(rota):
    data = rota.ask("oncall", "swap", "malik", "nadia", "--from", "2026-12-02")
    assert (data["since"], data["until"]) == ("2026-12-02", "2026-12-07")
    assert [duty["people"] for duty in data["oncall"]] == [["malik", "ines"], ["ines", "malik"], ["ines", "nadia"]]


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["oncall", "swap", "nadia", "nadia", "--from", "2026-11-24"], "not_on_call", 65),
        (["oncall", "swap", "malik", "ines", "--from", "2027-11-24"], "nobody_on_call", 65),
        (["oncall", "swap", "malik", "personne", "--from", "2026-11-24"], "unknown_member", 66),
        (["oncall", "show", "--month", "novembre"], "month_not_understood", 2),
    ],
)
def test_what_makes_no_sense_is_refused(rota, words, code, status):
    error = rota.refused(*words)
    assert (error["code"], error["exit"]) == (code, status)


def test_a_period_is_filled_with_people_in_turn(rota):
    answer = rota.run("oncall", "plan", "malik", "ines", "nadia", "--from", "2027-01-04", "--to", "2027-01-20")
    assert answer.exit_code == 0, answer.stderr
    assert "du 4 janv. 2027 au 10 janv. 2027 inclus : malik, puis ines, puis nadia" in answer.stdout.replace(
        "\xa0", " "
    )
    assert rota.trailer("Celyactl-Op") == "oncall.plan 2027-01-04"
    firsts = [rota.ask("oncall", "show", "--at", f"2027-01-{day}T20:00")["on_call"] for day in ("04", "11", "19", "20")]
    assert [found[0]["id"] if found else None for found in firsts] == ["malik", "ines", "nadia", None]
    assert rota.ask("check")["findings"] == []
    words = ("--from", "2027-01-19", "--to", "2027-02-01")
    assert rota.refused("oncall", "plan", "malik", *words)["code"] == "rota_taken"
    assert rota.refused("oncall", "plan", "malik", "malik", *words)["code"] == "named_twice"
    assert rota.refused("oncall", "plan", "malik", *words, "--coverage", "lunaire")["code"] == "unknown_coverage"
    assert rota.refused("oncall", "plan", "malik", "--from", "2027-02-01", "--to", "2027-02-01")["exit"] == 2


def test_a_plan_at_short_notice_is_warned_of_and_a_trial_records_nothing(rota):
    before = rota.git("rev-parse", "HEAD")
    words = ("oncall", "plan", "malik", "--from", "2026-12-07", "--to", "2026-12-14", "--days", "3", "--dry-run")
    answer = rota.run(*words, "--json")
    assert "L3121-12" in " ".join(answer.warnings)
    assert [duty["until"] for duty in answer.data] == ["2026-12-10", "2026-12-13", "2026-12-14"]
    assert rota.git("rev-parse", "HEAD") == before


def test_an_empty_rota_is_told_as_such(desk):
    assert "personne" in desk.say("oncall", "show")


def test_the_handover_lists_what_may_ring_at_night(rota):
    rota.sell("nuit", "--coverage", "full", "--target", "P2:1h:8h")
    rota.sell("jour", "--coverage", "business", "--target", "P1:1h:8h")
    new = ["ticket", "new", "--title", "Plus de tonalité", "--contract"]
    night = rota.ask(*new, "nuit", "--priority", "P2")["ref"]
    urgent = rota.ask(*new, "jour", "--priority", "P1")["ref"]
    rota.ask(*new, "jour", "--priority", "P3")
    assert {one["ref"] for one in rota.ask("oncall", "handover")} == {night, urgent}
    assert night in rota.say("oncall", "handover")
