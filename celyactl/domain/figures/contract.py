"""All figures of a contract over a period, as an annual report tells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from celyactl.domain.availability import Availability, availability
from celyactl.domain.figures.kept import ClockFigures, count_clock
from celyactl.domain.figures.tickets import TicketFigures, count_tickets
from celyactl.domain.figures.waiting import count_waiting
from celyactl.domain.figures.work import WorkFigures, count_work
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import ClockName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.availability import Outage
    from celyactl.domain.board import Standing
    from celyactl.domain.figures.period import Period


@dataclass(frozen=True, slots=True)
class ContractFigures:
    """A period in figures; `availability` is by service, of hosted ones only, each over what of the period is past."""

    tickets: TicketFigures
    response: ClockFigures
    restoration: ClockFigures
    onsite: ClockFigures
    interventions: WorkFigures
    waiting: Mapping[str, int]
    availability: Mapping[str, Availability]


def figures_of(
    standings: Sequence[Standing], outages: Mapping[str, Sequence[Outage]], period: Period, now: datetime
) -> ContractFigures:
    """The figures, from all tickets of a contract as they stand at `now`; `outages` has each hosted service."""
    stories = [standing.story for standing in standings]
    past = min(period.ends, max(period.begins, to_utc(now)))
    return ContractFigures(
        tickets=count_tickets(stories, period),
        response=count_clock(standings, ClockName.RESPONSE, period),
        restoration=count_clock(standings, ClockName.RESTORATION, period),
        onsite=count_clock(standings, ClockName.ONSITE, period),
        interventions=count_work(stories, period),
        waiting=count_waiting(stories, period, now),
        availability={name: availability(known, period.begins, past) for name, known in outages.items()},
    )
