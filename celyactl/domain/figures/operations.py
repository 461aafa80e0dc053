"""Planned operations of a period, by the start of their last window: respected, overrun, called off, or to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from celyactl.domain.entries.field import OperationAnnounced, OperationDone, OperationPlanned
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from celyactl.domain.figures.period import Period
    from celyactl.domain.story import Story

    Outcome = Literal["respected", "overrun", "cancelled", "open"]


@dataclass(frozen=True, slots=True)
class OperationFigures:
    """One operation: its window, when the client was told of it, and when the work was really done.

    `outcome` is `respected` when all of the work lay in the window, `open` while nobody said that it took place.
    """

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
    """The operations whose window began in the period, in that order."""
    found = [one for story in stories if (one := _operation(story)) and period.holds(one.start)]
    return tuple(sorted(found, key=lambda one: (to_utc(one.start), one.ref)))


def _operation(story: Story) -> OperationFigures | None:
    windows = [entry for entry in story.entries if isinstance(entry, (OperationPlanned, OperationAnnounced))]
    if not windows:
        return None
    window = windows[-1]
    told = [entry for entry in windows if isinstance(entry, OperationAnnounced)]
    first = [entry for entry in told if (entry.start, entry.end) == (window.start, window.end)]
    done = next((entry for entry in reversed(story.entries) if isinstance(entry, OperationDone)), None)
    return OperationFigures(
        ref=story.header.ref,
        title=story.header.title,
        start=window.start,
        end=window.end,
        announced=first[0].recorded if first else None,
        done_start=done.start if done else None,
        done_end=done.end if done else None,
        rolled_back=done.rolled_back if done else False,
        outcome=_outcome(story, window, done),
    )


def _outcome(story: Story, window: OperationPlanned | OperationAnnounced, done: OperationDone | None) -> Outcome:
    called_off = any(entry.type == "operation_cancelled" for entry in story.entries)
    if called_off or story.header.status is Status.CANCELLED:
        return "cancelled"
    if done is None:
        return "open"
    within = to_utc(window.start) <= to_utc(done.start) and to_utc(done.end) <= to_utc(window.end)
    return "respected" if within else "overrun"
