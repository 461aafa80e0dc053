from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from celyactl.domain.holiday_zones import data_version, public_holidays
from celyactl.errors.calendar import UnknownHolidayZone
from celyactl.store.holiday_cache import HolidayCache

ASK = """
import sys
from pathlib import Path
from celyactl.store.holiday_cache import HolidayCache
print(len(HolidayCache(Path(sys.argv[1]))("FR-57", 2026)), "holidays" in sys.modules)
"""


def ask(git_dir):
    return subprocess.check_output([sys.executable, "-c", ASK, git_dir], text=True).split()


@pytest.mark.parametrize("zone", ["FR", "FR-57", "FR-974"])
def test_the_days_are_those_of_the_zone(tmp_path, zone):
    for _again in range(2):
        cache = HolidayCache(tmp_path)
        for year in (2025, 2026, 2031):
            assert cache(zone, year) == public_holidays(zone, [year])


def test_the_library_is_loaded_once_a_desk(tmp_path):
    assert ask(tmp_path) == ["13", "True"]
    assert ask(tmp_path) == ["13", "False"]


def test_the_year_after_is_known_too(tmp_path):
    HolidayCache(tmp_path)("FR", 2026)
    assert (tmp_path / "celyactl" / "holidays").read_text().splitlines()[0] == data_version()
    assert "FR 2027 2027-01-01 " in (tmp_path / "celyactl" / "holidays").read_text()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(data_version(), "0.1", 1),
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("2026-01-01", "2026-13-01"),
        lambda text: text.replace("2026-01-01", "2025-01-01"),
        lambda _text: "",
        lambda text: text + "\né",
        lambda text: text + "\nFR",
        lambda _text: data_version() + "\nFR 2026 2026-01-01" * 500,
    ],
)
def test_a_file_that_is_old_or_damaged_is_made_anew(tmp_path, spoil):
    expected = HolidayCache(tmp_path)("FR", 2026)
    kept = tmp_path / "celyactl" / "holidays"
    kept.write_text(spoil(kept.read_text()))
    assert HolidayCache(tmp_path)("FR", 2026) == expected
    assert date(2026, 1, 1) in HolidayCache(tmp_path)("FR", 2026)


def test_a_folder_that_can_not_be_written_costs_time_only(tmp_path):
    (tmp_path / "celyactl").write_text("in the way")
    assert date(2026, 7, 14) in HolidayCache(tmp_path)("FR", 2026)


def test_a_link_in_its_place_is_not_followed(tmp_path):
    (tmp_path / "celyactl").mkdir()
    (tmp_path / "elsewhere").write_text("kept")
    (tmp_path / "celyactl" / "holidays").symlink_to(tmp_path / "elsewhere")
    HolidayCache(tmp_path)("FR", 2026)
    assert (tmp_path / "elsewhere").read_text() == "kept"


def test_an_unknown_zone_is_refused(tmp_path):
    with pytest.raises(UnknownHolidayZone):
        HolidayCache(tmp_path)("GES", 2026)
