"""How many tickets a period saw: opened in it, closed in it, open when it began and when it ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from celyactl.domain.local_time import to_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.figures.period import Period
    from celyactl.domain.story import Story


@dataclass(frozen=True, slots=True)
class TicketFigures:
    """Counts of tickets; those by a field are of the ones opened, `by_month` has every month of the period.

    `out_of_hours` and `out_of_contract` count the opened ones that were reported outside coverage, or were not covered.

    `by_origin` leaves out operations and preventive visits, which nobody reported.
    `by_level` is the highest level that a ticket reached, `by_component` counts a ticket once for each of its own.
    """

    opened: int
    closed: int
    open_at_start: int
    open_at_end: int
    by_kind: Mapping[str, int]
    by_priority: Mapping[str, int]
    by_month: Mapping[str, int]
    by_level: Mapping[str, int]
    by_component: Mapping[str, int]
    by_origin: Mapping[str, int]
    out_of_hours: int
    out_of_contract: int


def count_tickets(stories: Sequence[Story], period: Period) -> TicketFigures:
    """The counts over all tickets of a contract."""
    opened = [story for story in stories if period.holds(story.header.opened_at)]
    headers = [story.header for story in opened]
    months = Counter(period.month_of(header.opened_at) for header in headers)
    return TicketFigures(
        opened=len(opened),
        closed=sum(period.holds(last_close(story)) for story in stories),
        open_at_start=sum(was_open(story, period.begins) for story in stories),
        open_at_end=sum(was_open(story, period.ends) for story in stories),
        by_kind=_counted(header.kind.value for header in headers),
        by_priority=_counted(header.priority.value for header in headers),
        by_month={month: months[month] for month in period.months},
        by_level=_counted(str(level_reached(story)) for story in opened),
        by_component=_counted(name for header in headers for name in dict.fromkeys(header.components)),
        by_origin=_counted(header.origin.value for header in headers if header.kind.is_reported),
        out_of_hours=sum(header.out_of_hours for header in headers),
        out_of_contract=sum(header.out_of_contract is not None for header in headers),
    )


def was_open(story: Story, at: datetime) -> bool:
    """Whether it had been reported before an instant, and was neither settled nor cancelled then."""
    header, cancelled = story.header, story.cancelled_at
    if to_utc(header.opened_at) >= at or (cancelled is not None and to_utc(cancelled) < at):
        return False
    return not any(
        to_utc(one.at) < at and (one.reopened is None or at <= to_utc(one.reopened)) for one in story.resolutions
    )


def last_close(story: Story) -> datetime | None:
    """When it was closed for the last time, though it was opened again since."""
    closes = [entry.at for entry in story.entries if entry.type == "close"]
    return max(closes + ([story.closed_at] if story.closed_at else []), key=to_utc, default=None)


def level_reached(story: Story) -> int:
    """The highest level that it was at."""
    levels = (getattr(entry, "to", None) or 0 for entry in story.entries if entry.type == "escalate")
    first = getattr(story.entries[0], "level", 0)
    return max(int(first), int(story.header.level), *map(int, levels))


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    counts = Counter(names)
    return {name: counts[name] for name in sorted(counts)}
