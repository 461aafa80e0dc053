"""What becomes of a contract at the end of its term, and the notice that French law asks for before it renews tacitly.

A consumer or a non-professional must be told between three months and one month before the notice limit, both included
(Code de la consommation L215-1, L215-3); when it was not, it may end the contract at any time from the renewal on.
Dates are local; `end` is exclusive.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from celyactl.domain.in_force import term_of, terms_of
from celyactl.domain.terms import add_months, exhaustion_alert_on, legal_notice_window
from celyactl.domain.words import Legal, Renewal

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.contract import Contract
    from celyactl.domain.terms import Term

Event = Literal["renews", "ends", "exhausted", "terminated"]
NoticeState = Literal["ahead", "due", "sent", "missed"]

PROTECTED: Final = frozenset({Legal.CONSUMER, Legal.NON_PROFESSIONAL})
_RUNNING: Final = frozenset({"active", "renewing", "ending"})


class Notice(NamedTuple):
    """The letter before a tacit renewal: to be sent from `first` to `last`, both included; `sent` when it was."""

    first: date
    last: date
    sent: date | None
    state: NoticeState


class Outlook(NamedTuple):
    """What happens next to a contract that runs: `event` on the day `on`.

    `act_by` is the first day, not before today, that somebody should not let pass: to send the letter, to give notice,
    or the end itself; `alert_on` is when that is told. `free_since` is the renewal from which a protected client may
    end the contract at any time, because no letter before it is recorded.
    """

    term: Term
    event: Event
    on: date
    act_by: date
    alert_on: date
    notice: Notice | None
    free_since: date | None


def outlook(contract: Contract, legal: Legal, today: date) -> Outlook | None:
    """What happens next, as seen today; None for a contract that does not run. Raises as `term_of`."""
    term = term_of(contract, today)
    if term.state not in _RUNNING:
        return None
    notice = _notice(contract, term, today) if legal in PROTECTED and term.renews else None
    exhausted_on = exhaustion_alert_on(terms_of(contract))
    alert_on = term.alert_on if exhausted_on is None else min(term.alert_on, exhausted_on)
    days = (*((notice.last,) if notice and notice.state in {"ahead", "due"} else ()), term.notice_limit, term.end)
    return Outlook(
        term=term,
        event=_event(contract, term),
        on=term.end,
        act_by=next(day for day in days if day >= today),
        alert_on=min(alert_on, notice.first) if notice else alert_on,
        notice=notice,
        free_since=_free_since(contract, term) if legal in PROTECTED else None,
    )


def concerns(found: Outlook, today: date, until: date) -> bool:
    """Whether somebody should think of it: its alert has come, or what must not be missed comes by a day."""
    return found.alert_on <= today or found.act_by <= until


def _event(contract: Contract, term: Term) -> Event:
    if term.renews:
        return "renews"
    if contract.termination is not None and contract.termination.on <= term.end:
        return "terminated"
    return "exhausted" if contract.renewal is Renewal.TACIT else "ends"


def _notice(contract: Contract, term: Term, today: date) -> Notice:
    first, last = legal_notice_window(term.notice_limit)
    sent = _sent(contract, first, last)
    if sent is not None:
        return Notice(first, last, sent, "sent")
    return Notice(first, last, None, "ahead" if today < first else "due" if today <= last else "missed")


def _sent(contract: Contract, first: date, last: date) -> date | None:
    """When the letter of a window was sent; one that went out earlier or later is none."""
    notices = (act.on for act in contract.renewals if act.kind == "notice-sent")
    return min((on for on in notices if first <= on <= last), default=None)


def _free_since(contract: Contract, term: Term) -> date | None:
    """The last tacit renewal, when no letter before it is recorded."""
    if contract.renewal is not Renewal.TACIT or term.index == 0:
        return None
    before = term_of(contract, term.start - timedelta(days=1))
    return term.start if _sent(contract, *legal_notice_window(before.notice_limit)) is None else None


def renews_for_ever(contract: Contract) -> bool:
    """Whether nothing bounds a tacit renewal: no number of renewals, no latest day, no termination."""
    bounded = contract.latest_end is not None or contract.max_renewals is not None
    return contract.renewal is Renewal.TACIT and not bounded and contract.termination is None


def next_end(contract: Contract) -> date:
    """Where the term ends that an express renewal adds. Raises TermsImpossible, DateOutOfRange."""
    terms = terms_of(contract)
    months = terms.months + (terms.agreed_renewals + 1) * terms.renewal_months
    end = add_months(terms.start, months)
    return end if terms.latest_end is None else min(end, terms.latest_end)
