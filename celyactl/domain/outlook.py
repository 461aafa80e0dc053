"""What is ahead on a ticket: the window of a planned operation, as the last plan has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries.field import OperationCancelled, OperationDone, OperationPlanned
from celyactl.domain.local_time import to_utc

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.story import Story


def planned_operation(story: Story, now: datetime) -> OperationPlanned | None:
    """The operation that is to come or under way at `now`; None once it is done, called off or past."""
    plan: OperationPlanned | None = None
    for entry in story.entries:
        match entry:
            case OperationPlanned():
                plan = entry
            case OperationDone() | OperationCancelled():
                plan = None
    return plan if plan is not None and to_utc(plan.end) > to_utc(now) else None
