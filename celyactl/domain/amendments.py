"""Amends a contract from a local day on: what held before that day, and what was agreed for later days, stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from celyactl.domain.contract import Commercial, CoveragePeriod, TargetPeriod
from celyactl.domain.durations import NONE
from celyactl.domain.in_force import commercial_on, coverage_on, targets_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from celyactl.domain.contract import Contract, Target

    Period = CoveragePeriod | TargetPeriod | Commercial

_NOTHING: Final = frozenset({None, NONE})


def with_coverage(contract: Contract, since: date, coverage: str) -> Contract:
    """The contract with another coverage from a day on; the same one when that coverage holds anyway."""
    if coverage_on(contract, since) == coverage:
        return contract
    period = CoveragePeriod(since=since, coverage=coverage)
    return replace(contract, coverage=_with(contract.coverage, period))


def with_targets(contract: Contract, since: date, changed: Iterable[Target]) -> Contract:
    """The contract with other targets for some priorities; a priority that is promised nothing is left out."""
    held = targets_on(contract, since)
    targets = {target.priority: target for target in (*held, *changed)}
    promised = tuple(targets[priority] for priority in sorted(targets) if _promises(targets[priority]))
    if promised == held:
        return contract
    return replace(contract, targets=_with(contract.targets, TargetPeriod(since=since, targets=promised)))


def with_price(contract: Contract, since: date, **changed: Any) -> Contract:
    """The contract with another price from a day on: the fields of `Commercial` that change; the others go on."""
    held = commercial_on(contract, since) or Commercial(since=since)
    price = replace(held, **changed)
    if price == held:
        return contract
    return replace(contract, commercial=_with(contract.commercial, replace(price, since=since)))


def later(contract: Contract, since: date) -> tuple[date, ...]:
    """The days after `since` from which something else was agreed already."""
    periods: tuple[Period, ...] = (*contract.coverage, *contract.targets, *contract.commercial)
    return tuple(sorted({period.since for period in periods if period.since > since}))


def _with(periods: Iterable[Any], period: Any) -> tuple[Any, ...]:
    """The periods by day, this one in the place of one that begins on the same."""
    kept = (other for other in periods if other.since != period.since)
    return tuple(sorted((*kept, period), key=lambda one: one.since))


def _promises(target: Target) -> bool:
    return not {target.response, target.restoration, target.onsite} <= _NOTHING
