from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import scenes

from celyactl import i18n
from celyactl.render.moments import Wall, age, apart, full_date, full_moment

WALL = scenes.wall()  # Monday 23 November 2026, 15:00


@pytest.fixture(autouse=True)
def french():
    i18n.use("fr")


def test_a_moment_names_day_and_time_in_the_zone_of_the_wall():
    assert WALL.moment(datetime(2026, 11, 24, 13, 0, tzinfo=UTC)) == "mar. 24/11 14:00"


def test_another_year_is_named():
    assert WALL.moment(scenes.at(24, "14:00").replace(year=2025)) == "lun. 24/11/2025 14:00"


def test_english_names_the_month():
    i18n.use("en")
    assert WALL.moment(scenes.at(24, "14:00")) == "Tue 24 Nov 14:00"
    assert WALL.day(date(2027, 1, 2)) == "Sat 2 Jan 2027"
    assert full_moment(scenes.at(24, "14:00"), WALL) == "Tuesday 24 Nov 2026 at 14:00"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (24, "mar. 14:00"),
        (29, "dim. 14:00"),
        (30, "lun. 30/11 14:00"),
        (22, "dim. 22/11 14:00"),
    ],
)
def test_what_is_ahead_within_the_week_needs_no_date(day, said):
    assert WALL.ahead(scenes.at(day, "14:00")) == said


def test_today_is_said_so():
    i18n.use("en")
    assert WALL.ahead(scenes.at(23, "16:30")) == "16:30 today"
    assert WALL.ahead(scenes.at(23, "09:30")) == "09:30 today"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=47, minutes=59), "47 h"),
        (timedelta(hours=48), "2 days"),
        (timedelta(days=40), "40 days"),
    ],
)
def test_an_age_is_in_its_largest_unit(length, said):
    i18n.use("en")
    assert age(length) == said


def test_clients_read_whole_dates():
    assert full_date(date(2026, 12, 1)) == "1er déc. 2026"
    assert full_date(date(2026, 8, 15)) == "15 août 2026"
    assert full_moment(scenes.at(24, "14:00"), WALL).startswith("mardi 24 nov. 2026")


def test_a_wall_in_winter_shows_summer_in_summer_time():
    assert Wall(scenes.NOW).moment(datetime(2026, 7, 14, 12, 0, tzinfo=UTC)) == "mar. 14/07 14:00"


def test_two_instants_of_one_minute_are_told_apart_by_their_seconds():
    now = scenes.at(24, "14:00")
    assert apart(now + timedelta(seconds=20), now, WALL) == ("mar. 24/11 14:00:20", "mar. 24/11 14:00:00")
    assert apart(now + timedelta(hours=1), now, WALL) == ("mar. 24/11 15:00", "mar. 24/11 14:00")
