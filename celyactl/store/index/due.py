"""What a ticket has to meet next, for the tickets that are open: computed when they are indexed, not when listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.course import courses
from celyactl.domain.next_due import next_due
from celyactl.domain.promises import promise_for
from celyactl.domain.stops import FOREVER
from celyactl.domain.words import OPEN
from celyactl.errors import CelyactlError
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.contract import Contract
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.story import Story
    from celyactl.store.repository import Repository


class Due(NamedTuple):
    """`at` is the next deadline, in the desk's zone; from `late` (seconds since 1970) on, a promise is broken."""

    at: datetime | None = None
    late: int | None = None


NOTHING = Due()


class Deadlines:
    """Computes deadlines with the contracts of one commit, each read once; one that can't be read promises nothing."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self._view = View(repository, commit)
        self._contracts: dict[str, tuple[Contract, Calendar] | None] = {}

    @property
    def zone(self) -> ZoneInfo | None:
        """The desk's zone; None when `desk.yaml` can't be read."""
        try:
            return self._view.zone
        except (CelyactlError, ValueError, OSError):
            return None

    def of(self, story: Story, operations: Iterable[Exclusion] = ()) -> Due:
        """What a ticket has to meet; nothing when it is settled, or without a promise that can be computed."""
        header = story.header
        known = self._contract(header.contract) if header.status in OPEN and header.contract else None
        if known is None:
            return NOTHING
        try:
            return self._computed(story, *known, tuple(operations))
        except CelyactlError:
            return NOTHING  # a target that no coverage reaches: `check` and `sla show` say so

    def _computed(self, story: Story, contract: Contract, calendar: Calendar, operations: tuple[Exclusion, ...]) -> Due:
        promise = promise_for(story.header, contract, self._view.company.zone)
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
