"""Gathers what a report is computed from: a contract, its tickets and the services it relies on, at one commit.

A report is a function of contract, period and commit: today is the day of the commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from celyactl.domain.availability import outages_of
from celyactl.domain.figures.contract import figures_of
from celyactl.domain.fold import refold
from celyactl.services.histories import tickets_of, tickets_with_outage
from celyactl.services.sla import Cases
from celyactl.store.commits import committed_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.availability import Outage
    from celyactl.domain.board import Standing
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.figures.contract import ContractFigures
    from celyactl.domain.figures.period import Period
    from celyactl.store.view import View


@dataclass(frozen=True)
class Gathered:
    """A report before it has words: its figures, and what they are of."""

    contract: Contract
    client: Client
    period: Period
    commit: str
    made: datetime
    standings: tuple[Standing, ...]
    figures: ContractFigures


def gather(view: View, slug: str, period: Period) -> Gathered:
    """The figures of a contract over a period, by the view's commit. Raises UnknownContract, BadFile."""
    contract = view.contract(slug)
    client = view.client(contract.client)
    made = datetime.fromtimestamp(committed_at(view.repository, view.commit), UTC).astimezone(view.zone)
    cases = Cases(view)
    standings = tuple(cases.of(ticket).standing(made) for ticket in tickets_of(view, slug))
    outages = {name: _outages(view, name) for name in hosted_services(view, client)}
    figures = figures_of(standings, outages, period, made)
    return Gathered(contract, client, period, view.commit, made, standings, figures)


def hosted_services(view: View, client: Client) -> tuple[str, ...]:
    """The hosted services that a client relies on: those supplied to it, and those its components run on."""
    hosted = {service.id for service in view.company.shared_services if service.hosted}
    used = {*client.services, *(component.service for component in client.components if component.service)}
    return tuple(sorted(hosted & used))


def _outages(view: View, service: str) -> list[Outage]:
    return [outage for outage in _told(view, service) if outage.service == service]


def _told(view: View, service: str) -> Iterator[Outage]:
    for ticket in tickets_with_outage(view, service):
        yield from outages_of(refold(ticket))
