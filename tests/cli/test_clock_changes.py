"""Acts around a change of clocks: instants compare as instants, not as what a wall clock shows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from furnishing import done_once

SECOND_TWO_TEN = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10+01:00, the hour that comes twice
FIRST_TWO_FIFTY = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 02:50+02:00


@pytest.fixture
@done_once
def ref(desk):
    desk.sell("acme", "--start", "2026-01-01", "--coverage", "full")
    desk.now = FIRST_TWO_FIFTY
    return desk.run("ticket", "new", "--contract", "acme", "--title", "Panne", "--json").data["ref"]


def test_twenty_minutes_ago_is_past_though_its_wall_clock_is_ahead(desk, ref):
    desk.now = SECOND_TWO_TEN
    assert desk.run("ticket", "note", ref, "vu", "--at", "2026-10-25T02:50:00+02:00").exit_code == 0


def test_twenty_minutes_ahead_is_the_future_though_its_wall_clock_is_behind(desk, ref):
    assert desk.run("ticket", "note", ref, "vu", "--at", "2026-10-25T02:10:00+01:00").exit_code == 65


def test_an_hour_is_inside_service_hours_when_the_clock_skips_one(desk):
    desk.sell("acme", "--start", "2026-01-01", "--coverage", "full")
    desk.now = datetime(2026, 3, 29, 6, tzinfo=UTC)
    opened = ("ticket", "new", "--contract", "acme", "--title", "Nuit", "--at", "2026-03-29T01:00:00+01:00", "--json")
    ref = desk.run(*opened).data["ref"]
    times = ("--start", "2026-03-29T01:30:00+01:00", "--end", "2026-03-29T03:30:00+02:00")
    done = desk.run("intervention", "add", ref, "--mode", "remote", *times, "--summary", "fait")
    assert done.exit_code == 0
    assert "out_of_hours" not in desk.read(f"tickets/2026/03/{ref}.yaml")


def test_three_quarters_of_an_hour_are_work_though_the_wall_clock_goes_back(desk, ref):
    desk.now = datetime(2026, 10, 25, 6, tzinfo=UTC)
    times = ("--start", "2026-10-25T02:50:00+02:00", "--end", "2026-10-25T02:35:00+01:00")
    done = desk.run("intervention", "add", ref, "--mode", "remote", *times, "--summary", "fait")
    assert done.exit_code == 0
