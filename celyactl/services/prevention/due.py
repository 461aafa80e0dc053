"""The preventive visits that contracts promise, with the tickets that answer for them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.fold import refold
from celyactl.domain.in_force import in_force
from celyactl.domain.preventive import DueVisit, visits
from celyactl.domain.words import Kind
from celyactl.errors.preventive import NoVisitsPromised
from celyactl.services.catalogue import contracts_among
from celyactl.services.histories import tickets_of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.domain.contract import Contract
    from celyactl.domain.story import Story
    from celyactl.store.view import View


_AHEAD: Final = timedelta(days=732)
"""How long before its day the ticket of a visit may have been opened."""
_PLANS: Final = b"\npreventive:"
"""A contract without these bytes promises no visit, and need not be understood."""


class Promised(NamedTuple):
    """A visit of a contract."""

    contract: Contract
    visit: DueVisit


def promised(view: View, span: tuple[date, date], today: date, slug: str | None = None) -> list[Promised]:
    """The visits that contracts in force promise by a day of the span, by their due day; as `catalogue.contracts`.

    Raises UnknownContract, and NoVisitsPromised for a contract that is named and has no plan.
    """
    if slug is not None and not view.contract(slug).preventive:
        raise NoVisitsPromised(slug)
    contracts = [view.contract(slug)] if slug else list(contracts_among(view, view.contracts_with(_PLANS)))
    stories = _stories(view, contracts, span[0] - _AHEAD) if contracts else {}
    found = [
        Promised(contract, visit)
        for contract in contracts
        for visit in visits_of(view, contract, stories.get(contract.slug, ()), span, today)
    ]
    return sorted(found, key=lambda one: (one.visit.due, one.contract.slug, one.visit.plan.id))


def _stories(view: View, contracts: Sequence[Contract], since: date) -> dict[str, list[Story]]:
    """The preventive tickets of contracts, of those opened since a day."""
    slugs = {contract.slug for contract in contracts}
    found: dict[str, list[Story]] = {}
    begins = datetime.combine(since, time.min, view.zone)
    for ticket in tickets_of_kind(view, Kind.PREVENTIVE, begins):
        if ticket.contract in slugs:
            found.setdefault(ticket.contract, []).append(refold(ticket))
    return found


def visits_of(
    view: View, contract: Contract, stories: Sequence[Story], span: tuple[date, date], today: date
) -> Iterator[DueVisit]:
    """The visits of one contract, from what its preventive tickets tell."""
    calendar = view.calendar_of(contract)
    for plan in contract.preventive:
        for visit in visits(plan, calendar, stories, span, today):
            if in_force(contract, visit.nominal):
                yield visit
