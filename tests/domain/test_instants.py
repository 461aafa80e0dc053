"""What people type for an instant or a date, in either language."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.instants import parse_date, parse_instant
from celyactl.errors.calendar import (
    CalendarError,
    DateNotUnderstood,
    ImpossibleDate,
    ImpossibleTime,
    InstantNotUnderstood,
    InstantOutOfRange,
    NaiveInstant,
)

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 11, 5, 30, tzinfo=PARIS)  # a Monday
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("now", "maintenant", "NOW"), "2026-11-23T11:05:30+01:00"),
        (
            ("14:00", "14h", "14h00", "à 14h", "at 14:00", "aujourd'hui 14h", "aujourd’hui à 14h", "today 14:00"),
            "2026-11-23T14:00:00+01:00",
        ),
        (("9:05", "9h05", "09:05:00"), "2026-11-23T09:05:00+01:00"),
        (
            ("yesterday 17:30", "hier 17:30", "hier à 17h30", "Hier, 17h30", "yesterday at 17:30"),
            "2026-11-22T17:30:00+01:00",
        ),
        (("avant-hier 8h", "the day before yesterday 8:00"), "2026-11-21T08:00:00+01:00"),
        (("demain 9h", "tomorrow 9:00"), "2026-11-24T09:00:00+01:00"),
        (("après-demain 9h", "the day after tomorrow at 9:00"), "2026-11-25T09:00:00+01:00"),
        (("sam 10:00", "sat 10:00", "samedi 10h", "Saturday 10:00"), "2026-11-21T10:00:00+01:00"),
        (("lun 10:00", "mon 10:00"), "2026-11-23T10:00:00+01:00"),
        (("lun 11:05:30",), "2026-11-23T11:05:30+01:00"),
        (("lun 12:00", "mon 12:00"), "2026-11-16T12:00:00+01:00"),
        (("mar 10:00", "tue 10:00"), "2026-11-17T10:00:00+01:00"),
        (("2026-11-21 10:00", "2026-11-21T10:00", "21/11/2026 10h", "21/11 10:00"), "2026-11-21T10:00:00+01:00"),
        (("24/12 10:00",), "2025-12-24T10:00:00+01:00"),
        (("-15m", "- 15 min", "15m ago", "15 minutes ago", "il y a 15 min"), "2026-11-23T10:50:30+01:00"),
        (("-1h30", "il y a 1h30"), "2026-11-23T09:35:30+01:00"),
        (("+2h", "in 2h", "dans 2 heures"), "2026-11-23T13:05:30+01:00"),
        (("2026-11-21T09:00:00Z", "2026-11-21 10:00+01:00", "2026-11-21t10:00:00+01:00"), "2026-11-21T10:00:00+01:00"),
    ],
)
def test_both_languages_are_understood(texts, expected):
    assert {text: parse_instant(text, NOW, PARIS).isoformat() for text in texts} == dict.fromkeys(texts, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lun 10:00", "2026-11-30T10:00:00+01:00"),
        ("lun 12:00", "2026-11-23T12:00:00+01:00"),
        ("sam 10:00", "2026-11-28T10:00:00+01:00"),
        ("24/12 10:00", "2026-12-24T10:00:00+01:00"),
        ("21/11 10:00", "2027-11-21T10:00:00+01:00"),
    ],
)
def test_a_promise_looks_ahead(text, expected):
    assert parse_instant(text, NOW, PARIS, upcoming=True).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00"),
    ],
)
def test_a_gap_moves_forward_and_an_ambiguous_time_is_the_first(text, expected):
    meant = parse_instant(text, NOW, PARIS)
    assert meant.isoformat() == expected
    assert meant.tzinfo is PARIS


def test_an_hour_ago_is_an_hour_of_real_time():
    after_the_change = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS)
    assert parse_instant("-1h", after_the_change, PARIS).isoformat() == "2026-10-25T02:30:00+02:00"


def test_today_is_that_of_the_zone():
    late_in_utc = datetime(2026, 11, 23, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert parse_instant("0:10", late_in_utc, PARIS).isoformat() == "2026-11-24T00:10:00+01:00"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", InstantNotUnderstood),
        ("hier", InstantNotUnderstood),
        ("bientôt 14:00", InstantNotUnderstood),
        ("14", InstantNotUnderstood),
        ("-2d", InstantNotUnderstood),
        ("-", InstantNotUnderstood),
        ("2026-11-21", InstantNotUnderstood),
        ("25:00", ImpossibleTime),
        ("24:00", ImpossibleTime),
        ("2026-02-30 10:00", ImpossibleDate),
        ("2026-02-30T10:00:00Z", ImpossibleDate),
        ("31/02 10:00", ImpossibleDate),
        ("0001-01-01 00:00", InstantOutOfRange),
        ("9999-12-31 23:59", InstantOutOfRange),
        ("x" * 10**6, InstantNotUnderstood),
        (" 1" * 10**5, InstantNotUnderstood),
    ],
)
def test_what_is_no_instant_is_refused(text, error):
    with pytest.raises(error):
        parse_instant(text, NOW, PARIS)


@given(st.text(alphabet="0123456789-+:/hTZdjm agosminieravntl", max_size=30) | st.text(max_size=30))
def test_any_text_is_an_instant_or_a_calendar_error(text):
    try:
        assert parse_instant(text, NOW, PARIS).utcoffset() is not None
    except CalendarError as refusal:
        assert refusal.exit_code == 65  # noqa: PT017 - either outcome is right


def test_now_needs_an_offset():
    with pytest.raises(NaiveInstant):
        parse_instant("14:00", NOW.replace(tzinfo=None), PARIS)


@pytest.mark.parametrize(
    ("text", "past", "upcoming"),
    [
        ("2026-11-21", date(2026, 11, 21), date(2026, 11, 21)),
        ("21/11/2026", date(2026, 11, 21), date(2026, 11, 21)),
        ("hier", date(2026, 11, 22), date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24), date(2026, 11, 24)),
        ("lundi", date(2026, 11, 23), date(2026, 11, 23)),
        ("sat", date(2026, 11, 21), date(2026, 11, 28)),
        ("23/11", date(2026, 11, 23), date(2026, 11, 23)),
        ("1/12", date(2025, 12, 1), date(2026, 12, 1)),
    ],
)
def test_dates_are_understood(text, past, upcoming):
    assert parse_date(text, TODAY) == past
    assert parse_date(text, TODAY, upcoming=True) == upcoming


@pytest.mark.parametrize(
    ("text", "error"), [("", DateNotUnderstood), ("soon", DateNotUnderstood), ("2026-02-30", ImpossibleDate)]
)
def test_what_is_no_date_is_refused(text, error):
    with pytest.raises(error):
        parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("today", "upcoming", "meant"),
    [
        (date(2027, 12, 5), True, date(2028, 2, 29)),
        (date(2028, 1, 5), True, date(2028, 2, 29)),
        (date(2028, 3, 1), False, date(2028, 2, 29)),
        (date(2029, 1, 5), False, date(2028, 2, 29)),
    ],
)
def test_a_leap_day_is_that_of_the_nearest_year(today, upcoming, meant):
    assert parse_date("29/02", today, upcoming=upcoming) == meant


@pytest.mark.parametrize(("today", "upcoming"), [(date(2028, 1, 5), False), (date(2028, 3, 1), True)])
def test_a_leap_day_of_years_ago_or_ahead_is_not_meant(today, upcoming):
    with pytest.raises(ImpossibleDate):
        parse_date("29/02", today, upcoming=upcoming)
