"""Service hours where clocks change: gaps, overlaps, skipped and repeated dates; instants worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from celyactl.domain.service_hours import WEEKDAYS, ServiceHours


def spans(zone: str, window: tuple[str, str], first: str, last: str) -> list[tuple[str, str]]:
    hours = ServiceHours(zone, dict.fromkeys(WEEKDAYS, (window,)))
    found = hours.windows(datetime.fromisoformat(first), datetime.fromisoformat(last))
    return [(f"{opens:%d %H:%M}", f"{closes:%d %H:%M}") for opens, closes in found]


@pytest.mark.parametrize(
    ("case", "window", "expected"),
    [
        ("opening in the gap moves forward to 03:30+02:00", ("02:30", "05:00"), [("29 01:30", "29 03:00")]),
        ("closing in the gap too", ("01:00", "02:30"), [("29 00:00", "29 01:30")]),
        ("both in the gap keep their length", ("02:15", "02:45"), [("29 01:15", "29 01:45")]),
        ("inverted in UTC: 02:30 comes after 03:00", ("02:30", "03:00"), []),
        ("the whole gap is empty", ("02:00", "03:00"), []),
    ],
)
def test_the_spring_gap_of_paris(case, window, expected):
    assert spans("Europe/Paris", window, "2026-03-28T23:00Z", "2026-03-29T22:00Z") == expected


@pytest.mark.parametrize(
    ("case", "window", "expected"),
    [
        ("ambiguous opening is the first", ("02:30", "05:00"), [("25 00:30", "25 04:00")]),
        ("ambiguous closing is the second", ("01:00", "02:30"), [("24 23:00", "25 01:30")]),
        ("both: two hours that read as one", ("02:00", "03:00"), [("25 00:00", "25 02:00")]),
        ("empty on the clock, an hour in UTC", ("02:30", "02:30"), [("25 00:30", "25 01:30")]),
    ],
)
def test_the_autumn_overlap_of_paris(case, window, expected):
    assert spans("Europe/Paris", window, "2026-10-24T22:00Z", "2026-10-25T23:00Z") == expected


def test_a_start_with_fold_is_the_second_occurrence():
    paris = ZoneInfo("Europe/Paris")
    full = ServiceHours("Europe/Paris", dict.fromkeys(WEEKDAYS, (("00:00", "24:00"),)))
    first = full.add(datetime(2026, 10, 25, 2, 30, tzinfo=paris), timedelta(minutes=30))
    second = full.add(datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=paris), timedelta(minutes=30))
    assert (first.isoformat(), second.isoformat()) == ("2026-10-25T02:00:00+01:00", "2026-10-25T03:00:00+01:00")


def test_half_an_hour_at_lord_howe():
    assert spans("Australia/Lord_Howe", ("01:30", "02:00"), "2026-04-04T13:00Z", "2026-04-05T13:30Z") == [
        ("04 14:30", "04 15:30")
    ]


def test_apia_skipped_a_friday_whose_windows_fall_on_the_saturday_and_count_once():
    assert spans("Pacific/Apia", ("08:00", "18:00"), "2011-12-29T10:00Z", "2011-12-31T10:00Z") == [
        ("29 18:00", "30 04:00"),  # Thursday 29, UTC-10
        ("30 18:00", "31 04:00"),  # Saturday 31, UTC+14, and the Friday that never was
    ]


def test_a_window_of_the_skipped_friday_alone_counts_on_the_saturday():
    hours = ServiceHours("Pacific/Apia", {"fri": [("08:00", "18:00")]})
    start = datetime(2011, 12, 29, 10, tzinfo=UTC)
    assert hours.add(start, timedelta(0)).isoformat() == "2011-12-31T08:00:00+14:00"


def test_kwajalein_skipped_a_saturday():
    assert spans("Pacific/Kwajalein", ("00:00", "24:00"), "1993-08-20T00:00Z", "1993-08-23T00:00Z") == [
        ("20 00:00", "23 00:00")
    ]


def test_kwajalein_lived_a_day_twice():
    """On 1 October 1969 the clock went from +11 to -12: 30 September 01:00 to 24:00 came twice."""
    hours = ServiceHours("Pacific/Kwajalein", {"tue": [("08:00", "18:00")]})
    start, end = datetime(1969, 9, 28, tzinfo=UTC), datetime(1969, 10, 4, tzinfo=UTC)
    assert hours.elapsed(start, end) == timedelta(hours=10 + 23)
