"""What a contract says on a day: its term, coverage, targets, price. Days are local; a day of effect counts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.promises import terms_of
from celyactl.domain.terms import Term, term_at

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.contract import Commercial, Contract, Target


def term_of(contract: Contract, day: date) -> Term:
    """The term that runs on a day, the first before the start, the last after the end. Raises TermsImpossible."""
    return term_at(terms_of(contract), day)


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
