"""Terms of contracts: the example of the rules, month ends, bounds, terminations and the states."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.terms import Terms, add_months, exhaustion_alert_on, legal_notice_window, term_at
from celyactl.errors.calendar import DateOutOfRange, TermsImpossible


def on(text: str) -> date:
    return date.fromisoformat(text)


EXAMPLE = Terms(on("2018-09-27"), months=36)


def test_the_example_alerts_on_6_june_2021():
    term = term_at(EXAMPLE, on("2021-06-06"))
    assert (term.index, term.start, term.end) == (0, on("2018-09-27"), on("2021-09-27"))
    assert (term.notice_limit, term.alert_on, term.last_day) == (on("2021-06-27"), on("2021-06-06"), on("2021-09-26"))


@pytest.mark.parametrize(
    ("at", "index", "state"),
    [
        ("2018-09-26", 0, "upcoming"),
        ("2018-09-27", 0, "active"),
        ("2021-06-05", 0, "active"),
        ("2021-06-06", 0, "renewing"),
        ("2021-06-28", 0, "renewing"),
        ("2021-09-26", 0, "renewing"),
        ("2021-09-27", 1, "active"),
        ("2022-09-27", 2, "active"),
        ("2026-11-23", 6, "active"),
    ],
)
def test_tacit_renewal_runs_on_the_day_of_the_end(at, index, state):
    term = term_at(EXAMPLE, on(at))
    assert (term.index, term.state, term.renews, term.final_end) == (index, state, True, None)


@pytest.mark.parametrize("renewal", ["express", "none"])
@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2025-12-31", "upcoming"),
        ("2026-09-09", "active"),
        ("2026-09-10", "ending"),
        ("2026-12-31", "ending"),
        ("2027-01-01", "ended"),
    ],
)
def test_express_or_none_never_renews_by_itself(renewal, at, state):
    term = term_at(Terms(on("2026-01-01"), renewal=renewal), on(at))
    assert (term.index, term.end, term.state, term.renews) == (0, on("2027-01-01"), state, False)


def test_an_express_renewal_that_both_signed_runs():
    term = term_at(Terms(on("2026-01-01"), renewal="express", renewal_months=6, agreed_renewals=1), on("2027-02-01"))
    assert (term.index, term.start, term.end, term.state) == (1, on("2027-01-01"), on("2027-07-01"), "active")


@pytest.mark.parametrize(
    "bound",
    [{"max_renewals": 3}, {"latest_end": on("2028-01-01")}, {"max_renewals": 9, "latest_end": on("2028-01-01")}],
)
@pytest.mark.parametrize(
    ("at", "index", "state"),
    [
        ("2026-11-01", 2, "renewing"),
        ("2027-03-31", 3, "active"),
        ("2027-04-01", 3, "ending"),
        ("2027-12-31", 3, "ending"),
        ("2028-01-01", 3, "exhausted"),
        ("2040-01-01", 3, "exhausted"),
    ],
)
def test_a_public_buyers_renewals_run_out_with_an_alert_nine_months_before(bound, at, index, state):
    terms = Terms(on("2024-01-01"), **bound)
    term = term_at(terms, on(at))
    assert (term.index, term.state, term.final_end) == (index, state, on("2028-01-01"))
    assert exhaustion_alert_on(terms) == on("2027-04-01")


def test_a_term_that_would_pass_the_latest_end_is_cut_there():
    terms = Terms(on("2024-01-01"), latest_end=on("2027-07-01"))
    last = term_at(terms, on("2027-02-01"))
    assert (last.start, last.end, last.notice_limit, last.state) == (
        on("2027-01-01"),
        on("2027-07-01"),
        on("2027-04-01"),
        "ending",
    )
    assert term_at(terms, on("2026-12-31")).renews
    assert exhaustion_alert_on(terms) == on("2026-10-01")  # before the last term starts


@pytest.mark.parametrize(
    ("at", "start", "end", "state"),
    [
        ("2024-06-01", "2024-01-01", "2025-01-01", "active"),
        ("2025-01-01", "2025-01-01", "2025-05-01", "ending"),
        ("2025-04-30", "2025-01-01", "2025-05-01", "ending"),
        ("2025-05-01", "2025-01-01", "2025-05-01", "ended"),
        ("2031-05-01", "2025-01-01", "2025-05-01", "ended"),
    ],
)
def test_a_contract_ended_early_ends_then(at, start, end, state):
    term = term_at(Terms(on("2024-01-01"), terminated_on=on("2025-05-01")), on(at))
    assert (term.start, term.end, term.state) == (on(start), on(end), state)


def test_notice_given_for_the_end_of_the_term_makes_it_end_there():
    terms = Terms(on("2024-01-01"), max_renewals=5, terminated_on=on("2025-01-01"))
    term = term_at(terms, on("2024-06-01"))
    assert (term.end, term.renews, term.state, term.notice_limit) == (
        on("2025-01-01"),
        False,
        "ending",
        on("2024-10-01"),
    )
    assert term_at(terms, on("2025-01-01")).state == "ended"
    assert exhaustion_alert_on(terms) is None


def test_a_contract_ended_before_it_began_was_never_in_force():
    terms = Terms(on("2024-01-01"), terminated_on=on("2023-06-01"))
    assert [term_at(terms, on(at)).state for at in ("2023-05-31", "2023-06-01", "2024-01-01")] == [
        "upcoming",
        "ended",
        "ended",
    ]


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-15", 0, "2026-11-15"),
        ("2026-11-15", 2, "2027-01-15"),
    ],
)
def test_months_are_safe_at_their_ends(start, months, expected):
    assert add_months(on(start), months) == on(expected)


def test_terms_from_a_leap_day_come_back_to_it():
    terms = Terms(on("2024-02-29"))
    ends = [term_at(terms, date(2024 + year, 3, 1)).start for year in range(5)]
    assert [str(day) for day in ends] == ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


def test_a_hundred_renewals_do_not_drift():
    terms = Terms(on("2024-01-31"), months=1, renewal_months=1, notice_months=0)
    term = term_at(terms, on("2032-05-31"))
    assert (term.index, term.start, term.end) == (100, on("2032-05-31"), on("2032-06-30"))


@given(
    st.builds(
        Terms,
        st.dates(date(1990, 1, 1), date(2040, 1, 1)),
        months=st.integers(1, 60),
        renewal=st.sampled_from(["tacit", "express", "none"]),
        renewal_months=st.integers(1, 36),
        max_renewals=st.none() | st.integers(0, 9),
        latest_end=st.none() | st.dates(date(2040, 1, 2), date(2060, 1, 1)),
        agreed_renewals=st.integers(0, 3),
        terminated_on=st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    ),
    st.dates(date(1980, 1, 1), date(2090, 1, 1)),
)
def test_terms_follow_one_another_without_gap(terms, at):
    term = term_at(terms, at)
    assert (term.state in {"ended", "exhausted", "upcoming"}) == (not term.start <= at < term.end)
    assert term.final_end is None or term.end <= term.final_end
    if term.renews:
        following = term_at(terms, term.end)
        assert (following.index, following.start) == (term.index + 1, term.end)
    if term.index:
        assert term_at(terms, term.start - timedelta(days=1)).end == term.start


def test_the_legal_notice_window_is_from_three_months_to_one_before_the_limit():
    assert legal_notice_window(on("2026-10-01")) == (on("2026-07-01"), on("2026-09-01"))
    assert legal_notice_window(on("2026-05-31")) == (on("2026-02-28"), on("2026-04-30"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("months", 0),
        ("renewal_months", 0),
        ("notice_months", -1),
        ("agreed_renewals", -1),
        ("alert_days", -1),
        ("max_renewals", -1),
        ("latest_end", date(2026, 1, 1)),
    ],
)
def test_terms_that_make_no_sense_name_the_field(field, value):
    with pytest.raises(TermsImpossible) as refusal:
        Terms(date(2026, 1, 1), **{field: value})
    assert refusal.value.field == field


@pytest.mark.parametrize("terms", [Terms(date(9990, 1, 1), months=999), Terms(date(2026, 1, 1), notice_months=10**9)])
def test_dates_outside_the_calendar_are_an_error(terms):
    with pytest.raises(DateOutOfRange):
        term_at(terms, date(9991, 1, 1))


def test_an_endless_alert_stays_within_the_calendar():
    assert term_at(Terms(date(2026, 1, 1), alert_days=10**12), date(2026, 1, 1)).alert_on == date.min
