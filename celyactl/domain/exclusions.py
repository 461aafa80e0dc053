"""Planned operations that exclude time from both clocks (rule 11); windows are half-open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.entries.field import OperationAnnounced, OperationPlanned
from celyactl.domain.words import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from celyactl.domain.story import Story

NOTICE: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One announced window of an operation; `announced` is the time of the commit in which the notice was sent."""

    start: datetime
    end: datetime
    announced: datetime
    components: frozenset[str]
    ref: str = ""

    def applies(self, components: Collection[str], now: datetime) -> bool:
        """Whether it excludes time for a ticket on these components, as known at `now`."""
        in_time = self.announced <= self.start - NOTICE and self.announced <= now
        return in_time and self.start < self.end and not self.components.isdisjoint(components)


def exclusions_of(operation: Story, committed: Mapping[str, datetime]) -> tuple[Exclusion, ...]:
    """What an operation's ticket excludes: the window announced last, unless it was cancelled.

    `committed` gives the commit's time of entries by id; an announcement that is in no commit yet proves nothing.
    """
    cancelled = {"operation_cancelled"} & {entry.type for entry in operation.entries}
    announced = [entry for entry in operation.entries if isinstance(entry, OperationAnnounced)]
    if cancelled or operation.header.status is Status.CANCELLED or not announced:
        return ()
    last = announced[-1]
    if last.id not in committed:
        return ()
    touched = _components(operation)
    return (Exclusion(last.start, last.end, committed[last.id], touched, operation.header.ref),)


def _components(operation: Story) -> frozenset[str]:
    """The components of the last plan that names some, else the ticket's own."""
    plans = [entry.components for entry in operation.entries if isinstance(entry, OperationPlanned)]
    named = [components for components in plans if components]
    return frozenset(named[-1] if named else operation.header.components)
