"""Public holidays of France by zone, against dates that are known."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from importlib.metadata import version

import pytest

from celyactl.domain.holiday_zones import KNOWN_ZONES, data_version, holiday_zone, public_holidays
from celyactl.errors.calendar import UnknownHolidayZone

METROPOLITAN_2026 = {
    *(date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14), date(2026, 5, 25)),
    *(date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25)),
}
GOOD_FRIDAY, SAINT_STEPHEN = date(2026, 4, 3), date(2026, 12, 26)


@pytest.mark.parametrize("zone", ["FR", "FR-01", "FR-2A", "FR-2B", "FR-75", "FR-95", "fr-34"])
def test_mainland_departements_have_the_eleven_days(zone):
    assert public_holidays(zone, [2026]) == METROPOLITAN_2026


@pytest.mark.parametrize("zone", ["FR-57", "FR-67", "FR-68", "FR-6AE"])
def test_moselle_and_alsace_have_two_more(zone):
    assert public_holidays(zone, [2026]) == METROPOLITAN_2026 | {GOOD_FRIDAY, SAINT_STEPHEN}


@pytest.mark.parametrize(
    ("zones", "own"),
    [
        (("FR-971", "FR-GP"), {date(2026, 5, 27), date(2026, 7, 21), GOOD_FRIDAY, date(2026, 3, 12)}),
        (("FR-972", "FR-MQ"), {date(2026, 5, 22), date(2026, 7, 21)}),
        (("FR-973", "FR-GF"), {date(2026, 6, 10)}),
        (("FR-974", "FR-RE"), {date(2026, 12, 20)}),
        (("FR-976", "FR-YT"), {date(2026, 4, 27)}),
        (("FR-988", "FR-NC"), {date(2026, 9, 24)}),
        (("FR-975", "FR-PM"), set()),
    ],
)
def test_territories_have_their_own_days_under_number_and_letters(zones, own):
    for zone in zones:
        assert public_holidays(zone, [2026]) - METROPOLITAN_2026 >= own
        assert public_holidays(zone, [2026]) >= METROPOLITAN_2026


def test_every_known_zone_is_known_to_the_data():
    assert all(public_holidays(zone, [2026]) >= METROPOLITAN_2026 for zone in KNOWN_ZONES)


def test_several_years_are_joined_and_years_beyond_the_calendar_are_empty():
    assert len(public_holidays("FR", range(2026, 2029))) == 33
    assert public_holidays("FR", [0, 10_000]) == frozenset()


def test_zones_are_written_in_capitals():
    assert holiday_zone(" fr-2a ") == "FR-2A"


@pytest.mark.parametrize(
    "name", ["GES", "FR-GES", "FR-96", "FR-99", "FR-00", "DE", "57", "Zone A", "", "FR-", "é" * 9999]
)
def test_an_unknown_zone_lists_the_known_ones(name):
    with pytest.raises(UnknownHolidayZone, match=r"FR-01 .* FR-95, FR-2A") as refusal:
        public_holidays(name, [2026])
    assert set(refusal.value.known) == set(KNOWN_ZONES)
    assert refusal.value.exit_code == 65


@pytest.mark.parametrize(
    ("name", "nearest"), [("57", "FR-57"), ("FR-6A", "FR-6AE"), ("FR_67", "FR-67"), ("FR-9711", "FR-971")]
)
def test_the_nearest_zone_comes_first(name, nearest):
    with pytest.raises(UnknownHolidayZone) as refusal:
        holiday_zone(name)
    assert refusal.value.known[0] == nearest


def test_the_version_of_the_data_is_told_without_loading_it():
    program = (
        "import sys; from celyactl.domain.holiday_zones import data_version; print(data_version());"
        "print({'holidays', 'importlib.metadata'} & sys.modules.keys())"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [version("holidays"), "set()"]
    assert data_version() == version("holidays")
