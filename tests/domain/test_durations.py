"""Durations as people write and read them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.durations import (
    DayTarget,
    HourTarget,
    format_duration,
    format_target,
    parse_duration,
    parse_target,
)
from celyactl.errors.calendar import DurationNotUnderstood


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("30m", HourTarget(1800)),
        ("4h", HourTarget(14400)),
        ("1h30", HourTarget(5400)),
        ("1h05m", HourTarget(3900)),
        (" 1 h 30 ", HourTarget(5400)),
        ("90min", HourTarget(5400)),
        ("2 heures", HourTarget(7200)),
        ("0h", HourTarget(0)),
        ("2d", DayTarget(2)),
        ("2j", DayTarget(2)),
        ("5 jours", DayTarget(5)),
        ("-", None),
    ],
)
def test_targets_are_read(text, target):
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "30",
        "h",
        "m",
        "1h5",
        "1h60",
        "1.5h",
        "-4h",
        "+4h",
        "4hh",
        "2d4h",
        "٣h",
        "4 weeks",
        "999999h",
        "--",
        "4h\n2",
    ],
)
def test_what_is_no_duration_is_refused_with_the_forms(text):
    with pytest.raises(DurationNotUnderstood, match="1h30"):
        parse_target(text)


@given(st.integers(0, 99_999 * 60).map(lambda m: HourTarget(m * 60)) | st.integers(0, 9999).map(DayTarget))
def test_a_target_reads_back_equal(target):
    assert parse_target(str(target)) == target


def test_travel_has_no_business_days():
    assert parse_duration("1h30") == timedelta(minutes=90)
    for text in ("2d", "-"):
        with pytest.raises(DurationNotUnderstood):
            parse_duration(text)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(hours=1, minutes=40), "1 h 40"),
        (timedelta(hours=1, minutes=5), "1 h 05"),
        (timedelta(days=1, hours=2), "26 h"),
        (timedelta(minutes=5, seconds=59), "5 min"),
        (timedelta(seconds=45), "45 s"),
        (timedelta(0), "0 min"),
        (timedelta(microseconds=1), "0 min"),
        (-timedelta(hours=1, minutes=40), "-1 h 40"),
        (-timedelta(microseconds=1), "0 min"),
    ],
)
def test_durations_are_shown_in_hours_and_minutes(duration, words):
    assert format_duration(duration) == words


def test_targets_are_shown():
    assert [format_target(target) for target in (None, HourTarget(5400))] == ["-", "1 h 30"]
    assert format_target(DayTarget(2)).startswith("2 ")
