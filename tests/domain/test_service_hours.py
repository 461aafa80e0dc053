"""Service hours: the worked examples that need nothing but hours, and the conventions one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from celyactl.domain.holiday_zones import public_holidays
from celyactl.domain.service_hours import ServiceHours
from celyactl.errors.calendar import (
    BadWindow,
    BeyondTenYears,
    EndBeforeStart,
    NaiveInstant,
    NegativeDuration,
    UnknownTimeZone,
    UnknownWeekday,
    WeekWithoutWindow,
)

PARIS = ZoneInfo("Europe/Paris")
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
EVERY_DAY = (*WORKDAYS, "sat", "sun")


def hours(coverage: str, holidays: str = "FR") -> ServiceHours:
    if coverage == "business":
        week = dict.fromkeys(WORKDAYS, (("08:00", "18:00"),))
        return ServiceHours("Europe/Paris", week, public_holidays(holidays, range(2025, 2030)))
    window = {"extended": ("07:00", "23:00"), "full": ("00:00", "24:00")}[coverage]
    return ServiceHours("Europe/Paris", dict.fromkeys(EVERY_DAY, (window,)))


@pytest.mark.parametrize(
    ("example", "coverage", "start", "covered", "expected"),
    [
        ("E1 response", "business", "2026-11-20T17:30+01:00", 60, "2026-11-23T08:30+01:00"),
        ("E1 restoration", "business", "2026-11-20T17:30+01:00", 480, "2026-11-23T15:30+01:00"),
        ("E1 75 %", "business", "2026-11-20T17:30+01:00", 360, "2026-11-23T13:30+01:00"),
        ("E2", "business", "2026-11-10T16:00+01:00", 240, "2026-11-12T10:00+01:00"),
        ("E3", "business", "2027-03-26T17:00+01:00", 480, "2027-03-30T15:00+02:00"),
        ("E4", "full", "2027-03-27T23:00+01:00", 240, "2027-03-28T04:00+02:00"),
        ("E5", "full", "2026-10-24T23:30+02:00", 240, "2026-10-25T02:30+01:00"),
        ("E9 due", "business", "2026-11-23T09:00+01:00", 960, "2026-11-24T15:00+01:00"),
        ("E9 made P1", "business", "2026-11-23T14:00+01:00", 240, "2026-11-23T18:00+01:00"),
        ("E12 response", "extended", "2026-12-26T22:30+01:00", 30, "2026-12-26T23:00+01:00"),
        ("E12 restoration", "extended", "2026-12-26T22:30+01:00", 240, "2026-12-27T10:30+01:00"),
        ("E14", "business", "2026-11-21T10:00+01:00", 60, "2026-11-23T09:00+01:00"),
    ],
)
def test_the_worked_examples_fall_due_when_sla_says(example, coverage, start, covered, expected):
    due = hours(coverage).add(datetime.fromisoformat(start), timedelta(minutes=covered))
    assert due.isoformat(timespec="minutes") == expected


@pytest.mark.parametrize(("zone", "expected"), [("FR", "2026-04-03T11:00+02:00"), ("FR-57", "2026-04-07T11:00+02:00")])
def test_e13_moselle_rests_on_good_friday(zone, expected):
    due = hours("business", zone).add(datetime(2026, 4, 2, 17, tzinfo=PARIS), timedelta(hours=4))
    assert due.isoformat(timespec="minutes") == expected


def test_e14_saturday_is_out_of_hours():
    assert not hours("business").is_open(datetime(2026, 11, 21, 10, tzinfo=PARIS))
    assert hours("extended").is_open(datetime(2026, 11, 21, 10, tzinfo=PARIS))


def test_e15_five_days_skip_the_weekend_and_armistice_day():
    due = hours("business").add_days(datetime(2026, 11, 5, 16, 20, tzinfo=PARIS), 5)
    assert due.isoformat(timespec="minutes") == "2026-11-13T16:20+01:00"


@pytest.mark.parametrize(("coverage", "covered"), [("business", 2520), ("extended", 5840), ("full", 8760)])
def test_e16_covered_hours_of_2026(coverage, covered):
    year = datetime(2026, 1, 1, tzinfo=PARIS), datetime(2027, 1, 1, tzinfo=PARIS)
    assert hours(coverage).elapsed(*year) == timedelta(hours=covered)


def test_e5_is_the_second_half_past_two():
    due = hours("full").add(datetime(2026, 10, 24, 23, 30, tzinfo=PARIS), timedelta(hours=4))
    assert (due.tzinfo, due.fold, due.hour) == (PARIS, 1, 2)


def test_reached_exactly_at_closing_it_is_the_closing_instant():
    business = hours("business")
    friday = datetime(2026, 11, 20, 16, tzinfo=PARIS)
    assert business.add(friday, timedelta(hours=2)) == datetime(2026, 11, 20, 18, tzinfo=PARIS)
    just_after = business.add(friday, timedelta(hours=2, microseconds=1))
    assert just_after == datetime(2026, 11, 23, 8, microsecond=1, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("2026-11-20T18:00+01:00", "2026-11-23T08:00+01:00"),
        ("2026-11-20T17:59+01:00", "2026-11-20T17:59+01:00"),
        ("2026-11-21T03:00+01:00", "2026-11-23T08:00+01:00"),
    ],
)
def test_a_zero_target_is_the_first_open_instant(start, first):
    at = datetime.fromisoformat(start)
    assert hours("business").add(at, timedelta(0)) == datetime.fromisoformat(first)
    assert hours("business").next_open(at) == datetime.fromisoformat(first)


def test_windows_hold_their_opening_and_not_their_closing():
    business = hours("business")
    assert business.is_open(datetime(2026, 11, 20, 8, tzinfo=PARIS))
    assert not business.is_open(datetime(2026, 11, 20, 18, tzinfo=PARIS))


def test_any_aware_start_gives_an_answer_in_the_zone():
    start = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    fixed = start.astimezone(timezone(timedelta(hours=-5)))
    for same in (start, fixed):
        assert hours("business").add(same, timedelta(hours=1)).isoformat() == "2026-11-23T08:30:00+01:00"


def test_several_windows_a_day_leave_lunch_out():
    lunch = ServiceHours("Europe/Paris", {"mon": [("14:00", "18:00"), ("08:00", "12:00")]})
    start = datetime(2026, 11, 23, 11, tzinfo=PARIS)
    assert lunch.add(start, timedelta(hours=2)) == datetime(2026, 11, 23, 15, tzinfo=PARIS)
    assert lunch.elapsed(start, datetime(2026, 11, 23, 15, tzinfo=PARIS)) == timedelta(hours=2)


def test_windows_that_overlap_count_once():
    twice = ServiceHours(
        "UTC",
        {
            "mon": [("08:00", "12:00"), ("10:00", "14:00"), ("08:30", "09:00")],
            "tue": [("08:00", "18:00"), ("09:00", "10:00")],
        },
    )
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    tuesday = monday + timedelta(days=1)
    assert twice.elapsed(monday, tuesday) == timedelta(hours=6)
    assert twice.elapsed(tuesday, tuesday + timedelta(days=1)) == timedelta(hours=10)


def test_an_inverted_or_empty_window_counts_nothing():
    week = {"mon": [("18:00", "08:00"), ("09:00", "09:00"), ("10:00", "11:00")]}
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    assert ServiceHours("UTC", week).elapsed(monday, monday + timedelta(days=7)) == timedelta(hours=1)


def test_an_empty_span_has_no_window_even_when_open():
    noon = datetime(2026, 11, 23, 12, tzinfo=PARIS)
    assert list(hours("business").windows(noon, noon)) == []


def test_long_spans_asked_for_in_any_order_are_the_sum_of_their_windows():
    shared = hours("business")
    for year, month in ((2026, 11), (2028, 2), (2025, 3), (2026, 3), (2027, 7), (2025, 1)):
        start = datetime(year, month, 14, 9, 30, tzinfo=PARIS)
        for days in (3, 4, 40, 500):
            end = start + timedelta(days=days, minutes=7)
            spans = shared.windows(start, end)
            assert shared.elapsed(start, end) == sum((closes - opens for opens, closes in spans), timedelta(0))


def test_windows_are_merged_clipped_and_in_order():
    spans = list(hours("full").windows(datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)))
    assert spans == [(datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC))]
    friday, tuesday = datetime(2026, 11, 20, 17, tzinfo=PARIS), datetime(2026, 11, 24, 9, tzinfo=PARIS)
    assert [
        (opens.isoformat(), closes.isoformat()) for opens, closes in hours("business").windows(friday, tuesday)
    ] == [
        ("2026-11-20T16:00:00+00:00", "2026-11-20T17:00:00+00:00"),
        ("2026-11-23T07:00:00+00:00", "2026-11-23T17:00:00+00:00"),
        ("2026-11-24T07:00:00+00:00", "2026-11-24T08:00:00+00:00"),
    ]


def test_exceptions_replace_the_windows_of_their_date_even_a_holiday():
    week = dict.fromkeys(WORKDAYS, (("08:00", "18:00"),))
    armistice, friday = date(2026, 11, 11), date(2026, 11, 13)
    special = ServiceHours(
        "Europe/Paris",
        week,
        [armistice],
        exceptions={armistice: [("09:00", "12:00")], friday: [], date(2026, 11, 15): [("10:00", "11:00")]},
    )
    start, end = datetime(2026, 11, 11, tzinfo=PARIS), datetime(2026, 11, 16, tzinfo=PARIS)
    assert special.elapsed(start, end) == timedelta(hours=3 + 10 + 0 + 1)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-11-23T09:00+01:00", 0, "2026-11-23T09:00+01:00"),
        ("2026-11-23T09:00+01:00", 2, "2026-11-25T09:00+01:00"),
        ("2026-11-21T10:00+01:00", 2, "2026-11-25T08:00+01:00"),  # from Monday's opening
        ("2026-11-20T18:00+01:00", 1, "2026-11-24T08:00+01:00"),  # closing is outside: Monday 08:00, then Tuesday
        ("2026-11-06T17:59:59+01:00", 3, "2026-11-12T17:59:59+01:00"),
        ("2027-03-26T09:30+01:00", 1, "2027-03-30T09:30+02:00"),
    ],
)
def test_day_targets_keep_the_local_time_on_open_days(start, days, expected):
    assert hours("business").add_days(datetime.fromisoformat(start), days) == datetime.fromisoformat(expected)


def test_a_day_target_that_falls_outside_a_window_moves_to_the_next_opening():
    short_friday = ServiceHours("Europe/Paris", {"thu": [("08:00", "18:00")], "fri": [("08:00", "12:00")]})
    thursday = datetime(2026, 11, 19, 12, tzinfo=PARIS)
    assert short_friday.add_days(thursday, 1) == datetime(2026, 11, 26, 8, tzinfo=PARIS)


def test_a_naive_instant_is_refused_everywhere():
    business, aware = hours("business"), datetime(2026, 11, 23, tzinfo=UTC)
    naive = datetime(2026, 11, 23)  # noqa: DTZ001 - the point
    for call in (
        lambda: business.add(naive, timedelta(hours=1)),
        lambda: business.elapsed(naive, aware),
        lambda: business.elapsed(aware, naive),
        lambda: business.is_open(naive),
        lambda: business.next_open(naive),
        lambda: business.add_days(naive, 1),
        lambda: business.windows(naive, aware),
    ):
        with pytest.raises(NaiveInstant):
            call()


def test_negative_durations_and_inverted_intervals_are_refused():
    business, at = hours("business"), datetime(2026, 11, 23, tzinfo=UTC)
    with pytest.raises(NegativeDuration):
        business.add(at, timedelta(microseconds=-1))
    with pytest.raises(NegativeDuration):
        business.add_days(at, -1)
    with pytest.raises(EndBeforeStart):
        business.elapsed(at, at - timedelta(microseconds=1))
    with pytest.raises(EndBeforeStart):
        business.windows(at, at - timedelta(microseconds=1))
    assert business.elapsed(at, at) == timedelta(0)


@pytest.mark.parametrize("week", [{}, {"mon": []}, {"mon": [], "sun": []}])
def test_a_week_without_any_window_is_refused(week):
    with pytest.raises(WeekWithoutWindow):
        ServiceHours("Europe/Paris", week)


@pytest.mark.parametrize("window", [("10:00", "10:00"), ("18:00", "08:00")])
def test_hours_that_never_open_are_an_error_and_not_a_loop(window):
    with pytest.raises(BeyondTenYears):
        ServiceHours("Europe/Paris", {"mon": [window]}).add(datetime(2026, 1, 1, tzinfo=UTC), timedelta(0))
    with pytest.raises(BeyondTenYears):
        ServiceHours("Europe/Paris", {"mon": [window]}).add_days(datetime(2026, 1, 1, tzinfo=UTC), 1)


def test_the_horizon_is_ten_years_to_the_microsecond():
    full, start = (
        ServiceHours("UTC", dict.fromkeys(EVERY_DAY, (("00:00", "24:00"),))),
        datetime(2024, 2, 29, tzinfo=UTC),
    )
    ten_years = datetime(2034, 3, 1, tzinfo=UTC) - start
    assert full.add(start, ten_years) == datetime(2034, 3, 1, tzinfo=UTC)
    with pytest.raises(BeyondTenYears):
        full.add(start, ten_years + timedelta(microseconds=1))
    with pytest.raises(BeyondTenYears):
        full.add_days(start, 10**9)


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_do_not_crash(at):
    full = hours("extended")
    assert full.is_open(at) in {True, False}
    assert full.elapsed(at, at) == timedelta(0)


@pytest.mark.parametrize(
    "name", ["", "Europe", "../../etc/passwd", "/etc/localtime", "a\0b", "é" * 500, "localtime", "right/Europe/Paris"]
)
def test_what_is_no_zone_is_refused_and_so_is_the_machines_own(name):
    with pytest.raises(UnknownTimeZone):
        ServiceHours(name, {"mon": [("08:00", "18:00")]})


def test_a_mistyped_zone_names_the_nearest():
    with pytest.raises(UnknownTimeZone, match="Europe/Paris"):
        ServiceHours("Europe/Pari", {"mon": [("08:00", "18:00")]})


@pytest.mark.parametrize(
    "window",
    [("8h", "18:00"), ("08:00", "24:01"), ("08:00", "25:00"), ("08:60", "18:00"), ("08:00",), (None, 3), "ab", 7],
)
def test_a_window_that_is_not_two_local_times_is_refused(window):
    with pytest.raises(BadWindow):
        ServiceHours("Europe/Paris", {"mon": [window]})


def test_an_unknown_weekday_is_refused_with_the_known_ones():
    with pytest.raises(UnknownWeekday, match="mon, tue, wed, thu, fri, sat, sun"):
        ServiceHours("Europe/Paris", {"lundi": [("08:00", "18:00")]})
