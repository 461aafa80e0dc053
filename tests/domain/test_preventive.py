"""By when a plan asks for its visits, and which ticket answers for which."""

from __future__ import annotations

from datetime import date

import pytest
from builders import PARIS, Journal, at
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.calendar import named_calendar
from celyactl.domain.company import Coverage
from celyactl.domain.contract import PreventivePlan
from celyactl.domain.entries import field
from celyactl.domain.figures.period import Period
from celyactl.domain.figures.preventive import count_preventive
from celyactl.domain.preventive import next_open_day, nominal_days, visits
from celyactl.domain.to_come import planned_of
from celyactl.domain.words import Kind, Visibility

WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("08:00-18:00",))
HOLIDAYS = {2026: [date(2026, 5, 1), date(2026, 11, 11)]}
CALENDAR = named_calendar(
    "business",
    {"business": Coverage(week=WEEK, holidays="closed")},
    PARIS.key,
    ("FR", lambda _zone, year: HOLIDAYS.get(year, [])),
)
YEAR = (date(2026, 1, 1), date(2027, 1, 1))


def plan(visits, *months, since=date(2026, 1, 1)):
    return PreventivePlan(id="visites", since=since, visits=visits, months=months)


def days(one, span=YEAR):
    return [f"{day:%m-%d}" for day in sorted(nominal_days(one, *span))]


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (plan(2, 3, 11), ["03-31", "11-30"]),
        (plan(1, 2), ["02-28"]),
        (plan(3, 3, 11), ["03-15", "03-31", "11-30"]),
        (plan(2), ["06-30", "12-31"]),
        (plan(4), ["03-31", "06-30", "09-30", "12-31"]),
        (plan(2, since=date(2026, 2, 15)), ["08-14"]),
        (plan(2, 3, 11, since=date(2026, 4, 1)), ["11-30"]),
    ],
)
def test_the_days_by_which_a_plan_promises_its_visits(one, wanted):
    assert days(one) == wanted


@given(st.integers(1, 52), st.dates(date(2020, 1, 1), date(2026, 1, 1)))
def test_a_year_has_as_many_visits_as_were_promised(number, since):
    first = date(since.year + 1, since.month, min(since.day, 28))
    last = date(first.year + 1, first.month, first.day)
    found = list(nominal_days(plan(number, since=since), first, last))
    assert abs(len(found) - number) <= 1
    assert len(set(found)) == len(found)


def test_a_closed_day_moves_to_the_next_open_one():
    assert next_open_day(CALENDAR, date(2026, 5, 31)) == date(2026, 6, 1)
    assert next_open_day(CALENDAR, date(2026, 11, 11)) == date(2026, 11, 12)
    assert next_open_day(CALENDAR, date(2026, 11, 12)) == date(2026, 11, 12)


def ticket(due, *more):
    journal = Journal("2026-03-01 09:00", kind=Kind.PREVENTIVE)
    journal.add(field.PreventivePlanned, "2026-03-01 10:00", due=at(due), plan="visites")
    for kind, when in more:
        journal.add(kind, when)
    return journal.story


def standings(stories, today):
    found = visits(plan(2, 3, 11), CALENDAR, stories, YEAR, today)
    return [(one.standing, bool(one.ref)) for one in found]


def test_a_visit_is_late_once_its_due_day_is_over():
    assert standings([], date(2026, 3, 31)) == [("due", False), ("due", False)]
    assert standings([], date(2026, 4, 1)) == [("late", False), ("due", False)]
    assert standings([ticket("2026-03-25 09:00")], date(2026, 4, 1)) == [("late", True), ("due", False)]


def test_a_ticket_answers_for_the_visit_nearest_to_its_date():
    made = ticket("2026-03-25 09:00", (field.PreventiveDone, "2026-04-02 12:00"))
    assert standings([made], date(2026, 12, 24)) == [("made", True), ("late", False)]
    early = ticket("2026-10-05 09:00")
    assert standings([made, early], date(2026, 10, 1)) == [("made", True), ("planned", True)]


def promised(due):
    return Journal("2026-03-01 09:00", kind=Kind.PREVENTIVE).add(field.PreventivePlanned, "2026-03-01 10:00", **due)


def to_come(story, now="2026-03-02 09:00"):
    return [one.end for one in planned_of(story, at(now))]


def test_a_visit_is_to_come_until_it_is_made_or_called_off():
    due = {"due": at("2026-03-30 18:00"), "visibility": Visibility.PUBLIC}
    planned = promised(due)
    assert to_come(planned.story) == [due["due"]]
    later = due | {"due": at("2026-04-15 18:00")}
    assert to_come(planned.add(field.PreventivePlanned, "2026-03-01 11:00", **later).story) == [later["due"]]
    assert count_preventive([planned.story], Period.year(2026, PARIS)).due == 1
    assert to_come(planned.add(field.PreventiveDone, "2026-03-02 08:00").story) == []
    assert to_come(promised(due).cancel("2026-03-02 08:00").story) == []
