"""Planned operations that exclude time from both clocks (rule 11); windows are half-open."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from celyactl.domain.entries.field import OperationAnnounced, OperationPlanned
from celyactl.domain.words import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.story import Story

NOTICE: Final = timedelta(hours=24)


class Exclusion(Struct, frozen=True):
    """One announced window of an operation; `announced` is the time of the commit in which the notice was sent."""

    start: datetime
    end: datetime
    announced: datetime
    components: frozenset[str]
    ref: str = ""

    @property
    def counts(self) -> bool:
        """Whether it excludes anything: announced late, it never will."""
        return self.announced <= self.start - NOTICE and self.start < self.end

    def applies(self, components: Collection[str], now: datetime) -> bool:
        """Whether it excludes time for a ticket on these components, as known at `now`."""
        return self.counts and self.announced <= now and not self.components.isdisjoint(components)


class Notice(NamedTuple):
    """An announcement that stands: its entry's id, the window, and the components as planned when it was made."""

    entry: str
    start: datetime
    end: datetime
    components: frozenset[str]


def notices(operation: Story) -> tuple[Notice, ...]:
    """The announcements of the window announced last, the latest first; none once the operation is cancelled.

    A window announced again (a reminder, other components) has several.
    """
    cancelled = any(entry.type == "operation_cancelled" for entry in operation.entries)
    if cancelled or operation.header.status is Status.CANCELLED:
        return ()
    announced = [entry for entry in operation.entries if isinstance(entry, OperationAnnounced)]
    return tuple(
        Notice(entry.id, entry.start, entry.end, _components(operation, entry.id))
        for entry in _of_last_window(announced)
    )


def _of_last_window(announced: Sequence[OperationAnnounced]) -> Iterator[OperationAnnounced]:
    """The last announcement, and those before it that announced the same window, up to another one."""
    for entry in reversed(announced):
        if (entry.start, entry.end) != (announced[-1].start, announced[-1].end):
            return
        yield entry


def _components(operation: Story, announcement: str) -> frozenset[str]:
    """The components of the last plan before the announcement that names some, else the ticket's own.

    What is planned afterwards the client was not told.
    """
    told = takewhile(lambda entry: entry.id != announcement, operation.entries)
    plans = [entry.components for entry in told if isinstance(entry, OperationPlanned) and entry.components]
    return frozenset(plans[-1] if plans else operation.header.components)
