"""What an open ticket has to meet next and what a settled one missed: computed when indexed, not when listed."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.course import courses
from celyactl.domain.misses import has_unexplained_miss, plainly_in_time
from celyactl.domain.next_due import next_due
from celyactl.domain.promises import promise_for
from celyactl.domain.stops import FOREVER
from celyactl.domain.words import OPEN
from celyactl.errors import CelyactlError
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.contract import Contract
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.promises import Promise
    from celyactl.domain.story import Story
    from celyactl.store.repository import Repository

    Operations = Mapping[str, tuple[Exclusion, ...]]
    """The operations that exclude time, by client."""


class Missed(IntEnum):
    """What is known of a settled ticket; on no calendar: other hours, holidays and operations would change nothing."""

    ON_NO_CALENDAR = 0
    NOTHING_UNEXPLAINED = 1
    UNEXPLAINED = 2


class Due(NamedTuple):
    """`at` is the next deadline, in the desk's zone; from `late` (seconds since 1970) on, a promise is broken.

    `missed` is None for a ticket that is open, and where a contract can't be read or a target is beyond reach.
    """

    at: datetime | None = None
    late: int | None = None
    missed: Missed | None = None


NOTHING: Final = Due()
NO_OPERATIONS: Final[Operations] = {}


class Deadlines:
    """Computes deadlines with the contracts of one commit, each read once; one that can't be read promises nothing."""

    def __init__(self, repository: Repository, commit: str, operations: Operations = NO_OPERATIONS) -> None:
        self._view = View(repository, commit)
        self._operations = operations
        self._contracts: dict[str, tuple[Contract, Calendar] | None] = {}

    @property
    def zone(self) -> ZoneInfo | None:
        """The desk's zone; None when `desk.yaml` can't be read."""
        try:
            return self._view.zone
        except (CelyactlError, ValueError, OSError):
            return None

    def of(self, story: Story) -> Due:
        """What a ticket has to meet, or missed; nothing without a promise that can be computed."""
        header = story.header
        known = self._contract(header.contract) if header.contract else None
        if known is None:
            return NOTHING
        contract, calendar = known
        operations = self._operations.get(header.client, ()) if header.components else ()
        compute = _due if header.status in OPEN else _missed
        try:
            return compute(story, promise_for(header, contract, self._view.company.zone), calendar, operations)
        except CelyactlError:
            return NOTHING  # a target that no coverage reaches: `check` and `sla show` say so

    def _contract(self, slug: str) -> tuple[Contract, Calendar] | None:
        if slug not in self._contracts:
            self._contracts[slug] = self._load(slug)
        return self._contracts[slug]

    def _load(self, slug: str) -> tuple[Contract, Calendar] | None:
        try:
            contract = self._view.contract(slug)
            return contract, self._view.calendar_of(contract)
        except CelyactlError:
            return None


def _due(story: Story, promise: Promise, calendar: Calendar, operations: tuple[Exclusion, ...]) -> Due:
    if not promise.periods:
        return NOTHING
    at = next_due(story, promise, calendar, operations)
    broken = [
        course.deadline.due
        for course in courses(story, promise, calendar, operations, FOREVER)
        if course.deadline and (course.met is None or course.deadline.due < course.met)
    ]
    late = int(min(broken).timestamp()) if broken else None
    return Due(at.astimezone(calendar.zone) if at else None, late)


def _missed(story: Story, promise: Promise, calendar: Calendar, operations: tuple[Exclusion, ...]) -> Due:
    if not promise.periods or plainly_in_time(story, promise):
        return Due(missed=Missed.ON_NO_CALENDAR)
    found = has_unexplained_miss(story, promise, calendar, operations)
    return Due(missed=Missed.UNEXPLAINED if found else Missed.NOTHING_UNEXPLAINED)
