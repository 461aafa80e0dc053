"""Public holidays of France by zone: `FR`, a departement such as `FR-57`, or a territory; dates are local.

Moselle and Alsace have two more days (Good Friday and 26 December), the territories have their own; every other
departement has those of `FR`. The `holidays` library loads all its countries (120 ms), hence the late import: keep what
`public_holidays` gives under `data_version()`, which loads nothing.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from celyactl.errors.calendar import UnknownHolidayZone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_NUMBERS = (f"{number:02}" for number in range(1, 96))  # 20 was Corsica's before it became 2A and 2B
_AS_FRANCE: Final = dict.fromkeys((*_NUMBERS, "2A", "2B"))
_ALSACE_MOSELLE: Final = {"57": "57", "67": "6AE", "68": "6AE", "6AE": "6AE"}
# The library's name of a place, then the number and the letters that people write (the library's own aliases differ).
_OVERSEAS: Final = {
    "971": ("971", "GP"),
    "972": ("972", "MQ"),
    "973": ("973", "GF"),
    "974": ("974", "RE"),
    "PM": ("975", "PM"),
    "976": ("976", "YT"),
    "BL": ("977", "BL"),
    "MF": ("978", "MF"),
    "TF": ("984", "TF"),
    "WF": ("986", "WF"),
    "PF": ("987", "PF"),
    "NC": ("988", "NC"),
}
_OVERSEAS_CODES: Final = {code: place for place, codes in _OVERSEAS.items() for code in codes}
_SUBDIVISIONS: Final[dict[str, str | None]] = {
    "FR": None,
    **{f"FR-{code}": place for code, place in {**_AS_FRANCE, **_ALSACE_MOSELLE, **_OVERSEAS_CODES}.items()},
}
KNOWN_ZONES: Final = tuple(_SUBDIVISIONS)


def holiday_zone(name: str) -> str:
    """The zone as it is written (`fr-2a` is `FR-2A`); raises `UnknownHolidayZone`, which lists the known ones."""
    zone = name.strip().upper()
    if zone not in _SUBDIVISIONS:
        raise UnknownHolidayZone(name, _nearest_first(zone))
    return zone


def public_holidays(zone: str, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of a zone in these years; raises `UnknownHolidayZone`.

    A deadline may lie ten years after its start: give `ServiceHours` the years from the start's to eleven later.
    """
    subdivision = subdivision_of(zone)
    return frozenset().union(*(_of_year(subdivision, year) for year in years if MINYEAR <= year <= MAXYEAR))


def subdivision_of(zone: str) -> str | None:
    """The library's name of a zone, None for France itself; raises `UnknownHolidayZone`."""
    return _SUBDIVISIONS[holiday_zone(zone)]


@cache
def _of_year(subdivision: str | None, year: int) -> frozenset[date]:
    from holidays import PUBLIC, country_holidays  # 120 ms

    return frozenset(country_holidays("FR", subdiv=subdivision, years=year, expand=False, categories=PUBLIC))


def _nearest_first(zone: str) -> list[str]:
    """All known zones, the most alike first; those equally alike in their own order."""
    from difflib import SequenceMatcher  # only needed to word an error

    wanted = SequenceMatcher(b=zone[:16], autojunk=False)

    def unlikeness(known: str) -> float:
        wanted.set_seq1(known)
        return -wanted.ratio()

    return sorted(KNOWN_ZONES, key=unlikeness)


@cache
def data_version() -> str:
    """The version of the installed holiday data, for the key of what is kept; the library is not loaded.

    Read from the name of the distribution's folder: `importlib.metadata` takes 40 ms to import and is the fallback.
    """
    spec = find_spec("holidays")
    for folder in spec.submodule_search_locations or () if spec else ():
        for entry in Path(folder).parent.glob("holidays-*.dist-info"):
            return entry.name.removeprefix("holidays-").removesuffix(".dist-info")
    from importlib.metadata import version  # 40 ms

    return version("holidays")
