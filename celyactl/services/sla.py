"""What the clocks of a ticket are computed from, gathered from the desk; the clocks themselves are the domain's.

Nothing here is stored: everything is computed each time it is read.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.board import Standing
from celyactl.domain.clocks import clocks, uncounted
from celyactl.domain.course import courses
from celyactl.domain.durations import DayTarget
from celyactl.domain.fold import refold
from celyactl.domain.promises import promise_for, reopening_ends
from celyactl.errors import BadData, NotFound
from celyactl.errors.calendar import BeyondTenYears
from celyactl.errors.desk import UnknownClient, UnknownContract
from celyactl.errors.sla import TargetOutOfReach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.client import Client
    from celyactl.domain.clocks import Clock
    from celyactl.domain.contract import Contract
    from celyactl.domain.course import Course
    from celyactl.domain.durations import Target
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.promises import Promise
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.errors import CelyactlError
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]
    Excluding = Callable[[str], tuple[Exclusion, ...]]


class Case(Struct, frozen=True):
    """A ticket and what its clocks are computed from; without a contract there is no calendar, and no target."""

    ticket: Ticket
    story: Story
    promise: Promise
    contract: Contract | None = None
    client: Client | None = None
    calendar: Calendar | None = None
    operations: tuple[Exclusion, ...] = ()

    def clocks(self, now: datetime) -> tuple[Clock, ...]:
        """The clocks as `now` shows them. Raises TargetOutOfReach."""
        with self._reachable():
            return clocks(self.story, self.promise, self.calendar, self.operations, now)

    def courses(self, now: datetime) -> tuple[Course, ...]:
        """The courses of the clocks up to `now`, for a ledger; none without a contract. Raises TargetOutOfReach."""
        if self.calendar is None:
            return ()
        with self._reachable():
            return courses(self.story, self.promise, self.calendar, self.operations, now)

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        """Name the contract in what its hours can't tell."""
        try:
            yield
        except BeyondTenYears as beyond:
            raise TargetOutOfReach(self.ticket.contract or "-") from beyond

    def coverage(self, now: datetime) -> str | None:
        """The name of the coverage that the contract has on the day of `now`."""
        return self.calendar.coverage_on(now.astimezone(self.calendar.zone).date()) if self.calendar else None

    @property
    def is_of_its_client(self) -> bool:
        """Whether the contract can be reckoned with and is the client's, so that the client's operations rule it."""
        return self.contract is not None and self.contract.client == self.ticket.client

    @property
    def closes_at(self) -> datetime | None:
        """When a resolved ticket closes by itself: the end of the window in which it may be reopened (rule 8)."""
        if self.calendar is None or self.contract is None or self.story.resolved_at is None:
            return None
        return reopening_ends(self.calendar, self.contract.sla, self.story.resolved_at)


class Cases:
    """Makes the cases of one view; tickets of one contract share its calendar, which remembers what it computed.

    `excluding` tells what excludes time for a client's tickets; without it the index is asked, for tickets that have
    components only, and `progress` gets (done, total) when that has to be brought up to date. With `forgiving`, a
    contract or a client that can't be read counts as gone: that is for many tickets, of which it must not hide the
    others; of one ticket nobody should be told that it has no deadline.
    """

    def __init__(
        self,
        view: View,
        progress: Progress | None = None,
        excluding: Excluding | None = None,
        *,
        forgiving: bool = False,
    ) -> None:
        self._view = view
        self._progress = progress
        self._forgiven = (BadData, NotFound) if forgiving else (UnknownContract, UnknownClient)
        # a board has thousands of tickets of few contracts and clients
        self._covered = cache(self._found_covered)
        self._client = cache(self._found_client)
        self._excluding = excluding or cache(self._looked_up)

    def know(self, contract: Contract) -> None:
        """Read what tickets of this contract and its client need: `of` will read nothing more. Raises BadFile."""
        self._covered(contract.slug)
        self._client(contract.client)

    def named(self, reference: str) -> Case:
        """The case that somebody means. Raises the errors of `View.resolve` and BadFile."""
        return self.of(self._view.ticket(self._view.resolve(reference)))

    def of(self, ticket: Ticket) -> Case:
        """A ticket's case; a contract or a client that is gone is warned of. Raises BadFile, if not `forgiving`."""
        contract, calendar = self._covered(ticket.contract) if ticket.contract else (None, None)
        return Case(
            ticket=ticket,
            story=refold(ticket),
            promise=promise_for(ticket, contract, self._view.company.zone),
            contract=contract,
            client=self._client(ticket.client),
            calendar=calendar,
            operations=self._excluding(ticket.client) if contract and ticket.components else (),
        )

    def standing(self, ticket: Ticket, now: datetime) -> Standing:
        """What a board shows of a ticket; one whose target is out of reach is warned of, and has no deadline."""
        case = self.of(ticket)
        try:
            return Standing(case.story, case.clocks(now))
        except TargetOutOfReach as beyond:
            self.warn(beyond)
            return Standing(case.story, uncounted(case.story))

    def warn(self, bad: CelyactlError) -> None:
        """Tell the reader of the view, once, of what must not hide other tickets."""
        if bad.sentence not in self._view.warnings:
            self._view.warnings.append(bad.sentence)

    def _found_covered(self, slug: str) -> tuple[Contract, Calendar] | tuple[None, None]:
        try:
            contract = self._view.contract(slug)
            return contract, self._view.calendar_of(contract)
        except self._forgiven as gone:
            self.warn(gone)
            return None, None

    def _found_client(self, ident: str) -> Client | None:
        try:
            return self._view.client(ident)
        except self._forgiven as gone:
            self.warn(gone)
            return None

    def _looked_up(self, client: str) -> tuple[Exclusion, ...]:
        from celyactl.store.index.excluding import excluded_for  # not for tickets without components

        told = excluded_for(self._view.repository, self._view.commit, client, self._progress)
        self._view.warnings += told.warnings
        return told.excluding


def closes_at(view: View, ticket: Ticket) -> datetime | None:
    """When the window of a resolved ticket ends (rule 8); None without one. Planned operations do not move it."""
    return Cases(view, excluding=lambda _client: ()).of(ticket).closes_at


def due(calendar: Calendar, start: datetime, target: Target) -> datetime:
    """The deadline of a target from an instant (rules 3 and 7). Raises BeyondTenYears."""
    if isinstance(target, DayTarget):
        return calendar.add_days(start, target.days)
    return calendar.add(start, target.duration)
