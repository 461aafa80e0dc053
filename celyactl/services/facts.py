"""Gathers what a contract's tickets tell the figures: of what is settled the index keeps it, the others are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.store.index import facts as index
from celyactl.store.index.belonging import files_of_contract
from celyactl.store.index.excluding import excluded_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.contract import Contract
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period
    from celyactl.services.sla import Case
    from celyactl.store.index.belonging import TicketFile
    from celyactl.store.index.excluding import Told as Excluded
    from celyactl.store.view import View


class Told(NamedTuple):
    """The facts of tickets by their opening, and the tickets that were looked at whole: all that plan anything are."""

    facts: tuple[Facts, ...]
    read: tuple[Case, ...]


def facts_of_contract(view: View, contract: Contract, period: Period, now: datetime) -> Told:
    """What those tickets tell that the period may tell of, as `now` shows them; one that can't be read is warned of.

    With packs, which whatever was ever opened draws on, those are all tickets, and all are read. What was opened before
    the period needs no clocks.
    """
    excluded = excluded_for(view.repository, view.commit, contract.client)
    view.warnings += [said for said in excluded.warnings if said not in view.warnings]
    files = files_of_contract(view.repository, view.commit, contract.slug, None if contract.packs else period)
    known = {} if contract.packs else _known(view, contract, files, excluded, now)
    unknown = [file for file in files if file not in known]
    cases = tuple(_read(view, contract, unknown, period, excluded.excluding)) if unknown else ()
    facts = (*known.values(), *(told_by(case, now, counted=period.holds(case.ticket.opened_at)) for case in cases))
    return Told(tuple(sorted(facts, key=lambda one: (one.opened_at, one.ref))), cases)


def told_by(case: Case, now: datetime, *, counted: bool = True) -> Facts:
    """The facts of a ticket that was read. Raises TargetOutOfReach for a clock that is counted."""
    from celyactl.domain.figures.telling import facts_of

    return facts_of(case.story, case.courses(now) if counted else ())


def knows_all(operations: Iterable[Exclusion], now: datetime) -> bool:
    """Whether nothing excludes time of which an instant does not know yet."""
    return all(one.announced <= now for one in operations)


def _known(
    view: View, contract: Contract, files: Sequence[TicketFile], excluded: Excluded, now: datetime
) -> dict[TicketFile, Facts]:
    """Those of settled tickets of which `now` sees the end."""
    if not (excluded.is_present and knows_all(excluded.excluding, now)):
        return {}
    kept = index.facts_of_contract(view.repository, view.commit, contract, files)
    return {file: facts for file, facts in kept.items() if facts.is_settled and facts.last <= now}


def _read(
    view: View, contract: Contract, files: Sequence[TicketFile], period: Period, operations: tuple[Exclusion, ...]
) -> Iterator[Case]:
    """Those that belong to the contract, and that the period may tell of; `operations` are those of its client."""
    from celyactl.domain.figures.concerned import is_concerned  # not where all is known
    from celyactl.services.histories import read_files
    from celyactl.services.sla import Cases

    def excluding(client: str) -> tuple[Exclusion, ...]:
        if client == contract.client:
            return operations
        return excluded_for(view.repository, view.commit, client).excluding

    cases = Cases(view, excluding=excluding)
    for _file, ticket in read_files(view, files):
        if ticket.contract == contract.slug and (contract.packs or is_concerned(ticket, period)):
            yield cases.of(ticket)
