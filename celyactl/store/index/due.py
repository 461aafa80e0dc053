"""What clocks make of a ticket: what it has to meet next, what it missed, what figures are made of.

Computed when indexed, not when listed.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.course import courses
from celyactl.domain.escalation.situation import Situation, attention
from celyactl.domain.figures.telling import lasting_facts
from celyactl.domain.misses import first_unexplained
from celyactl.domain.next_due import first_due, first_running
from celyactl.domain.promises import promise_for
from celyactl.domain.stops import FOREVER
from celyactl.domain.words import OPEN, Status
from celyactl.errors import CelyactlError
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.contract import Contract
    from celyactl.domain.course import Course
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.story import Story
    from celyactl.store.repository import Repository

    Operations = Mapping[str, tuple[Exclusion, ...]]
    """The operations that exclude time, by client."""
    _Known = tuple[Contract, Calendar]

_LIVELY: Final = OPEN | {Status.RESOLVED}


class Due(NamedTuple):
    """`at` is the next deadline, in the desk's zone; the other instants are seconds since 1970.

    From `late` on a promise is broken, from `unexplained` on one is of which nobody said why. `running` is the deadline
    of a clock that runs, though another one is paused. From `attention` on escalation has something to do. `unknown` is
    said of an open ticket whose contract can't be read, or whose target is beyond reach. `facts` are what any later
    instant will see too; None without a contract of the ticket's client, or when its journal tells of what was to come.
    """

    at: datetime | None = None
    late: int | None = None
    attention: int | None = None
    running: int | None = None
    unexplained: int | None = None
    unknown: bool = False
    facts: Facts | None = None


NOTHING: Final = Due()
NO_OPERATIONS: Final[Operations] = {}


class Deadlines:
    """Computes deadlines with the contracts of one commit, each read once; one that can't be read promises nothing."""

    def __init__(self, repository: Repository, commit: str, operations: Operations = NO_OPERATIONS) -> None:
        self._view = View(repository, commit)
        self._operations = operations
        self._contracts: dict[str, _Known | None] = {}

    @property
    def zone(self) -> ZoneInfo | None:
        """The desk's zone; None when `desk.yaml` can't be read."""
        try:
            return self._view.zone
        except (CelyactlError, ValueError, OSError):
            return None

    def of(self, story: Story) -> Due:
        """What a ticket has to meet, or missed; no deadline without a promise that can be computed."""
        header = story.header
        known = self._contract(header.contract) if header.contract else None
        try:
            due = self._counted(story, known)
        except CelyactlError:
            return Due(unknown=header.status in OPEN)  # a target that no coverage reaches
        unknown = known is None and header.contract is not None and header.status in OPEN
        return due._replace(unknown=unknown)

    def _counted(self, story: Story, known: _Known | None) -> Due:
        header, company = story.header, self._view.company
        promise = promise_for(header, known[0] if known else None, company.zone)
        operations = self._operations.get(header.client, ()) if header.components else ()
        found = courses(story, promise, known[1], operations, FOREVER) if known else ()
        due = _ahead(story, found, promise.zone) if header.status in OPEN else _missed(story, found)
        calendar = known[1] if known else self._own_calendar
        at = None
        if header.status in _LIVELY and calendar:
            at = attention(Situation(story, found, calendar, promise.rules, company.escalation))
        facts = lasting_facts(story, found) if known and known[0].client == header.client else None
        return due._replace(attention=math.ceil(at.timestamp()) if at else None, facts=facts)

    @cached_property
    def _own_calendar(self) -> Calendar | None:
        """The company's own hours; None when they can't be read."""
        try:
            return self._view.own_calendar
        except CelyactlError:
            return None

    def _contract(self, slug: str) -> _Known | None:
        if slug not in self._contracts:
            self._contracts[slug] = self._load(slug)
        return self._contracts[slug]

    def _load(self, slug: str) -> _Known | None:
        try:
            contract = self._view.contract(slug)
            return contract, self._view.calendar_of(contract)
        except CelyactlError:
            return None


def _ahead(story: Story, found: tuple[Course, ...], zone: ZoneInfo) -> Due:
    at = first_due(found)
    broken = [
        course.deadline.due
        for course in found
        if course.deadline and (course.met is None or course.deadline.due < course.met)
    ]
    return Due(
        at.astimezone(zone) if at else None,
        _seconds(min(broken, default=None)),
        running=_seconds(first_running(found)),
        unexplained=_seconds(first_unexplained(story, found)),
    )


def _missed(story: Story, found: tuple[Course, ...]) -> Due:
    met = [course for course in found if course.met is not None]
    return Due(unexplained=_seconds(first_unexplained(story, met)))


def _seconds(at: datetime | None) -> int | None:
    return int(at.timestamp()) if at else None
