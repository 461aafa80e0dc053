"""What ends of a component: by what its maker announced, by what the desk says, by its kind of line."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from celyactl.domain.client import Component, Version
from celyactl.domain.end_of_life import ends_of
from celyactl.domain.horizons import horizon
from celyactl.errors.components import HorizonNotUnderstood, TooFarAhead
from celyactl.services.components.announcements import announced

TODAY = date(2026, 11, 28)


def component(kind="pbx", version=None, **fields):
    versions = (Version(version=version, since=date(2026, 1, 1)),) if version else ()
    return Component(id="x", name=fields.pop("name", "X"), kind=kind, versions=versions, **fields)


def ends(one):
    return [(end.what, end.on and end.on.isoformat()) for end in ends_of(one, announced())]


@pytest.mark.parametrize(
    ("product", "version", "on"),
    [
        ("Asterisk", "18.26.1", "2025-10-20"),
        ("Asterisk", "20.15.2~dfsg-1", "2027-10-19"),
        ("Asterisk", "1.8.32.3", "2015-10-21"),
        ("Asterisk", "22", "2029-10-16"),
        ("asterisk 21", None, "2025-10-18"),
        ("Debian", "12.9", "2028-06-30"),
        ("Debian bookworm", None, "2028-06-30"),
        ("Debian GNU/Linux", "11 (bullseye)", "2026-08-31"),
        ("Ubuntu Server", "20.04.6", "2025-05-29"),
        ("Asterisk", "2", None),
        ("Asterisk", "220.1", None),
        ("Asterisk", "master", None),
        ("Asteriskator", "18.1", None),
    ],
)
def test_software_ends_by_its_series(product, version, on):
    assert ends(component(product=product, version=version)) == ([("end_of_life", on)] if on else [])


def test_a_model_is_no_longer_supported_without_a_day():
    assert ends(component("handset", maker="Cisco", product="SPA303")) == [("end_of_life", None)]
    assert ends(component("handset", maker="Cisco", product="CP-7937G")) == [("end_of_life", None)]
    assert ends(component("handset", maker="Cisco", product="SPA942")) == [("end_of_life", None)]
    assert ends(component("gateway", maker="Cisco", product="SPA3102")) == []
    assert ends(component("pbx", maker="Cisco", product="SPA9000")) == []
    assert ends(component("handset", maker="Cisco", product="CP-7841")) == []
    assert ends(component("handset", maker="Autre", product="SPA504G")) == []


def test_common_handsets_end_as_their_makers_or_those_who_provision_them_say():
    assert ends(component("handset", maker="Cisco", product="SPA504G")) == [("end_of_life", "2025-05-31")]
    assert ends(component("handset", maker="Polycom", product="SoundPoint IP 501")) == [("end_of_life", None)]
    assert ends(component("handset", product="SoundPoint IP601 SIP")) == [("end_of_life", None)]
    assert ends(component("handset", maker="Polycom", product="SoundStation IP 4000")) == [("end_of_life", None)]
    assert ends(component("handset", maker="Yealink", product="SIP-T38G")) == [("end_of_life", None)]
    for maker, product in [("Polycom", "VVX 501"), ("Polycom", "SoundPoint IP 650"), ("Yealink", "T27G")]:
        one = component("handset", maker=maker, product=product)
        assert ends(one) == []
        assert announced().source_for(one)


def test_a_series_that_ended_on_no_known_day_is_told_without_one():
    assert ends(component(product="FreePBX", version="14.0.16.11")) == [("end_of_life", None)]
    assert ends(component(product="FreePBX 13")) == [("end_of_life", None)]
    assert ends(component(product="FreePBX", version="16.0.40")) == []
    assert announced().source_for(component(product="FreePBX", version="16.0.40"))


@pytest.mark.parametrize(
    "technology", ["RNIS, 2 accès", "T0", "4 accès T2 (MIC)", "ligne analogique", "SDSL 4M", "Numéris"]
)
def test_a_line_closes_by_area(technology):
    [end] = ends_of(component("line", technology=technology), announced())
    assert (end.what, end.on, end.latest) == ("closing", None, date(2030, 12, 31))


@pytest.mark.parametrize("technology", ["SIP sur TLS, 12 canaux", "fibre FTTO", "T38"])
def test_other_lines_stay(technology):
    assert ends(component("trunk", technology=technology)) == []


def test_a_gateway_is_no_line_though_it_connects_some():
    assert ends(component("gateway", technology="T0")) == []


def test_what_the_desk_says_goes_before_what_is_announced_and_a_certificate_ends_too():
    own = component(product="Asterisk", version="18.1", end_of_life=date(2028, 1, 1), expires=date(2027, 1, 1))
    assert ends(own) == [("expires", "2027-01-01"), ("end_of_life", "2028-01-01")]
    assert [end.source for end in ends_of(own, announced())] == [None, None]


def test_the_day_of_a_version_that_was_replaced_goes_with_it():
    old, new = (
        Version(version=name, since=date(2026, month, 1)) for month, name in enumerate(("18.26.1", "20.15.0"), 1)
    )
    one = component(product="Asterisk", end_of_life=date(2025, 10, 20))
    assert ends(structs.replace(one, versions=(old,))) == [("end_of_life", "2025-10-20")]
    assert ends(structs.replace(one, versions=(old, new))) == [("end_of_life", "2027-10-19")]
    other = structs.replace(one, versions=(old, new), end_of_life=date(2026, 1, 1))
    assert ends(other) == [("end_of_life", "2026-01-01")]


def test_the_data_names_a_source_for_each_statement_and_its_own_day():
    known = announced()
    everything = (*known.products, *known.models, *known.watched, *known.lines)
    assert len(everything) >= 12
    assert all(one.source.startswith("https://") for one in everything)
    assert date(2026, 1, 1) < known.checked
    assert not known.is_stale(known.checked)
    assert known.is_stale(date.fromordinal(known.checked.toordinal() + 121))


def test_a_maker_of_whom_nothing_is_known_is_named_with_its_page():
    assert "yealink" in announced().source_for(component("handset", maker="Yealink", product="T54W"))
    assert announced().source_for(component("handset", maker="Sonaria")) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12m", "2027-11-28"),
        ("1y", "2027-11-28"),
        ("2a", "2028-11-28"),
        ("90d", "2027-02-26"),
        ("0m", "2026-11-28"),
        ("2027-12-31", "2027-12-31"),
    ],
)
def test_a_horizon_is_a_day(text, day):
    assert horizon(text, TODAY).isoformat() == day


def test_nothing_is_announced_in_a_century():
    with pytest.raises(TooFarAhead):
        horizon("1200m", TODAY)


def test_what_is_no_horizon_is_told_how_one_is_written():
    with pytest.raises(HorizonNotUnderstood, match="12x"):
        horizon("12x", TODAY)
