"""Preventive visits of a period: those that fell due in it, those that were made in it, and what these found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.entries.field import PreventiveDone
from celyactl.domain.local_time import to_utc
from celyactl.domain.preventive import planned_visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from celyactl.domain.entries.field import Finding
    from celyactl.domain.figures.period import Period
    from celyactl.domain.preventive import DueVisit
    from celyactl.domain.story import Story


class VisitFigures(Struct, frozen=True):
    """A visit that was made: when, how many points were checked, how many of them were in order, what it found."""

    ref: str
    at: datetime
    checked: int
    in_order: int
    findings: tuple[Finding, ...]


class PreventiveFigures(Struct, frozen=True):
    """The visits planned for the period, and those made in it, in order.

    `promised` are those that the contract's plans ask for in the period, `late` those of them that were made after
    their due day, or not yet though it is over.
    """

    due: int
    visits: tuple[VisitFigures, ...]
    promised: int = 0
    late: tuple[DueVisit, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What all visits found."""
        return tuple(finding for visit in self.visits for finding in visit.findings)


def count_preventive(stories: Iterable[Story], period: Period, promised: Sequence[DueVisit] = ()) -> PreventiveFigures:
    """The preventive work of a contract's tickets, beside what was promised."""
    seen = tuple(stories)
    told = [(story, entry) for story in seen for entry in story.entries]
    planned = (planned_visit(story) for story in seen)
    due = sum(visit is not None and period.holds(visit.due) for visit in planned)
    visits = [
        VisitFigures(story.header.ref, entry.at, len(entry.results), _in_order(entry), entry.findings)
        for story, entry in told
        if isinstance(entry, PreventiveDone) and period.holds(entry.at)
    ]
    late = tuple(one for one in promised if one.is_late)
    return PreventiveFigures(due, tuple(sorted(visits, key=lambda one: (to_utc(one.at), one.ref))), len(promised), late)


def _in_order(entry: PreventiveDone) -> int:
    return sum(point.done for point in entry.results)
