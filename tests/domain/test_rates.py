"""What work outside of a contract costs: by local window, by the rate that says most, with a minimum."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from builders import at, holidays
from hypothesis import given
from hypothesis import strategies as some

from celyactl.domain.contract import Rate
from celyactl.domain.rates import by_window, priced, rate_for
from celyactl.domain.words import Mode

PARIS = ZoneInfo("Europe/Paris")
WHERE = (PARIS, lambda day: day in holidays("FR", day.year))


def minutes(start: str, end: str) -> list[tuple[str, int]]:
    return [(window, seconds // 60) for window, seconds in by_window(at(start), at(end), *WHERE)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-23 17:30", "2026-11-23 18:30", [("business", 30), ("evening", 30)]),
        ("2026-11-23 20:00", "2026-11-24 08:30", [
            ("evening", 60), ("night", 180), ("night", 360), ("evening", 120), ("business", 30),
        ]),
        ("2026-11-20 23:00", "2026-11-21 01:00", [("night", 60), ("weekend", 60)]),
        ("2026-11-10 23:30", "2026-11-11 00:30", [("night", 30), ("holiday", 30)]),
        ("2026-10-25 02:00+02:00", "2026-10-25 03:00", [("weekend", 120)]),
    ],
)  # fmt: skip
def test_time_is_told_apart_by_local_window(start, end, expected):
    assert minutes(start, end) == expected


@given(some.integers(0, 500_000), some.integers(1, 4_000))
def test_no_minute_is_lost_or_counted_twice(offset, length):
    start = at("2026-01-01 00:00+01:00") + timedelta(minutes=offset)
    end = start + timedelta(minutes=length)
    assert sum(seconds for _window, seconds in by_window(start, end, *WHERE)) == length * 60


RATES = (
    Rate(hourly="82.00", minimum_minutes=30),
    Rate(hourly="110.00", mode=Mode.ONSITE),
    Rate(hourly="123.00", window="evening"),
    Rate(hourly="160.00", window="evening", mode=Mode.ONSITE),
)


@pytest.mark.parametrize(
    ("mode", "window", "hourly"),
    [
        (Mode.REMOTE, "business", "82.00"),
        (Mode.ONSITE, "business", "110.00"),
        (Mode.REMOTE, "evening", "123.00"),
        (Mode.ONSITE, "evening", "160.00"),
    ],
)
def test_the_rate_that_says_most_holds(mode, window, hourly):
    assert rate_for(RATES, mode, window).hourly == hourly


def test_each_window_has_its_price_and_a_minimum_is_billed():
    told = priced(RATES, Mode.REMOTE, at("2026-11-23 17:30"), at("2026-11-23 18:30"), WHERE)
    assert (told.seconds, told.amount) == (3600, Decimal("102.50"))
    short = priced(RATES, Mode.REMOTE, at("2026-11-23 10:00"), at("2026-11-23 10:05"), WHERE)
    assert (short.seconds, short.amount) == (1800, Decimal("41.00"))


def test_without_a_rate_there_is_time_and_no_amount():
    told = priced(RATES[2:3], Mode.REMOTE, at("2026-11-23 17:30"), at("2026-11-23 18:30"), WHERE)
    assert (told.seconds, told.amount) == (3600, None)
    assert priced((), Mode.REMOTE, at("2026-11-23 17:30"), at("2026-11-23 18:30"), WHERE).amount is None
