"""The availability of a hosted service (rule 15): elapsed time in UTC whatever the coverage, spans half-open.

(T - planned - unplanned) / (T - planned), where what is planned and down at once counts as planned.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.entries.field import OutageEnded, OutageStarted
from celyactl.domain.local_time import to_utc
from celyactl.domain.spans import joined, length
from celyactl.errors.calendar import EndBeforeStart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from fractions import Fraction

    from celyactl.domain.spans import Span
    from celyactl.domain.story import Story


class Outage(Struct, frozen=True):
    """A service was down from `start` until `end` (None: it still is)."""

    service: str
    start: datetime
    end: datetime | None
    planned: bool = False


class Availability(Struct, frozen=True):
    """A period of a service; `share` is exact, None when the whole period was planned to be down."""

    total: timedelta
    planned: timedelta
    unplanned: timedelta

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1."""
        from fractions import Fraction  # few clients rely on hosted services

        promised = self.total - self.planned
        return 1 - Fraction(_microseconds(self.unplanned), _microseconds(promised)) if promised else None

    @property
    def percent(self) -> float | None:
        """From 0 to 100, unrounded."""
        return None if self.share is None else float(self.share * 100)


def availability(outages: Iterable[Outage], start: datetime, end: datetime) -> Availability:
    """The availability in [start, end) of the one service whose outages these are; overlaps count once.

    An outage without an end lasts to the end of the period. Raises EndBeforeStart, NaiveInstant.
    """
    first, last = to_utc(start), to_utc(end)
    if last < first:
        raise EndBeforeStart(start, end)
    known = tuple(outages)
    planned = length(joined(_clipped((outage for outage in known if outage.planned), first, last)))
    down = length(joined(_clipped(known, first, last)))
    return Availability(last - first, planned, down - planned)


def outages_of(story: Story) -> tuple[Outage, ...]:
    """The outages that an incident tells, in the order of their start; one without an end is still on."""
    ends = {entry.outage: entry.at for entry in reversed(story.entries) if isinstance(entry, OutageEnded)}
    starts = (entry for entry in story.entries if isinstance(entry, OutageStarted))
    found = (Outage(entry.service, entry.at, ends.get(entry.id), entry.planned) for entry in starts)
    return tuple(sorted(found, key=lambda outage: to_utc(outage.start)))


def still_down(story: Story) -> list[OutageStarted]:
    """The beginnings of the outages that nobody has ended."""
    ended = {entry.outage for entry in story.entries if isinstance(entry, OutageEnded)}
    return [entry for entry in story.entries if isinstance(entry, OutageStarted) and entry.id not in ended]


def _clipped(outages: Iterable[Outage], start: datetime, end: datetime) -> list[Span]:
    spans = (
        (max(to_utc(outage.start), start), end if outage.end is None else min(to_utc(outage.end), end))
        for outage in outages
    )
    return sorted(span for span in spans if span[0] < span[1])


def _microseconds(duration: timedelta) -> int:
    return duration // timedelta(microseconds=1)
