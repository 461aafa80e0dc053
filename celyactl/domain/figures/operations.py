"""Planned operations of a period, by the start of their last window: respected, overrun, called off, or to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.local_time import to_utc
from celyactl.domain.operations import operation_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from celyactl.domain.figures.period import Period
    from celyactl.domain.operations import Outcome
    from celyactl.domain.story import Story


class OperationFigures(Struct, frozen=True):
    """One operation, as `celyactl.domain.operations` tells it."""

    ref: str
    title: str
    start: datetime
    end: datetime
    announced: datetime | None
    done_start: datetime | None
    done_end: datetime | None
    rolled_back: bool
    outcome: Outcome


def operations_in(stories: Iterable[Story], period: Period) -> tuple[OperationFigures, ...]:
    """The operations whose window begins in the period, in order."""
    found = [one for story in stories if (one := _operation(story)) and period.holds(one.start)]
    return tuple(sorted(found, key=lambda one: (to_utc(one.start), one.ref)))


def _operation(story: Story) -> OperationFigures | None:
    known = operation_of(story)
    if known is None:
        return None
    return OperationFigures(
        ref=story.header.ref,
        title=story.header.title,
        start=known.start,
        end=known.end,
        announced=known.announced,
        done_start=known.done.start if known.done else None,
        done_end=known.done.end if known.done else None,
        rolled_back=known.done.rolled_back if known.done else False,
        outcome=known.outcome,
    )
