"""Contracts, clients and the desk joined field by field: what each side changed holds, what both did is a conflict."""

from __future__ import annotations

from datetime import date

import pytest
from builders import company, contract
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from celyactl.domain.client import Client, Component, Contact, Site, Version
from celyactl.domain.company import Coverage, EscalationRule
from celyactl.domain.contract import Scope
from celyactl.domain.joining import fields
from celyactl.domain.words import ComponentKind, Legal, Priority, Role

CLAIRE = Contact(id="claire", name="Claire Vidal", email="claire@acme.example", roles=(Role.MANAGER,))
BASE = Client(id="acme", name="Acme", legal=Legal.PROFESSIONAL, contacts=(CLAIRE,), phones=("04 67 00 00 01",))
IPBX = Component(id="ipbx", kind=ComponentKind.PBX, name="IPBX")


def joined(ours, theirs, base=BASE):
    return fields.join(base, ours, theirs)


def named(conflicts):
    return [conflict.field for conflict in conflicts]


def test_different_fields_are_both_kept():
    ours = replace(BASE, contacts=(replace(CLAIRE, email="c.vidal@acme.example"),))
    theirs = replace(BASE, name="Acme SAS", contacts=(replace(CLAIRE, language="en"),))
    result, conflicts = joined(ours, theirs)
    assert (result.name, conflicts) == ("Acme SAS", ())
    assert result.contacts == (replace(CLAIRE, email="c.vidal@acme.example", language="en"),)


def test_one_field_changed_by_both_is_a_conflict_and_theirs_holds():
    ours = replace(BASE, contacts=(replace(CLAIRE, email="a@acme.example"),))
    theirs = replace(BASE, contacts=(replace(CLAIRE, email="b@acme.example"),))
    result, conflicts = joined(ours, theirs)
    (conflict,) = conflicts
    assert (conflict.field, conflict.base) == ("contacts[claire].email", "claire@acme.example")
    assert (conflict.mine, conflict.theirs) == ("a@acme.example", "b@acme.example")
    assert result == theirs


def test_people_added_by_both_are_all_there():
    paul, anne = (Contact(id=name, name=name.title()) for name in ("paul", "anne"))
    result, conflicts = joined(replace(BASE, contacts=(CLAIRE, paul)), replace(BASE, contacts=(CLAIRE, anne)))
    assert ([one.id for one in result.contacts], conflicts) == (["claire", "anne", "paul"], ())


def test_taking_away_wins_from_a_set():
    ours, theirs = replace(BASE, phones=()), replace(BASE, phones=(*BASE.phones, "04 67 00 00 02"))
    assert joined(ours, theirs)[0].phones == ("04 67 00 00 02",)


def test_somebody_changed_here_and_taken_away_there_is_a_conflict():
    result, conflicts = joined(replace(BASE, contacts=(replace(CLAIRE, name="Claire V."),)), replace(BASE, contacts=()))
    assert (named(conflicts), result.contacts) == (["contacts[claire]"], ())
    result, conflicts = joined(replace(BASE, contacts=()), replace(BASE, contacts=(replace(CLAIRE, name="Claire V."),)))
    assert (named(conflicts), [one.name for one in result.contacts]) == (["contacts[claire]"], ["Claire V."])


def test_somebody_taken_away_and_not_changed_is_gone():
    assert joined(replace(BASE, contacts=()), replace(BASE, name="Acme SAS"))[0].contacts == ()


def test_details_that_were_erased_come_back_from_no_side():
    erased = Contact(id="claire", name="contact-1", erased=date(2026, 11, 1))
    changed = replace(CLAIRE, email="new@acme.example")
    for pair in ((erased, changed), (changed, erased)):
        result, conflicts = joined(*(replace(BASE, contacts=(one,)) for one in pair))
        assert (result.contacts, conflicts) == ((erased,), ())


def test_lists_in_which_the_order_counts_are_one_value():
    rules = [EscalationRule(priorities=(priority,)) for priority in Priority]
    base = company(escalation=tuple(rules[:1]))
    ours, theirs = (replace(base, escalation=(*rules[:1], rule)) for rule in rules[1:3])
    assert named(fields.join(base, ours, theirs)[1]) == ["escalation"]


def test_two_new_files_agree_where_they_are_the_same():
    ours = replace(BASE, sites=(Site(id="siege", name="Siège"),))
    result, conflicts = joined(ours, replace(BASE, name="Acme SAS"), None)
    assert (named(conflicts), result.sites) == (["name"], ours.sites)


PEOPLE = st.lists(
    st.builds(
        Contact,
        id=st.sampled_from(["anne", "claire", "paul", "zoe"]),
        name=st.sampled_from(["A", "B"]),
        roles=st.lists(st.sampled_from(list(Role)), unique=True, max_size=3).map(tuple),
        erased=st.sampled_from([None, None, None, date(2026, 1, 1)]),
    ),
    unique_by=lambda one: one.id,
    max_size=4,
).map(tuple)
CLIENTS = st.builds(
    Client,
    id=st.just("acme"),
    name=st.sampled_from(["A", "B", "C"]),
    legal=st.just(Legal.PROFESSIONAL),
    phones=st.lists(st.sampled_from(["0102", "0304", "0506"]), unique=True).map(tuple),
    contacts=PEOPLE,
)


@given(CLIENTS, CLIENTS, CLIENTS)
def test_whoever_is_called_ours_the_same_is_decided(base, ours, theirs):
    one, found = joined(ours, theirs, base)
    other, found_too = joined(theirs, ours, base)
    assert sorted(named(found)) == sorted(named(found_too))
    assert {(c.field, repr(c.mine), repr(c.theirs)) for c in found} == {
        (c.field, repr(c.theirs), repr(c.mine)) for c in found_too
    }
    if not found:
        assert one == other


@given(CLIENTS, CLIENTS)
def test_a_side_that_changed_nothing_yields(base, ours):
    assert joined(ours, base, base) == (ours, ())
    assert joined(base, ours, base) == (ours, ())
    assert joined(ours, ours, base) == (ours, ())


@given(CLIENTS, CLIENTS, CLIENTS)
def test_joining_again_changes_nothing(base, ours, theirs):
    result, conflicts = joined(ours, theirs, base)
    if not conflicts:
        assert joined(result, theirs, base)[0].name == result.name
        assert joined(result, theirs, theirs) == (result, ())


@pytest.mark.parametrize("known", [(), (("20.9", 1), ("20.10", 1))])
def test_of_versions_that_both_sides_installed_the_later_one_is_the_present(known):
    older, newer = version("22.2", 3), version("22.1", 5)
    base, ours, theirs = (
        replace(BASE, components=(replace(IPBX, versions=(*(version(*one) for one in known), *more)),))
        for more in ((), (older,), (newer,))
    )
    for result, conflicts in (joined(ours, theirs, base), joined(theirs, ours, base)):
        assert (result.components[0].version, conflicts) == ("22.1", ())
        assert result.components[0].versions[-2:] == (older, newer)


def version(text, day):
    return Version(version=text, since=date(2026, 11, day))


def test_hours_that_both_sides_changed_are_a_conflict_day_by_day():
    base, ours, theirs = (hours(mon=mon, tue=tue) for mon, tue in (("08", "08"), ("09", "09"), ("10", "08")))
    result, conflicts = joined(ours, theirs, base)
    assert named(conflicts) == ["coverages[business].week[mon]"]
    assert result.coverages["business"].week == {"mon": ("10:00-18:00",), "tue": ("09:00-18:00",)}


def hours(**opens):
    week = {day: (f"{at}:00-18:00",) for day, at in opens.items()}
    return company(coverages={"business": Coverage(week=week, holidays="closed")})


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        (("ipbx",), ("trunk",), None),  # each took another one away: nothing left would be everything
        ((), ("ipbx", "trunk", "dect"), None),
        (("ipbx", "trunk", "dect"), ("ipbx",), ("ipbx", "dect")),
    ],
)
def test_what_a_contract_covers_is_never_widened_to_everything_by_joining(ours, theirs, wanted):
    base, mine, others = (contract(covers=Scope(components=one)) for one in (("ipbx", "trunk"), ours, theirs))
    result, conflicts = joined(mine, others, base)
    assert result.covers.components == (wanted or theirs)
    assert named(conflicts) == ([] if wanted else ["covers.components"])
