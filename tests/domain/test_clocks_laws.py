"""Clocks against a slow and independent computation, and laws that hold for every story."""

from __future__ import annotations

from datetime import timedelta

import pytest
from clock_oracle import Shown, SlowClock, instant
from clock_scripts import cases
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import law

from celyactl.domain.clocks import clock_of
from celyactl.domain.ledger import forecast, ledger
from celyactl.domain.ledger_lines import LineCode
from celyactl.domain.local_time import to_utc
from celyactl.domain.thresholds import reached_at

QUARTER = timedelta(minutes=15)
ORDINARY = law(120)
LONG = settings(max_examples=5_000, deadline=None)
LATER = st.integers(0, 300)


def shown(clock):
    return Shown(
        status=clock.status.value,
        due=_quarter(clock.due_at) if clock.due_at else None,
        met=_quarter(clock.met_at) if clock.met_at else None,
        elapsed=clock.elapsed // QUARTER,
        paused=clock.paused // QUARTER,
    )


def _quarter(at):
    return (to_utc(at) - instant(0)) // QUARTER


def last(case):
    return case.script[-1][0] if case.script else case.opened


def clocks_of(case, now):
    return case.journal().courses(case.contract, instant(now).isoformat(), case.exclusion)


def agree(case, later):
    now = last(case) + later
    for name, course in clocks_of(case, now).items():
        assert shown(clock_of(course)) == SlowClock(case, name, case.script, now).shown()


@given(cases(), LATER)
@ORDINARY
def test_clocks_agree_with_the_slow_computation(case, later):
    agree(case, later)


@pytest.mark.soak
@given(cases(longest=25), LATER)
@LONG
def test_clocks_agree_with_the_slow_computation_for_long(case, later):
    agree(case, later)


@given(cases(without=("confirm",)), st.integers(0, 16))
@ORDINARY
def test_a_clock_tells_what_it_showed_at_an_earlier_instant(case, sixteenths):
    now = case.opened + (last(case) - case.opened) * sixteenths // 16
    until = tuple(act for act in case.script if act[0] <= now)
    for name, course in clocks_of(case, now).items():
        assert shown(clock_of(course)) == SlowClock(case, name, until, now).shown()


@given(cases(), LATER)
@ORDINARY
def test_a_ledger_sums_to_what_the_clock_says_and_leaves_no_hole(case, later):
    for course in clocks_of(case, last(case) + later).values():
        clock, lines = clock_of(course), ledger(course)
        stretches = [line for line in lines if not line.is_mark]
        assert sum(line.seconds for line in lines) == clock.elapsed_seconds == lines[-1].total
        pauses = [line for line in lines if line.code in {LineCode.PAUSED_CLIENT, LineCode.PAUSED_THIRD_PARTY}]
        assert all(line.covered == line.seconds for line in lines if line.code is LineCode.COUNTED)
        assert sum(line.covered for line in pauses) == clock.paused_seconds
        borders = [to_utc(course.opened), *(to_utc(line.end) for line in stretches)]
        assert [to_utc(line.start) for line in stretches] == borders[:-1]
        assert borders[-1] == course.end
        assert [line.start for line in lines] == sorted(line.start for line in lines)


@given(cases(), LATER)
@ORDINARY
def test_a_forecast_counts_what_remains(case, later):
    for course in clocks_of(case, last(case) + later).values():
        clock, lines = clock_of(course), forecast(course)
        if lines:
            assert lines[-1].code is LineCode.DUE
            assert lines[-1].start == clock.due_at
            assert sum(line.seconds for line in lines) == clock.remaining_seconds


@given(cases(), LATER, st.integers(1, 99), st.integers(1, 99))
@ORDINARY
def test_thresholds_come_in_order_and_never_after_the_deadline(case, later, one, other):
    for course in clocks_of(case, last(case) + later).values():
        first, second = (reached_at(course, percent) for percent in sorted((one, other)))
        whole = reached_at(course, 100)
        reached = [instant for instant in (first, second, whole) if instant is not None]
        assert reached == sorted(reached)
        if second is not None:
            assert first is not None


@given(cases(), LATER)
@ORDINARY
def test_a_list_shows_the_first_deadline_that_is_not_met(case, later):
    courses = clocks_of(case, last(case) + later)
    unmet = [clock_of(course) for course in courses.values() if course.met is None]
    found = case.journal().due(case.contract, case.exclusion)
    waits = any(clock.status.value == "paused" and clock.due_at is None for clock in unmet)
    if waits or any(course.cancelled for course in courses.values()):
        assert found is None
    else:
        assert found == min((to_utc(clock.due_at) for clock in unmet if clock.due_at), default=None)
