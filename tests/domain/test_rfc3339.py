"""Instants and dates of files: what is refused, and what is kept as written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.rfc3339 import EARLIEST, END, format_instant, read_date, read_instant
from celyactl.errors.calendar import (
    DateNotUnderstood,
    ImpossibleDate,
    ImpossibleTime,
    InstantNotRfc3339,
    InstantOutOfRange,
    MissingOffset,
)

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2026-11-20T17:30:00+01:00", "2026-11-20T17:30:00+01:00"),
        ("2026-11-20T17:30:00Z", "2026-11-20T17:30:00+00:00"),
        ("2026-11-20 17:30+01:00", "2026-11-20T17:30:00+01:00"),
        ("2026-11-20t17:30:00.5z", "2026-11-20T17:30:00.500000+00:00"),
        ("2026-11-20T17:30:00.123456789-04:30", "2026-11-20T17:30:00.123456-04:30"),
    ],
)
def test_an_instant_keeps_its_offset(text, canonical):
    assert format_instant(read_instant(text, PARIS)) == canonical


@given(st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=st.timezones()))  # noqa: DTZ001 - bounds of a strategy
def test_what_is_written_reads_back_as_the_same_instant(at):
    again = read_instant(format_instant(at), PARIS)
    assert again.astimezone(UTC) == at.astimezone(UTC)
    assert format_instant(again) == format_instant(at)


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("2026-11-20T17:30:00", ["2026-11-20T17:30:00+01:00"]),
        ("2026-07-20T17:30", ["2026-07-20T17:30:00+02:00"]),
        ("2026-10-25T02:30:00", ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]),
        ("2026-03-29T02:30:00", ["2026-03-29T03:30:00+02:00"]),
        ("0001-01-01T00:00:00", ["0001-01-01T00:00:00+00:00"]),
    ],
)
def test_a_missing_offset_is_suggested_from_the_zone(text, suggestions):
    with pytest.raises(MissingOffset) as refusal:
        read_instant(text, PARIS)
    assert list(refusal.value.suggestions) == suggestions
    assert all(suggestion in refusal.value.sentence for suggestion in suggestions)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2026-02-30T10:00:00+01:00", ImpossibleDate),
        ("2026-11-20T24:00:00+01:00", ImpossibleTime),
        ("2026-11-20T17:30:60+01:00", ImpossibleTime),
        ("2026-11-20T17:30:00+24:00", ImpossibleTime),
        ("2026-11-20T17:30:00+01:60", ImpossibleTime),
        ("2026-11-20", InstantNotRfc3339),
        ("2026-11-20T17:30:00+0100", InstantNotRfc3339),
        ("2026-11-20T17:30:00 +01:00", InstantNotRfc3339),
        ("\uff12026-11-20T17:30:00Z", InstantNotRfc3339),
        ("2026-11-20T17:30:00Z\n", InstantNotRfc3339),
        ("1969-12-31T23:59:59Z", InstantOutOfRange),
        ("2200-01-01T00:00:00Z", InstantOutOfRange),
        ("0001-01-01T00:00:00+14:00", InstantOutOfRange),
        ("9999-12-31T23:59:59-14:00", InstantOutOfRange),
        ("", InstantNotRfc3339),
    ],
)
def test_a_bad_instant_says_what_is_wrong(text, error):
    with pytest.raises(error):
        read_instant(text, PARIS)


def test_the_range_is_half_open():
    assert read_instant("1970-01-01T00:00:00Z", PARIS) == EARLIEST
    assert read_instant("2199-12-31T23:59:59.999999Z", PARIS) < END


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-02-30", "2026-02-28"),
        ("2024-02-30", "2024-02-29"),
        ("2026-13-01", "12"),
        ("0000-01-01", "0001"),
    ],
)
def test_an_impossible_date_says_where_the_month_ends(text, hint):
    with pytest.raises(ImpossibleDate, match=hint):
        read_date(text)


def test_dates_are_written_one_way():
    assert read_date("2026-11-20") == date(2026, 11, 20)
    for text in ("2026-1-2", "20/11/2026", "20261120", "2026-11-20T00:00", "", "\x1b[31m", "x" * 10**6):
        with pytest.raises(DateNotUnderstood) as refusal:
            read_date(text)
        assert "\x1b" not in refusal.value.sentence
        assert len(refusal.value.sentence) < 200
