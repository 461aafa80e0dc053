"""`celyactl report annual`: the figures of a period, as a commit tells them."""

from __future__ import annotations

import json

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    return desk


def opened(sold, title):
    return sold.ask("ticket", "new", "--contract", "acme-2026", "--title", title, "--priority", "P1", "--ack")["ref"]


def annual(sold, *more):
    return sold.ask("report", "annual", "acme-2026", "--year", "2026", *more)


def test_a_contract_without_tickets_has_a_report(sold):
    found = annual(sold)
    assert (found["tickets"]["opened"], found["response"]["count"], found["response"]["rate"]) == (0, 0, None)
    assert found["commit"] == sold.git("rev-parse", "HEAD")


def test_the_figures_are_those_of_the_period(sold):
    opened(sold, "Plus de tonalité")
    found = annual(sold, "--format", "json")
    assert (found["tickets"]["opened"], found["tickets"]["by_priority"], found["response"]["met"]) == (1, {"P1": 1}, 1)
    other = sold.ask("report", "annual", "acme-2026", "--from", "2026-01-01", "--to", "2026-11-23")
    assert (other["tickets"]["opened"], other["period"]) == (0, {"start": "2026-01-01", "end": "2026-11-23"})


def test_a_report_is_made_again_as_an_older_commit_tells_it(sold):
    opened(sold, "Plus de tonalité")
    before, commit = annual(sold), sold.git("rev-parse", "HEAD")
    opened(sold, "Encore")
    assert annual(sold)["tickets"]["opened"] == 2
    assert annual(sold, "--as-of", commit) == before


def test_a_report_is_written_where_it_is_asked_to(sold, tmp_path):
    said = sold.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(tmp_path / "2026.json"))
    written = json.loads((tmp_path / "2026.json").read_text(encoding="utf-8"))
    assert written == annual(sold)
    assert said["figures"] == written["figures"]


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        ((), "period_needed", 2),
        (("--year", "2026", "--from", "2026-01-01"), "period_needed", 2),
        (("--from", "2026-06-01", "--to", "2026-01-01"), "period_turned_round", 2),
        (("--from", "2026-06-01", "--to", "2026-06-01"), "period_turned_round", 2),
        (("--term", "previous"), "no_former_term", 66),
        (("--year", "2026", "--as-of", "nowhere"), "unknown_commit", 66),
    ],
)
def test_what_is_no_report_is_refused(sold, words, code, exit_code):
    error = sold.refused("report", "annual", "acme-2026", *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_what_nobody_reported_is_in_no_count_of_how_people_reach_us(sold):
    opened(sold, "Écho")
    window = ("--start", "2026-12-01 19:00", "--end", "21:00")
    ref = sold.ask("operation", "plan", "--contract", "acme-2026", "--title", "Mise à jour", *window)["ref"]
    tickets = annual(sold)["tickets"]
    assert (tickets["by_kind"], tickets["by_origin"]) == ({"incident": 1, "operation": 1}, {"phone": 1})
    shown = sold.say("ticket", "show", ref, "--lang", "en")
    assert ": opened the ticket\n" in shown
    assert "telephone" not in shown


def test_an_unknown_contract_has_no_report(sold):
    assert sold.refused("report", "annual", "acme", "--year", "2026")["exit"] == 66


def test_a_name_that_tells_no_form_is_refused_before_anything_is_written(sold, tmp_path):
    path = tmp_path / "report.docx"
    assert sold.refused("report", "annual", "acme-2026", "--year", "2026", "--output", path)["exit"] == 2
    assert not path.exists()
