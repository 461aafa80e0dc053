"""What a contract says on a day: its term, coverage, targets, price. Days are local; a day of effect counts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.terms import ALERT_DAYS, Term, Terms, term_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from celyactl.domain.contract import Commercial, Contract, Target


def terms_of(contract: Contract) -> Terms:
    """The duration of a contract as `celyactl.domain.terms` computes with it. Raises TermsImpossible."""
    return Terms(
        start=contract.start,
        months=contract.months,
        renewal=contract.renewal.value,
        renewal_months=contract.renewal_months,
        notice_months=contract.notice_months,
        max_renewals=contract.max_renewals,
        latest_end=contract.latest_end,
        agreed_renewals=agreed_renewals(contract),
        terminated_on=contract.termination.on if contract.termination else None,
        alert_days=ALERT_DAYS if contract.alert_days is None else contract.alert_days,
    )


def agreed_renewals(contract: Contract) -> int:
    """How many further terms both signed for; recorded in two clones, each by its own day, a term is one."""
    signed = (act for act in contract.renewals if act.kind == "renewed")
    return len({(act.until, None if act.until else act.on) for act in signed})


def term_of(contract: Contract, day: date) -> Term:
    """The term that runs on a day, the first before the start, the last after the end. Raises TermsImpossible."""
    return term_at(terms_of(contract), day)


def in_force(contract: Contract, day: date) -> bool:
    """Whether a term of the contract runs on a local day."""
    return term_of(contract, day).state not in {"upcoming", "ended", "exhausted"}


def in_force_within(contract: Contract, start: date, end: date) -> bool:
    """Whether it is in force on some day of [start, end)."""
    return contract.start < end and in_force(contract, max(contract.start, start))


def in_force_else_all(contracts: Iterable[Contract], day: date) -> list[Contract]:
    """Those that are in force on a day; all of them when none is, as one that ran out may still be meant."""
    known = list(contracts)
    return [one for one in known if in_force(one, day)] or known


def coverage_on(contract: Contract, day: date) -> str:
    """The coverage in force on a day; the first also holds before its day, of two since one day the later listed."""
    ordered = sorted(contract.coverage, key=lambda period: period.since)
    held = [period for period in ordered if period.since <= day]
    return (held[-1] if held else ordered[0]).coverage


def targets_on(contract: Contract, day: date) -> tuple[Target, ...]:
    """The targets in force on a day; none before the first."""
    held = [period for period in sorted(contract.targets, key=lambda period: period.since) if period.since <= day]
    return held[-1].targets if held else ()


def commercial_on(contract: Contract, day: date) -> Commercial | None:
    """What is paid on a day; nothing before the first."""
    held = [period for period in sorted(contract.commercial, key=lambda period: period.since) if period.since <= day]
    return held[-1] if held else None
