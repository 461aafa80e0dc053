"""A planned operation as its ticket tells it: the window said last, what it touches, what became of it (half-open)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from celyactl.domain.entries.field import OperationAnnounced, OperationCancelled, OperationDone, OperationPlanned
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.domain.story import Story

    Outcome = Literal["respected", "overrun", "cancelled", "open"]


class Operation(NamedTuple):
    """One operation: its window, when the client was told of that window, and when the work was really done.

    `outcome` is `respected` when all of the work lay in the window, `open` while nobody said that it took place.
    `sequence` counts the changes since it was planned, `said` is when the last one was recorded, as of a `Visit`.
    """

    id: str
    start: datetime
    end: datetime
    components: tuple[str, ...]
    risk: str | None
    rollback: str | None
    announced: datetime | None
    done: OperationDone | None
    outcome: Outcome
    said: datetime
    sequence: int

    def is_ahead(self, now: datetime) -> bool:
        """Whether it is to come or under way."""
        return self.outcome == "open" and to_utc(self.end) > to_utc(now)


def operation_of(story: Story) -> Operation | None:
    """The operation of a ticket; None for a ticket that plans none."""
    windows = [one for one in story.entries if isinstance(one, OperationPlanned | OperationAnnounced)]
    if not windows:
        return None
    window = windows[-1]
    plans = [one for one in windows if isinstance(one, OperationPlanned)]
    done = next((one for one in reversed(story.entries) if isinstance(one, OperationDone)), None)
    called_off = [one for one in story.entries if isinstance(one, OperationCancelled)]
    changes = [*_moves(windows), *called_off]
    return Operation(
        story.header.uid,
        window.start,
        window.end,
        next((one.components for one in reversed(plans) if one.components), story.header.components),
        next((one.risk for one in reversed(plans) if one.risk), None),
        next((one.rollback for one in reversed(plans) if one.rollback), None),
        _announced(windows, window),
        done,
        _outcome(story, window, done),
        changes[-1].recorded if changes else windows[0].recorded,
        len(changes),
    )


Window = OperationPlanned | OperationAnnounced


def _moves(windows: Sequence[Window]) -> list[Window]:
    """The entries that said another window than the one before."""
    return [new for old, new in pairwise(windows) if (old.start, old.end) != (new.start, new.end)]


def _announced(windows: Sequence[Window], window: Window) -> datetime | None:
    """When the window was first announced."""
    told = (one for one in windows if isinstance(one, OperationAnnounced))
    return next((one.recorded for one in told if (one.start, one.end) == (window.start, window.end)), None)


def _outcome(story: Story, window: Window, done: OperationDone | None) -> Outcome:
    called_off = any(entry.type == "operation_cancelled" for entry in story.entries)
    if called_off or story.header.status is Status.CANCELLED:
        return "cancelled"
    if done is None:
        return "open"
    within = to_utc(window.start) <= to_utc(done.start) and to_utc(done.end) <= to_utc(window.end)
    return "respected" if within else "overrun"
