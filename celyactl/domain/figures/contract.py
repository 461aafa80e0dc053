"""All figures of a contract over a period, as an annual report tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

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
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.end_of_life import Announced
    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period
    from celyactl.domain.packs import Balance
    from celyactl.domain.preventive import DueVisit
    from celyactl.domain.story import Story


class Sources(Struct, frozen=True):
    """What figures are computed from: all tickets of a contract as they stand at `now`, and each hosted service.

    Among `planned` are the stories of all that plan operations or visits; `balance` is that of the packs on the last
    day of the period, or today; `announced` what makers announced.
    """

    contract: Contract
    client: Client
    facts: Sequence[Facts]
    planned: Sequence[Story]
    outages: Mapping[str, Sequence[Outage]]
    balance: Balance
    announced: Announced
    now: datetime
    visits: Sequence[DueVisit] = ()


class ContractFigures(Struct, frozen=True):
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
    facts, client = sources.facts, sources.client
    today = sources.now.astimezone(period.zone).date()
    return ContractFigures(
        tickets=count_tickets(facts, period),
        response=count_clock(facts, ClockName.RESPONSE, period),
        restoration=count_clock(facts, ClockName.RESTORATION, period),
        onsite=count_clock(facts, ClockName.ONSITE, period),
        interventions=count_work(facts, period),
        waiting=count_waiting(facts, period, sources.now),
        availability=count_services(sources.outages, period, sources.now),
        operations=operations_in(sources.planned, period),
        preventive=count_preventive(sources.planned, period, sources.visits),
        installation=count_installation(sources.contract, client, period, today, sources.announced),
        level1=count_level1(facts, client, period, today),
        packs=count_packs(sources.balance, period),
    )
