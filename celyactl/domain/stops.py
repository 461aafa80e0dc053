"""Stretches of time that a clock does not count, each with its cause: half-open, in UTC, never overlapping."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.domain.entries.lifecycle import Wait

FOREVER: Final = datetime.max.replace(tzinfo=UTC)
"""The end of a stop that nothing has ended yet."""


class StopCause(StrEnum):
    """Why a clock does not count."""

    RESTORED = "restored"
    PAUSE = "pause"
    OPERATION = "operation"


class Stop(Struct, frozen=True):
    """One stretch: from a restoration to the reopening, a wait that pauses, an announced operation (`ref`)."""

    cause: StopCause
    start: datetime
    end: datetime
    wait: Wait | None = None
    ref: str = ""

    def within(self, start: datetime, end: datetime) -> Stop | None:
        """What of it lies in [start, end), if anything does."""
        clipped = replace(self, start=max(self.start, start), end=min(self.end, end))
        return clipped if clipped.start < clipped.end else None


def disjoint(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """The same time in order, each instant under the first cause that was given for it."""
    taken: list[Stop] = []
    for stop in stops:
        pieces = [stop] if stop.start < stop.end else []
        for other in taken:
            pieces = [rest for piece in pieces for rest in _without(piece, other)]
        taken += pieces
    return tuple(sorted(taken, key=lambda stop: stop.start))


def _without(stop: Stop, other: Stop) -> Iterator[Stop]:
    if other.end <= stop.start or stop.end <= other.start:
        yield stop
        return
    if stop.start < other.start:
        yield replace(stop, end=other.start)
    if other.end < stop.end:
        yield replace(stop, start=other.end)
