"""Rule 15: what is planned leaves the period, what overlaps counts once, time is real time."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from builders import Journal, at

from celyactl.domain.availability import Outage, availability, outages_of
from celyactl.domain.entries.field import OutageEnded, OutageStarted
from celyactl.errors.calendar import EndBeforeStart

HOUR = timedelta(hours=1)


def down(start, end=None, *, planned=False):
    return Outage("sip", at(f"2026-11-{start}"), at(f"2026-11-{end}") if end else None, planned=planned)


def found(*outages, start="01 00:00", end="02 00:00"):
    return availability(outages, at(f"2026-11-{start}"), at(f"2026-11-{end}"))


@pytest.mark.parametrize(
    ("outages", "planned", "unplanned"),
    [
        ([], 0, 0),
        ([down("01 10:00", "01 12:00")], 0, 2),
        ([down("01 10:00", "01 12:00"), down("01 11:00", "01 13:00")], 0, 3),
        ([down("01 10:00", "01 12:00", planned=True), down("01 11:00", "01 14:00")], 2, 2),
        ([down("01 10:00", "01 14:00", planned=True), down("01 11:00", "01 12:00")], 4, 0),
        ([down("01 20:00")], 0, 4),
        ([down("01 20:00", "02 09:00")], 0, 4),
        ([down("01 12:00", "01 12:00"), down("02 01:00", "02 02:00")], 0, 0),
    ],
    ids=["none", "one", "overlap", "planned first", "inside planned", "still on", "clipped", "nothing inside"],
)
def test_outages_count_once_and_planned_time_leaves_the_period(outages, planned, unplanned):
    result = found(*outages)
    assert (result.planned, result.unplanned) == (planned * HOUR, unplanned * HOUR)
    assert result.share == 1 - Fraction(unplanned, 24 - planned)


def test_the_day_with_a_repeated_hour_has_twenty_five():
    assert availability([], at("2026-10-25 00:00"), at("2026-10-26 00:00")).total == 25 * HOUR


def test_a_period_that_was_planned_to_be_down_has_no_rate():
    assert found(down("01 00:00", "02 00:00", planned=True)).percent is None
    assert found(start="01 00:00", end="01 00:00").percent is None


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(EndBeforeStart):
        found(start="02 00:00", end="01 00:00")


def test_an_incident_tells_its_outages():
    journal = Journal("2026-11-23 09:00").add(OutageStarted, "2026-11-23 09:10", service="sip")
    first = journal.last
    journal.add(OutageEnded, "2026-11-23 09:50", outage=first, service="sip")
    journal.add(OutageStarted, "2026-11-23 09:05", service="trunk", planned=True)
    assert outages_of(journal.story) == (
        Outage("trunk", at("2026-11-23 09:05"), None, planned=True),
        Outage("sip", at("2026-11-23 09:10"), at("2026-11-23 09:50")),
    )
