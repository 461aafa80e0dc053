"""Facts that are kept of a ticket: whoever looks later must see the same."""

from __future__ import annotations

import pytest
from builders import Journal, at, contract, target
from clock_oracle import instant
from clock_scripts import cases
from hypothesis import given
from hypothesis import strategies as st
from laws import law
from msgspec import msgpack
from msgspec.structs import replace

from celyactl.domain.entries import field
from celyactl.domain.figures.facts import Facts
from celyactl.domain.figures.telling import facts_of, lasting_facts
from celyactl.domain.stops import FOREVER
from celyactl.domain.words import ClockStatus, Kind, Mode

PROMISED = contract(target("P2", "1h", "8h"))
LATER = st.integers(0, 300)
BREACHED = ClockStatus.BREACHED


def seen(journal, now, of=PROMISED, *operations):
    return facts_of(journal.story, journal.courses(of, now, *operations).values())


@given(cases(), LATER, LATER)
@law(120)
def test_what_lasts_is_what_any_later_instant_sees(case, later, more):
    last = (case.script[-1][0] if case.script else case.opened) + later
    first, second = (
        seen(case.journal(), instant(now).isoformat(), case.contract, case.exclusion) for now in (last, last + more)
    )
    lasting = first.lasting(instant(last))
    assert lasting is not None
    assert lasting == second.lasting(instant(last + more))
    if first.is_settled:
        assert first == second == lasting
    assert msgpack.decode(msgpack.encode(lasting), type=Facts) == lasting


def ahead(case, *operations):
    """What is kept of a ticket without knowing who will look when."""
    journal = case.journal()
    courses = journal.courses(case.contract, FOREVER.isoformat(), *operations)
    return lasting_facts(journal.story, tuple(courses.values()))


@given(cases(), LATER)
@law(120)
def test_what_is_told_ahead_is_what_whoever_looks_from_the_last_entry_on_keeps(case, later):
    last = case.script[-1][0] if case.script else case.opened
    now = instant(last + later)
    assert ahead(case, case.exclusion) == seen(case.journal(), now.isoformat(), case.contract, case.exclusion).lasting(
        now
    )


@given(cases(), LATER, st.integers(1, 300))
@law(120)
def test_what_excludes_time_after_the_last_entry_changes_nothing_that_lasts(case, later, lasts):
    start = (case.script[-1][0] if case.script else case.opened) + later
    works = replace(case.exclusion, start=instant(start), end=instant(start + lasts), announced=instant(start - 3000))
    assert works.applies(case.journal().story.header.components, FOREVER)
    assert ahead(case, works) == ahead(case)


@given(cases(), LATER)
@law(120)
def test_facts_tell_what_the_clocks_show(case, later):
    now = instant((case.script[-1][0] if case.script else case.opened) + later).isoformat()
    journal = case.journal()
    shown = journal.clocks(case.contract, now, case.exclusion).values()
    told = seen(journal, now, case.contract, case.exclusion).clocks
    assert [(one.name, one.status, one.target, one.met, one.elapsed_seconds) for one in told] == [
        (one.name, one.status, one.target, one.met_at, one.elapsed_seconds) for one in shown
    ]
    assert [one.due for one in told] == [one.due_at if one.status is BREACHED else None for one in shown]
    assert [one.late_seconds for one in told] == [max(0, -(one.remaining_seconds or 0)) for one in shown]


def settled(**changes):
    return Journal("2026-03-02 09:00", "P2", **changes).ack("2026-03-02 09:30").settle("2026-03-02 11:00")


def test_a_ticket_is_settled_when_nothing_of_it_can_go_on():
    assert seen(settled(), "2026-03-03 09:00").is_settled
    assert seen(settled().close("2026-03-09 09:00"), "2026-03-10 09:00").is_settled
    assert seen(Journal("2026-03-02 09:00").cancel("2026-03-02 10:00"), "2026-03-03 09:00").is_settled
    for journal in (
        Journal("2026-03-02 09:00", "P2").ack("2026-03-02 09:30"),
        settled().reopen("2026-03-03 09:00"),
        settled(kind=Kind.OPERATION),
        settled(kind=Kind.PREVENTIVE),
    ):
        assert not seen(journal, "2026-03-04 09:00").is_settled


def test_of_an_open_ticket_only_the_clocks_that_stand_last():
    told = seen(Journal("2026-03-02 09:00", "P2").ack("2026-03-02 09:30"), "2026-03-02 10:00")
    assert [clock.name for clock in told.clocks] == ["response", "restoration"]
    assert [clock.name for clock in told.lasting(at("2026-03-02 10:00")).clocks] == ["response"]


@pytest.mark.parametrize(("start", "lasts"), [("2026-03-02 10:00", True), ("2026-03-02 12:00", False)])
def test_work_that_is_told_before_it_begins_is_not_kept(start, lasts):
    facts = {"mode": Mode.REMOTE, "start": at(start), "end": at("2026-03-02 12:30"), "summary": "…"}
    told = settled().add(field.Intervention, "2026-03-02 10:30", **facts)
    assert (seen(told, "2026-03-04 09:00").lasting(at("2026-03-04 09:00")) is not None) is lasts


def test_whoever_looks_before_the_last_entry_keeps_nothing():
    for now, lasts in (("2026-03-02 10:59", False), ("2026-03-02 11:00", True)):
        assert (seen(settled(), now).lasting(at(now)) is not None) is lasts
