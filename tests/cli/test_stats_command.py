"""Tickets by month as people, programs and browsers see them."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from furnishing import done_once

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
@done_once
def year(desk):
    """Two tickets in October, one of them restored after 90 covered minutes; one in November, one cancelled."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    desk.now = datetime.fromisoformat("2026-10-16T17:30:00+02:00")
    ref = new(desk, "P2")
    new(desk, "P3")
    desk.now = datetime.fromisoformat("2026-10-19T09:00:00+02:00")
    desk.ask("ticket", "cause", ref, "Câble")
    desk.ask("ticket", "restore", ref)
    desk.now = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
    desk.ask("ticket", "cancel", new(desk, "P1"), "Essai")
    new(desk, "P1")
    return desk


def new(desk, priority):
    words = ["--contract", "acme-2026", "--title", "Plus de tonalité", "--priority", priority]
    return desk.ask("ticket", "new", *words)["ref"]


def test_months_count_tickets_by_priority_and_covered_time_to_restore(year):
    october, november = year.ask("stats", "--months", "2")
    assert october == {
        "month": "2026-10",
        "opened": 2,
        "by_priority": {"P2": 1, "P3": 1},
        "restored": 1,
        "median_seconds": 5400,
        "p90_seconds": 5400,
        "max_seconds": 5400,
    }
    assert (november["opened"], november["by_priority"], november["median_seconds"]) == (1, {"P1": 1}, None)
    assert len(year.ask("stats")) == 12


def test_a_query_or_a_contract_narrows_it(year):
    assert [month["opened"] for month in year.ask("stats", "prio:P3", "--months", "2")] == [1, 0]
    assert [month["opened"] for month in year.ask("stats", "--contract", "acme-2026", "--months", "2")] == [2, 1]
    assert year.refused("stats", "--contract", "x")["exit"] == 66
    assert year.refused("stats", "prioo:P3")["exit"] == 2


def test_the_table_fits_a_terminal_and_shows_bars(year):
    page = year.say("stats", "--months", "2")
    row = next(line for line in page.splitlines() if line.startswith("oct. 2026"))
    assert row.split() == ["oct.", "2026", "-", "1", "1", "-", "2", "▓" * 14, "1", "1", "h", "30", "1", "h", "30"]
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize("plot", ["tickets", "restoration"])
def test_the_plot_is_the_same_each_time_and_nothing_in_it_runs(year, tmp_path, plot):
    for name in ("one.svg", "two.svg"):
        year.ask("stats", "--months", "2", "--plot", plot, "--svg", tmp_path / name)
    text = (tmp_path / "one.svg").read_text()
    assert text == (tmp_path / "two.svg").read_text()
    assert "<!--" not in text
    root = ET.fromstring(text)
    assert [element for element in root.iter() if element.tag == f"{SVG}script"] == []
    assert "oct. 2026" in root.find(f"{SVG}desc").text
    assert "http" not in "".join(element.get("href", "") for element in root.iter())


def test_a_desk_without_tickets_has_a_plot_too(desk, tmp_path):
    desk.sell("acme-2026")
    assert [month["opened"] for month in desk.ask("stats", "--months", "1", "--svg", tmp_path / "a.svg")] == [0]
    assert (tmp_path / "a.svg").exists()


def test_a_file_that_can_not_be_written_is_named(year, tmp_path):
    error = year.refused("stats", "--svg", tmp_path / "nowhere" / "a.svg")
    assert error["exit"] == 73


def test_a_contract_that_nobody_can_reckon_with_hides_no_ticket(year):
    year.edit("contracts/acme/acme-2026.yaml", 'coverage: "business"', 'coverage: "nuit"')
    answer = year.run("stats", "--months", "2", "--json")
    assert [month["opened"] for month in answer.data] == [2, 1]
    assert [month["restored"] for month in answer.data] == [0, 0]
    assert any("nuit" in warning for warning in answer.warnings)
