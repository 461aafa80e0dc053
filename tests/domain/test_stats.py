"""Tickets by month, and how long restoration took."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.stats import Fact, by_month, months_up_to, rank
from celyactl.domain.words import Priority


def hours(*numbers):
    return [timedelta(hours=number) for number in numbers]


def test_months_end_with_the_present_one_and_cross_the_year():
    assert months_up_to(date(2026, 2, 28), 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert months_up_to(date(2, 1, 31), 120)[0] == date(1, 1, 1)


def test_each_month_counts_what_opened_in_it_and_one_without_a_ticket_is_there():
    facts = [
        Fact(date(2026, 11, 1), Priority.P1, timedelta(hours=1)),
        Fact(date(2026, 11, 30), Priority.P3, None),
        Fact(date(2026, 11, 30), Priority.P3, timedelta(hours=3)),
        Fact(date(2026, 9, 30), Priority.P1, timedelta(hours=9)),
    ]
    october, november = by_month(facts, months_up_to(date(2026, 11, 5), 2))
    assert (october.total, october.restored, october.median) == (0, 0, None)
    assert november.opened == {Priority.P1: 1, Priority.P3: 2}
    assert (november.total, november.restored) == (3, 2)
    assert (november.median, november.ninth, november.longest) == tuple(hours(1, 3, 3))


def test_ranks_are_figures_of_tickets():
    assert [rank(hours(1, 2, 3, 4), percent) for percent in (25, 50, 51, 100)] == hours(1, 2, 3, 4)
    assert rank([], 50) is None


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=9)), min_size=1), st.integers(1, 100))
def test_so_many_per_cent_lie_at_or_below_a_rank(lengths, percent):
    found = rank(sorted(lengths), percent)
    assert found in lengths
    assert sum(length <= found for length in lengths) * 100 >= percent * len(lengths)
    assert sum(length < found for length in lengths) * 100 < percent * len(lengths)
