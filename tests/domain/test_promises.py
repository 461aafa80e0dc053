"""What a contract promises for a ticket, whether it is in force, and what it covers."""

from __future__ import annotations

from datetime import date

import pytest
from builders import PARIS, Journal, at, calendar, contract, target

from celyactl.domain.client import Client, Component
from celyactl.domain.contract import RenewalAct, Scope, SlaRules, TargetPeriod, Termination
from celyactl.domain.in_force import in_force, targets_on, term_of
from celyactl.domain.promises import covers, out_of_contract, out_of_hours, promise_for, promise_of, reopening_ends
from celyactl.domain.words import ClockName, ComponentKind, Legal, OutOfContract, Priority, Renewal

CLIENT = Client(
    id="acme",
    name="Acme",
    legal=Legal.PROFESSIONAL,
    components=(
        Component(id="pbx", kind=ComponentKind.PBX, name="PBX", site="lyon"),
        Component(id="trunk", kind=ComponentKind.TRUNK, name="Trunk", site="paris"),
    ),
)
AMENDED = contract(
    targets=(
        TargetPeriod(since=date(2026, 1, 1), targets=(target("P1", "1h", "4h"), target("P4", "-", "2d"))),
        TargetPeriod(since=date(2026, 12, 1), targets=(target("P1", "30m", "2h", "3h"),)),
    ),
)


def promised(clock, priority, when, of=AMENDED, **changes):
    header = Journal("2026-11-23 09:00", **changes).story.header
    found = promise_for(header, of, "Europe/Paris").target(ClockName(clock), Priority(priority), at(when))
    return found and found.text


@pytest.mark.parametrize(
    ("clock", "priority", "when", "expected"),
    [
        ("response", "P1", "2026-11-30 23:59", "1h"),
        ("response", "P1", "2026-12-01 00:00", "30m"),
        ("restoration", "P4", "2026-11-30 12:00", "2d"),
        ("response", "P4", "2026-11-30 12:00", None),
        ("restoration", "P2", "2026-11-30 12:00", None),
        ("restoration", "P4", "2026-12-01 12:00", None),
        ("onsite", "P1", "2026-12-01 12:00", "3h"),
        ("response", "P1", "2025-12-31 12:00", None),
    ],
)
def test_the_target_is_the_one_in_force_on_the_local_day(clock, priority, when, expected):
    assert promised(clock, priority, when) == expected


def test_out_of_contract_there_is_no_promise():
    assert promised("response", "P1", "2026-11-23 09:00", out_of_contract=OutOfContract.PACK) is None
    assert promised("response", "P1", "2026-11-23 09:00", of=None) is None


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({}, date(2019, 12, 31), False),
        ({}, date(2020, 1, 1), True),
        ({}, date(2026, 11, 23), True),
        ({"renewal": Renewal.NONE}, date(2020, 12, 31), True),
        ({"renewal": Renewal.NONE}, date(2021, 1, 1), False),
        (
            {"renewal": Renewal.EXPRESS, "renewals": (RenewalAct(kind="renewed", on=date(2020, 10, 1)),)},
            date(2021, 6, 1),
            True,
        ),
        ({"termination": Termination(on=date(2026, 7, 1))}, date(2026, 6, 30), True),
        ({"termination": Termination(on=date(2026, 7, 1))}, date(2026, 7, 1), False),
        ({"max_renewals": 1}, date(2022, 1, 1), False),
    ],
)
def test_a_contract_is_in_force_while_a_term_runs(changes, day, expected):
    assert in_force(contract(**changes), day) is expected


@pytest.mark.parametrize(
    ("scope", "components", "site", "expected"),
    [
        ({}, ("pbx",), "lyon", True),
        ({"components": ("trunk",)}, ("pbx",), None, False),
        ({"components": ("trunk",)}, ("pbx", "trunk"), None, True),
        ({"components": ("trunk",)}, (), None, True),
        ({"kinds": (ComponentKind.PBX,)}, ("pbx",), None, True),
        ({"kinds": (ComponentKind.PBX,)}, ("trunk",), None, False),
        ({"kinds": (ComponentKind.PBX,), "components": ("trunk",)}, ("trunk",), None, True),
        ({"kinds": (ComponentKind.PBX,)}, ("unknown",), None, False),
        ({"sites": ("lyon",)}, (), "paris", False),
        ({"sites": ("lyon",)}, (), None, True),
        ({"sites": ("lyon",)}, ("trunk",), None, False),
        ({"sites": ("lyon",)}, ("pbx",), None, True),
    ],
)
def test_what_a_contract_covers(scope, components, site, expected):
    assert covers(Scope(**scope), CLIENT, components, site) is expected


@pytest.mark.parametrize(
    ("changes", "pack_used_up", "expected"),
    [
        ({}, False, None),
        ({}, True, OutOfContract.PACK),
        ({"covers": Scope(components=("trunk",))}, True, OutOfContract.COMPONENT),
        ({"termination": Termination(on=date(2026, 7, 1))}, False, OutOfContract.NO_CONTRACT),
    ],
)
def test_a_ticket_opens_out_of_contract_for_the_first_reason(changes, pack_used_up, expected):
    header = Journal("2026-11-23 09:00", components=("pbx",)).story.header
    found = out_of_contract(contract(**changes), CLIENT, header, "Europe/Paris", pack_used_up=pack_used_up)
    assert found == expected


def test_without_a_contract_a_ticket_is_out_of_contract():
    header = Journal("2026-11-23 09:00", contract=None).story.header
    assert out_of_contract(None, CLIENT, header, "Europe/Paris") is OutOfContract.NO_CONTRACT


def test_a_contact_outside_the_coverage_is_out_of_hours():
    cover = calendar(contract())
    assert [out_of_hours(cover, at(f"2026-11-23 {time}")) for time in ("07:59", "08:00", "17:59", "18:00")] == [
        True,
        False,
        False,
        True,
    ]


def test_the_window_of_reopening_is_counted_in_business_days():
    cover = calendar(contract())
    assert reopening_ends(cover, SlaRules(), at("2026-11-05 16:20")) == at("2026-11-13 16:20")
    assert reopening_ends(cover, SlaRules(reopening_days=1), at("2026-11-06 18:30")) == at("2026-11-10 08:00")


def test_of_two_periods_since_one_day_the_later_listed_holds():
    since = date(2026, 1, 1)
    periods = tuple(TargetPeriod(since=since, targets=(target("P1", response),)) for response in ("1h", "2h"))
    amended = contract(targets=periods)
    promised = promise_of(amended, PARIS).target(ClockName.RESPONSE, Priority.P1, at("2026-11-23 09:00"))
    assert promised is not None
    assert promised.text == targets_on(amended, since)[0].response == "2h"


@pytest.mark.parametrize(
    ("second", "ends"), [(date(2022, 1, 1), date(2022, 1, 1)), (date(2023, 1, 1), date(2023, 1, 1))]
)
def test_a_renewal_that_two_clones_recorded_each_by_its_day_is_one(second, ends):
    acts = (
        RenewalAct(kind="renewed", on=date(2020, 10, 1), until=date(2022, 1, 1)),
        RenewalAct(kind="renewed", on=date(2020, 10, 2), until=second),
    )
    assert term_of(contract(renewal=Renewal.EXPRESS, renewals=acts), date(2021, 6, 1)).final_end == ends
