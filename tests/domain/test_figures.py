from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import PARIS, Journal, at, contract, target
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.figures.kept import count_clock, nearest_rank
from celyactl.domain.figures.period import Period
from celyactl.domain.figures.telling import facts_of
from celyactl.domain.figures.tickets import count_tickets, was_open
from celyactl.domain.figures.waiting import count_waiting
from celyactl.domain.figures.work import count_work
from celyactl.domain.words import ClockName, Kind, Mode, WaitFor
from celyactl.errors.command_line import PeriodTurnedRound

PROMISED = contract(target("P2", "1h", "8h"), target("P4"))
YEAR = Period.year(2026, PARIS)
NOW = "2027-02-01 12:00"


def facts(*journals, now=NOW):
    return [facts_of(one.story, one.courses(PROMISED, now).values()) for one in journals]


def settled(opened="2026-03-02 09:00", restored="2026-03-02 11:00", priority="P2"):
    return Journal(opened, priority).ack(opened).settle(restored)


def test_a_year_is_local_and_half_open():
    assert (YEAR.begins, YEAR.ends) == (at("2026-01-01 00:00"), at("2027-01-01 00:00"))
    assert [YEAR.holds(at(one)) for one in ("2025-12-31 23:59", "2026-01-01 00:00", "2027-01-01 00:00")] == [
        False,
        True,
        False,
    ]
    with pytest.raises(PeriodTurnedRound):
        Period(date(2026, 6, 1), date(2026, 6, 1), PARIS)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 900))
def test_the_months_of_a_period_are_those_of_its_days(start, days):
    whole = [start + timedelta(days=day) for day in range(days)]
    assert list(Period(start, start + timedelta(days=days), PARIS).months) == sorted({f"{day:%Y-%m}" for day in whole})


def test_tickets_are_counted_by_their_opening_their_last_close_and_their_state():
    before = settled("2025-12-30 09:00", "2026-01-05 09:00").close("2026-01-12 09:00")
    again = settled().close("2026-03-09 09:00").reopen("2026-03-10 09:00").settle("2026-03-11 09:00")
    still = Journal("2026-12-30 09:00", "P4")
    dropped = Journal("2026-05-04 09:00").cancel("2026-05-05 09:00")
    found = count_tickets(facts(before, again, still, dropped), YEAR)
    assert (found.opened, found.closed, found.open_at_start, found.open_at_end) == (3, 2, 1, 1)
    assert (found.reopened, found.settled, found.cancelled) == (0, 2, 1)
    assert found.by_priority == {"P2": 1, "P3": 1, "P4": 1}
    assert (len(found.by_month), found.by_month["2026-03"], found.by_month["2026-04"]) == (12, 1, 0)


NEXT = {"settle": {"open", "reopen"}, "close": {"settle"}, "reopen": {"settle", "close"}, "cancel": {"open", "reopen"}}


def played(acts, days):
    """A ticket that was opened on the first day (from 1 March) and acted upon on the others, as far as it may be."""
    first, *later = (f"2026-03-{day + 1:02} 09:00" for day in sorted(days))
    journal, last = Journal(first), "open"
    for act, day in zip(acts, later, strict=False):
        if last in NEXT[act]:
            journal, last = getattr(journal, act)(day), act
    return journal


ACTS = st.lists(st.sampled_from(list(NEXT)), max_size=5)
DAYS = st.lists(st.integers(0, 30), min_size=6, max_size=6)


@given(st.lists(st.builds(played, ACTS, DAYS), max_size=6))
def test_what_came_equals_what_became_of_it(journals):
    """Around a period of ten days, whatever the order of opening, settling, reopening, cancelling and closing."""
    told = facts(*journals)
    found = count_tickets(told, Period(date(2026, 3, 11), date(2026, 3, 21), PARIS))
    came = found.open_at_start + found.opened + found.reopened
    assert came == found.settled + found.cancelled + found.open_at_end
    assert found.open_at_end == sum(was_open(one, at("2026-03-21 00:00")) for one in told)


def test_a_ticket_that_was_over_and_came_back_counts_as_reopened():
    [known] = facts(settled("2026-02-02 09:00", "2026-02-03 09:00").reopen("2026-03-10 09:00"))
    march = count_tickets([known], Period(date(2026, 3, 1), date(2026, 4, 1), PARIS))
    assert (march.open_at_start, march.opened, march.reopened, march.settled, march.open_at_end) == (0, 0, 1, 0, 1)


def test_a_ticket_is_open_until_it_is_settled_and_from_its_reopening_on():
    [known] = facts(settled().reopen("2026-03-10 09:00").settle("2026-03-11 09:00"))
    told = [was_open(known, at(f"2026-03-{day:02} 08:00")) for day in (2, 3, 10, 11, 12)]
    assert told == [False, False, False, True, False]


def test_a_clock_counts_what_was_promised_for_and_not_cancelled():
    late = settled(restored="2026-03-03 18:00")
    others = [
        settled(),
        settled(priority="P4"),
        settled("2025-12-30 09:00"),
        Journal("2026-05-04 09:00", "P2").cancel("2026-05-05 09:00"),
    ]
    found = count_clock(facts(late, *others), ClockName.RESTORATION, YEAR)
    assert (found.count, found.met, found.rate) == (2, 1, None)
    assert (found.median_seconds, found.max_seconds) == (2 * 3600, 19 * 3600)
    [miss] = found.misses
    assert (miss.late_seconds, miss.reason) == (11 * 3600, None)


def test_a_rate_is_told_from_five_cases_on():
    assert count_clock(facts(*[settled()] * 4), ClockName.RESPONSE, YEAR).rate is None
    assert count_clock(facts(*[settled()] * 5), ClockName.RESPONSE, YEAR).rate == 1.0


def test_what_still_runs_is_in_no_rate():
    running, late = Journal("2026-12-30 09:00", "P2"), settled(restored="2026-03-03 18:00")
    told = facts(*[settled()] * 3, late, running, running, now="2026-12-30 10:00")
    found = count_clock(told, ClockName.RESTORATION, YEAR)
    assert (found.count, found.decided, found.running, found.rate) == (6, 4, 2, None)
    found = count_clock([*told, *facts(late)], ClockName.RESTORATION, YEAR)
    assert (found.count, found.decided, found.running, found.rate) == (7, 5, 2, 3 / 5)


def test_seconds_are_of_clocks_that_ended():
    nobody = Journal("2026-05-04 09:00", "P2")
    found = count_clock(facts(settled(), nobody), ClockName.RESPONSE, YEAR)
    assert (found.count, len(found.misses), found.ended, found.max_seconds) == (2, 1, 1, 0)


def test_nobody_reported_a_visit_or_an_operation_outside_of_the_hours():
    sunday = [Journal("2026-05-03 10:00", kind=kind, out_of_hours=True) for kind in Kind]
    assert count_tickets(facts(*sunday), YEAR).out_of_hours == len(Kind) - 2


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([], 50, None), ([7], 95, 7), ([1, 2, 3, 4], 50, 2), (list(range(1, 21)), 95, 19)],
)
def test_percentiles_are_by_nearest_rank(values, percent, expected):
    assert nearest_rank(values, percent) == expected


def test_interventions_are_counted_by_their_start():
    told = (
        Journal("2025-12-30 09:00")
        .intervene("2025-12-31 23:00", "2026-01-01 01:00")
        .intervene("2026-02-02 09:00", "2026-02-02 10:30", Mode.ONSITE, travel_seconds=600)
    )
    found = count_work(facts(told), YEAR)
    assert (found.count, found.seconds, found.by_mode, found.travel_seconds) == (1, 5400, {"onsite": 1}, 600)


def test_time_waited_twice_at_once_counts_once():
    told = Journal("2026-11-23 09:00").wait("2026-11-23 10:00").resume("2026-11-23 12:00").wait("2026-11-23 11:00")
    told.resume("2026-11-23 13:00")
    assert count_waiting(facts(told), YEAR, at(NOW))["client"] == 3 * 3600


def test_waiting_is_cut_at_the_ends_of_the_period_and_ends_now():
    told = Journal("2026-12-30 09:00").wait("2026-12-31 23:00")
    assert count_waiting(facts(told), YEAR, at(NOW)) == {
        WaitFor.CLIENT: 3600,
        WaitFor.THIRD_PARTY: 0,
        WaitFor.INTERNAL: 0,
    }
