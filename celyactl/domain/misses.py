"""Misses without a reason (docs/sla.md rule 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from celyactl.domain.course import Course
    from celyactl.domain.story import Story


def first_unexplained(story: Story, found: Iterable[Course]) -> datetime | None:
    """The first deadline that was met late, or is not met yet, and of which nobody has said why; None for none.

    The courses reach as far ahead as can be: for a ticket that is open, a deadline to come is a miss from then on.
    """
    missed = (
        course.deadline.due
        for course in found
        if course.deadline is not None and course.name not in story.reasons and _is_late(course)
    )
    return min(missed, default=None)


def _is_late(course: Course) -> bool:
    if course.met is None:
        return not course.cancelled
    return course.deadline is not None and course.deadline.due < course.met
