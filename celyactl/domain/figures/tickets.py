"""How many tickets a period saw: opened in it, closed in it, open when it began and when it ended."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period


class TicketFigures(Struct, frozen=True):
    """Counts of tickets; those by a field are of the ones opened, `by_month` has every month of the period.

    What came equals what became of it: `open_at_start + opened + reopened == settled + cancelled + open_at_end`.
    `reopened` are those that were over when the period began, `settled` and `cancelled` those that were so when it
    ended. `closed` counts closings, for most of them some days after a ticket was settled.

    `out_of_hours` and `out_of_contract` count the opened ones that were reported outside coverage, or were not covered.

    `by_origin` and `out_of_hours` leave out operations and preventive visits, which nobody reported.
    `by_level` is the highest level that a ticket reached, `by_component` counts a ticket once for each of its own.
    """

    opened: int
    closed: int
    open_at_start: int
    reopened: int
    settled: int
    cancelled: int
    open_at_end: int
    by_kind: Mapping[str, int]
    by_priority: Mapping[str, int]
    by_month: Mapping[str, int]
    by_level: Mapping[str, int]
    by_component: Mapping[str, int]
    by_origin: Mapping[str, int]
    out_of_hours: int
    out_of_contract: int


def count_tickets(facts: Sequence[Facts], period: Period) -> TicketFigures:
    """The counts over all tickets of a contract."""
    opened = [told for told in facts if period.holds(told.opened_at)]
    open_before = [told for told in facts if was_open(told, period.begins)]
    reopened = [told for told in facts if _came_back(told, period) and not was_open(told, period.begins)]
    handled = [*opened, *open_before, *reopened]
    cancelled = sum(told.cancelled_at is not None and told.cancelled_at < period.ends for told in handled)
    open_after = sum(was_open(told, period.ends) for told in handled)
    months = Counter(period.month_of(told.opened_at) for told in opened)
    return TicketFigures(
        opened=len(opened),
        closed=sum(period.holds(told.closed_at) for told in facts),
        open_at_start=len(open_before),
        reopened=len(reopened),
        settled=len(handled) - cancelled - open_after,
        cancelled=cancelled,
        open_at_end=open_after,
        by_kind=_counted(told.kind.value for told in opened),
        by_priority=_counted(told.priority.value for told in opened),
        by_month={month: months[month] for month in period.months},
        by_level=_counted(str(told.level_reached) for told in opened),
        by_component=_counted(name for told in opened for name in dict.fromkeys(told.components)),
        by_origin=_counted(told.origin.value for told in opened if told.kind.is_reported),
        out_of_hours=sum(told.out_of_hours for told in opened if told.kind.is_reported),
        out_of_contract=sum(told.out_of_contract for told in opened),
    )


def was_open(told: Facts, at: datetime) -> bool:
    """Whether it had been reported before an instant, and was neither settled nor cancelled then."""
    if told.opened_at >= at or (told.cancelled_at is not None and told.cancelled_at < at):
        return False
    return not any(one.at < at and (one.reopened is None or at <= one.reopened) for one in told.resolutions)


def _came_back(told: Facts, period: Period) -> bool:
    """Whether it had been reported before the period, and was reopened in it."""
    again = any(one.reopened is not None and period.holds(one.reopened) for one in told.resolutions)
    return told.opened_at < period.begins and again


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    counts = Counter(names)
    return {name: counts[name] for name in sorted(counts)}
