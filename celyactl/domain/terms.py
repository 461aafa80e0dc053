"""Terms of a contract: dates are local, `end` is exclusive (people read the day before), lengths are whole months.

The k-th term ends at `start + first term + k x renewal period`, always from the original start and safe at month ends:
31 January and one month is 28 February, and two are 31 March.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from typing import Final, Literal

from msgspec import Struct

from celyactl.errors.calendar import DateOutOfRange, TermsImpossible

Renewal = Literal["tacit", "express", "none"]
State = Literal["upcoming", "active", "renewing", "ending", "ended", "exhausted"]
ALERT_DAYS: Final = 21
EXHAUSTION_ALERT_MONTHS: Final = 9
_LEGAL_NOTICE_MONTHS: Final = (3, 1)


class Terms(Struct, frozen=True):
    """What a contract says of its duration.

    `months` is the first term, `renewal_months` each further one. `max_renewals` bounds tacit renewal; no term passes
    `latest_end` (exclusive): it is cut there. `agreed_renewals` are those that both signed, for an express contract.
    `terminated_on` is the first day out of force of a contract that was ended. `alert_days` come before the notice
    limit. Raises `TermsImpossible`, which names the field.
    """

    start: date
    months: int = 12
    renewal: Renewal = "tacit"
    renewal_months: int = 12
    notice_months: int = 3
    max_renewals: int | None = None
    latest_end: date | None = None
    agreed_renewals: int = 0
    terminated_on: date | None = None
    alert_days: int = ALERT_DAYS

    def __post_init__(self) -> None:
        lowest = {"months": 1, "renewal_months": 1, "notice_months": 0, "agreed_renewals": 0, "alert_days": 0}
        for field, least in lowest.items():
            if (value := getattr(self, field)) < least:
                raise TermsImpossible(field, value, least)
        if self.max_renewals is not None and self.max_renewals < 0:
            raise TermsImpossible("max_renewals", self.max_renewals, 0)
        if self.latest_end is not None and self.latest_end <= self.start:
            raise TermsImpossible("latest_end", self.latest_end, _shifted(self.start, 1))


class Term(Struct, frozen=True):
    """One term as it stands at a date: `[start, end)`, the first has index 0.

    `notice_limit` is the last day on which notice counts: the term's end less the notice period, whether or not the
    contract is ended earlier. `alert_on` is the first day of `renewing` or `ending`. `final_end` is where the last term
    ends, None when tacit renewal has no bound.
    """

    index: int
    start: date
    end: date
    notice_limit: date
    alert_on: date
    final_end: date | None
    state: State

    @property
    def renews(self) -> bool:
        """Whether another term follows by itself."""
        return self.end != self.final_end

    @property
    def last_day(self) -> date:
        """For people: "until … included"."""
        return _shifted(self.end, -1)


def term_at(terms: Terms, at: date) -> Term:
    """The term that runs at a date: the first before the start, the last once all are over.

    The states. `upcoming` before the start. In force: `active` before `alert_on`; from then on `renewing` when another
    term follows by itself (past the notice limit too: then nothing stops it any more), `ending` when none does. Once
    over: `exhausted` when tacit renewal reached `max_renewals` or `latest_end`, `ended` otherwise.

    `alert_on` is `alert_days` before the notice limit; nine months before the end in the last term of a bounded tacit
    contract; the start of its last term when it is terminated. Raises `DateOutOfRange` beyond the year 9999.
    """
    final_end = _final_end(terms)
    running = at if final_end is None else min(at, _shifted(final_end, -1))
    index = _index_at(terms, running)
    start = terms.start if index == 0 else _end(terms, index - 1)
    contractual_end = _end(terms, index)
    end = contractual_end if final_end is None else min(contractual_end, final_end)
    notice_limit = add_months(contractual_end, -terms.notice_months)
    alert_on = _alert_on(terms, start, notice_limit, final_end if end == final_end else None)
    return Term(index, start, end, notice_limit, alert_on, final_end, _state(terms, at, end, alert_on, final_end))


def exhaustion_alert_on(terms: Terms) -> date | None:
    """The day, nine months before, from which it is told that tacit renewal runs out; None when it does not.

    It may fall before the last term starts, when that one is short. Raises `DateOutOfRange`.
    """
    final_end = _final_end(terms)
    if terms.renewal != "tacit" or final_end is None or _is_terminated(terms, final_end):
        return None
    return add_months(final_end, -EXHAUSTION_ALERT_MONTHS)


def legal_notice_window(notice_limit: date) -> tuple[date, date]:
    """The first and the last day on which a protected client must be told of a tacit renewal.

    Between three months and one month before the notice limit, both included (Code de la consommation L215-1).
    """
    first, last = (add_months(notice_limit, -months) for months in _LEGAL_NOTICE_MONTHS)
    return first, last


def add_months(start: date, months: int) -> date:
    """The same day that many months later, or the last of a shorter month; raises `DateOutOfRange`."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if not MINYEAR <= year <= MAXYEAR:
        raise DateOutOfRange(start, months)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _shifted(day: date, days: int) -> date:
    """The date that many days later, held within the calendar."""
    return date.fromordinal(max(date.min.toordinal(), min(day.toordinal() + days, date.max.toordinal())))


def _end(terms: Terms, index: int) -> date:
    """The end of a term, not shortened by a termination."""
    end = add_months(terms.start, terms.months + index * terms.renewal_months)
    return end if terms.latest_end is None else min(end, terms.latest_end)


def _index_at(terms: Terms, at: date) -> int:
    """The smallest term that ends after `at`, as if renewal had no bound."""
    months = (at.year - terms.start.year) * 12 + at.month - terms.start.month
    index = max(0, (months - terms.months) // terms.renewal_months)
    while add_months(terms.start, terms.months + index * terms.renewal_months) <= at:
        index += 1
    return index


def _final_end(terms: Terms) -> date | None:
    """Where the contract ends at the latest, None when tacit renewal has no bound; never before its start."""
    renewals = {"tacit": terms.max_renewals, "express": terms.agreed_renewals, "none": 0}[terms.renewal]
    ends = [_end(terms, renewals)] if renewals is not None else []
    ends += [end for end in (terms.latest_end, terms.terminated_on) if end is not None]
    return max(terms.start, min(ends)) if ends else None


def _is_terminated(terms: Terms, final_end: date) -> bool:
    """Whether it is the termination that ends the contract."""
    return terms.terminated_on is not None and terms.terminated_on <= final_end


def _alert_on(terms: Terms, start: date, notice_limit: date, final_end: date | None) -> date:
    """The first day of `renewing` or `ending` in a term; `final_end` only when it is the last one."""
    if final_end is not None and _is_terminated(terms, final_end):
        return start
    if final_end is not None and terms.renewal == "tacit":
        return add_months(final_end, -EXHAUSTION_ALERT_MONTHS)
    return _shifted(notice_limit, -terms.alert_days)


def _state(terms: Terms, at: date, end: date, alert_on: date, final_end: date | None) -> State:
    if terms.terminated_on is not None and terms.terminated_on <= at:
        return "ended"
    if at < terms.start:
        return "upcoming"
    if at >= end:
        return "exhausted" if terms.renewal == "tacit" else "ended"
    if at < alert_on:
        return "active"
    return "ending" if end == final_end else "renewing"
