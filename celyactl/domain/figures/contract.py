"""All figures of a contract over a period, as an annual report tells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from celyactl.domain.figures.installation import InstallationFigures, count_installation
from celyactl.domain.figures.kept import ClockFigures, count_clock
from celyactl.domain.figures.level1 import Level1Figures, count_level1
from celyactl.domain.figures.operations import OperationFigures, operations_in
from celyactl.domain.figures.packs import PackFigures, count_packs
from celyactl.domain.figures.preventive import PreventiveFigures, count_preventive
from celyactl.domain.figures.services import ServiceFigures, count_services
from celyactl.domain.figures.tickets import TicketFigures, count_tickets
from celyactl.domain.figures.waiting import count_waiting
from celyactl.domain.figures.work import WorkFigures, count_work
from celyactl.domain.words import ClockName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.availability import Outage
    from celyactl.domain.board import Standing
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.end_of_life import Announced
    from celyactl.domain.figures.period import Period
    from celyactl.domain.packs import Balance
    from celyactl.domain.preventive import DueVisit


@dataclass(frozen=True, slots=True)
class Sources:
    """What figures are computed from: all tickets of a contract as they stand at `now`, and each hosted service.

    `balance` is that of the packs on the last day of the period, or today; `announced` what makers announced.
    """

    contract: Contract
    client: Client
    standings: Sequence[Standing]
    outages: Mapping[str, Sequence[Outage]]
    balance: Balance
    announced: Announced
    now: datetime
    visits: Sequence[DueVisit] = ()


@dataclass(frozen=True, slots=True)
class ContractFigures:
    """A period in figures."""

    tickets: TicketFigures
    response: ClockFigures
    restoration: ClockFigures
    onsite: ClockFigures
    interventions: WorkFigures
    waiting: Mapping[str, int]
    availability: tuple[ServiceFigures, ...]
    operations: tuple[OperationFigures, ...]
    preventive: PreventiveFigures
    installation: InstallationFigures
    level1: Level1Figures
    packs: tuple[PackFigures, ...]


def figures_of(sources: Sources, period: Period) -> ContractFigures:
    """The figures of a period."""
    standings, client = sources.standings, sources.client
    stories = [standing.story for standing in standings]
    today = sources.now.astimezone(period.zone).date()
    return ContractFigures(
        tickets=count_tickets(stories, period),
        response=count_clock(standings, ClockName.RESPONSE, period),
        restoration=count_clock(standings, ClockName.RESTORATION, period),
        onsite=count_clock(standings, ClockName.ONSITE, period),
        interventions=count_work(stories, period),
        waiting=count_waiting(stories, period, sources.now),
        availability=count_services(sources.outages, period, sources.now),
        operations=operations_in(stories, period),
        preventive=count_preventive(stories, period, sources.visits),
        installation=count_installation(sources.contract, client, period, today, sources.announced),
        level1=count_level1(stories, client, period, today),
        packs=count_packs(sources.balance, period),
    )
