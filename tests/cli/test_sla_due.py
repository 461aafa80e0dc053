"""The worked examples of docs/sla.md that need neither contract nor desk."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-11-20T17:30 1h business FR", "2026-11-23T08:30:00+01:00"),
        ("2026-11-20T17:30 8h business FR", "2026-11-23T15:30:00+01:00"),
        ("2026-11-10T16:00 4h business FR", "2026-11-12T10:00:00+01:00"),
        ("2027-03-26T17:00 8h business FR", "2027-03-30T15:00:00+02:00"),
        ("2027-03-27T23:00+01:00 4h full FR", "2027-03-28T04:00:00+02:00"),
        ("2026-10-24T23:30+02:00 4h full FR", "2026-10-25T02:30:00+01:00"),
        ("2026-12-26T22:30 30m extended FR", "2026-12-26T23:00:00+01:00"),
        ("2026-12-26T22:30 4h extended FR", "2026-12-27T10:30:00+01:00"),
        ("2026-04-02T17:00 4h business FR", "2026-04-03T11:00:00+02:00"),
        ("2026-04-02T17:00 4h business FR-57", "2026-04-07T11:00:00+02:00"),
        ("2026-11-05T16:20 5d business FR", "2026-11-13T16:20:00+01:00"),
        ("2026-11-21T10:00 0m business FR", "2026-11-23T08:00:00+01:00"),
    ],
)
def test_a_deadline_needs_no_desk(run, asked, expected):
    start, target, coverage, holidays = asked.split(" ")
    words = ["--from", start, "--target", target, "--coverage", coverage, "--holidays", holidays]
    assert run("sla", "due", *words, "--json").data["due_at"] == expected


def test_people_read_a_whole_date(run):
    words = ["--from", "2026-11-20T17:30", "--target", "8h", "--coverage", "business", "--lang", "en"]
    assert run("sla", "due", *words).stdout == (
        "8 h from Friday 20 Nov 2026 at 17:30: due Monday 23 Nov 2026 at 15:30\n"
    )


def test_a_contract_s_own_coverage_and_holidays_count(desk):
    desk.sell("moselle", "--start", "2026-01-01", "--holidays", "FR-57")
    words = ["--from", "2026-04-02T17:00", "--target", "4h", "--contract", "moselle"]
    assert desk.ask("sla", "due", *words)["due_at"] == "2026-04-07T11:00:00+02:00"


def test_in_a_desk_its_own_coverages_count(desk):
    desk.edit("desk.yaml", desk.read("desk.yaml").split("  business:")[0][-1:] + "  business:", "\n  office:")
    words = ["--from", "2026-11-20T17:30", "--target", "1h", "--coverage"]
    assert desk.ask("sla", "due", *words, "office")["due_at"] == "2026-11-23T08:30:00+01:00"
    error = desk.refused("sla", "due", *words, "business")
    assert (error["code"], error["exit"]) == ("unknown_coverage", 66)


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ([], "calendar_not_named", 2),
        (["--contract", "a", "--coverage", "full"], "calendar_not_named", 2),
        (["--contract", "a", "--holidays", "FR"], "calendar_not_named", 2),
        (["--coverage", "full", "--target", "-"], "no_target", 2),
        (["--coverage", "ful"], "unknown_coverage", 66),
        (["--coverage", "full", "--holidays", "GES"], "unknown_holiday_zone", 65),
        (["--coverage", "full", "--target", "soon"], "duration_not_understood", 65),
        (["--coverage", "full", "--from", "someday"], "instant_not_understood", 65),
        (["--coverage", "full", "--from", "2026-02-30 10:00"], "impossible_date", 65),
        (["--contract", "a"], "not_in_desk", 66),
    ],
)
def test_what_is_refused(run, words, code, status):
    error = run("sla", "due", "--from", "2026-11-20T17:30", "--target", "1h", *words, "--json").error
    assert (error["code"], error["exit"]) == (code, status)
