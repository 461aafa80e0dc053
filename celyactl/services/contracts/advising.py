"""Comparing a contract with another one: its history is replayed, nothing is recorded."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.advice import Advice, History, Pace, as_it_was, as_it_would_be, pace
from celyactl.domain.calendar import named_calendar
from celyactl.domain.contract import TargetPeriod
from celyactl.domain.in_force import coverage_on, targets_on
from celyactl.domain.local_time import opening, to_utc
from celyactl.domain.packs import balance
from celyactl.domain.promises import Promise
from celyactl.domain.words import ContractType, OutOfContract
from celyactl.errors.contract import NothingToCompare
from celyactl.services.histories import tickets_of
from celyactl.services.sla import Cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.domain.contract import Contract, Target
    from celyactl.domain.story import Story
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]


class Proposal(Struct, frozen=True):
    """What to compare with: coverage and targets of a contract (`like`), or these; what is absent stays.

    For the tickets opened on local days of [start, end).
    """

    start: date
    end: date
    coverage: str | None = None
    targets: Sequence[Target] = ()
    like: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it proposes nothing."""
        return not (self.coverage or self.targets or self.like)


def advise(view: View, slug: str, proposal: Proposal, now: datetime, progress: Progress | None = None) -> Advice:
    """Replay a contract's tickets that opened in a period, by the acts until now.

    Raises UnknownContract, UnknownCoverage, NothingToCompare for an annual contract without a proposal.
    """
    contract = view.contract(slug)
    if proposal.is_empty and contract.type is not ContractType.PACK:
        raise NothingToCompare(slug)
    start, end = (opening(datetime.combine(day, time.min), view.zone) for day in (proposal.start, proposal.end))
    cases = Cases(view, progress)
    tickets = list(tickets_of(view, slug))
    found = [cases.of(one) for one in tickets if start <= to_utc(one.opened_at) < end]
    histories = [History(case.story, case.promise, case.operations) for case in found]
    coverage, targets, promise = _proposed(view, contract, proposal)
    proposed = None
    if not proposal.is_empty:
        public = contract.holidays, view.holidays
        calendar = named_calendar(coverage, view.company.coverages, view.company.zone, public)
        proposed = as_it_would_be(histories, calendar, promise, now)
    return Advice(
        contract=contract,
        start=proposal.start,
        end=proposal.end,
        tickets=len(found),
        coverage=coverage,
        targets=targets,
        actual=as_it_was(histories, view.calendar_of(contract), now),
        proposed=proposed,
        pace=_pace(view, contract, [cases.of(one).story for one in tickets], (start, end)),
    )


def _proposed(view: View, contract: Contract, proposal: Proposal) -> tuple[str, tuple[Target, ...], Promise]:
    """The coverage and the targets to replay with: those of the model, or of the contract on its last day, changed."""
    day = proposal.end - timedelta(days=1)
    model = view.contract(proposal.like) if proposal.like else contract
    changed = {target.priority: target for target in (*targets_on(model, day), *proposal.targets)}
    targets = tuple(changed[priority] for priority in sorted(changed))
    periods = (TargetPeriod(since=date.min, targets=targets),)
    return proposal.coverage or coverage_on(model, day), targets, Promise(view.zone, model.sla, periods)


def _pace(view: View, contract: Contract, stories: list[Story], period: tuple[datetime, datetime]) -> Pace | None:
    if contract.type is not ContractType.PACK:
        return None
    start, end = period
    over = [
        story.header.ref
        for story in stories
        if story.header.out_of_contract is OutOfContract.PACK and start <= to_utc(story.header.opened_at) < end
    ]
    last = end.astimezone(view.zone).date() - timedelta(days=1)
    bought = min((pack.bought for pack in contract.packs), default=None)
    sold = opening(datetime.combine(bought, time.min), view.zone) if bought else None
    return pace(balance(contract, stories, last, view.zone), start, end, over, sold)
