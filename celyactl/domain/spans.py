"""Spans of time as sets of instants: half-open `[start, end)`, aware datetimes that compare truly (in UTC)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    Span = tuple[datetime, datetime]


def joined(ordered: Iterable[Span]) -> Iterator[Span]:
    """Spans in order of their start, those that overlap or touch made one; those without length add nothing."""
    current: Span | None = None
    for start, end in ordered:
        if current is not None and start <= current[1]:
            current = current[0], max(current[1], end)
        elif start < end:
            if current is not None:
                yield current
            current = start, end
    if current is not None:
        yield current


def without(spans: Iterable[Span], holes: Sequence[Span]) -> Iterator[Span]:
    """What of the spans lies in no hole; both are in order and do not overlap."""
    for start, end in spans:
        begin = start
        for hole_start, hole_end in holes:
            if hole_end <= begin or end <= hole_start:
                continue
            if begin < hole_start:
                yield begin, hole_start
            begin = max(begin, hole_end)
        if begin < end:
            yield begin, end


def length(spans: Iterable[Span]) -> timedelta:
    """How long spans are together that do not overlap."""
    return sum((end - start for start, end in spans), timedelta(0))
