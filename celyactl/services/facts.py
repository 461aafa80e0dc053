"""Gathers what a contract's tickets tell the figures; what is settled is kept, and its file need not be read again.

What is kept depends on nothing but its key: the file, the contract, hours and holidays, the operations known by then
and the program. What another instant could see otherwise is not kept (`Facts.lasting`): a lost cache costs time only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl import __version__
from celyactl.store.index.belonging import files_of_contract
from celyactl.store.index.excluding import excluded_for
from celyactl.store.index.holiday_mark import holiday_mark
from celyactl.store.kept_facts import KeptFacts, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.contract import Contract
    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period
    from celyactl.services.hands import Meanwhile
    from celyactl.services.sla import Case
    from celyactl.store.index.belonging import TicketFile
    from celyactl.store.view import View

_VERSION: Final = f"2 {__version__}"
"""Raise the number when facts, or what computes them, change."""


class Asked(NamedTuple):
    """What facts are of: the tickets of a contract that a period tells of, seen at `now`."""

    contract: Contract
    period: Period
    now: datetime
    operations: tuple[Exclusion, ...]


class Told(NamedTuple):
    """The facts of tickets by their opening, and the tickets that were looked at whole: all that plan anything are."""

    facts: tuple[Facts, ...]
    read: tuple[Case, ...]


def facts_of_contract(
    view: View, contract: Contract, period: Period, now: datetime, meanwhile: Meanwhile = None
) -> Told:
    """What those tickets tell that the period may tell of, as `now` shows them; one that can't be read is warned of.

    With packs, which whatever was ever opened draws on, those are all tickets, and all are read. Clocks are told of
    those that were opened in the period. `meanwhile` is done while other processes look at tickets, if any do.
    """
    excluded = excluded_for(view.repository, view.commit, contract.client)
    view.warnings += [said for said in excluded.warnings if said not in view.warnings]
    kept = kept_of(view, contract, excluded.excluding, now)
    files = files_of_contract(view.repository, view.commit, contract.slug, None if contract.packs else period)
    known = {} if contract.packs else dict(_known(kept, files, period, now))
    unknown = [file for file in files if file not in known]
    told, left = _at_once(view, unknown, Asked(contract, period, now, excluded.excluding), meanwhile)
    cases = dict(_read(view, contract, left, period, excluded.excluding)) if left else {}
    fresh = {file: told_by(case, now, counted=period.holds(case.ticket.opened_at)) for file, case in cases.items()}
    lasting = {file: facts for file, facts in fresh.items() if cases[file].is_of_its_client} | told
    kept.keep({file: facts for file, facts in lasting.items() if period.holds(facts.opened_at)}, now)
    facts = sorted((*known.values(), *told.values(), *fresh.values()), key=lambda one: (one.opened_at, one.ref))
    return Told(tuple(facts), tuple(cases.values()))


def _at_once(
    view: View, files: Sequence[TicketFile], asked: Asked, meanwhile: Meanwhile
) -> tuple[dict[TicketFile, Facts], list[TicketFile]]:
    """What can be told at once, and the files that must be looked at whole."""
    if not files or asked.contract.packs:
        return {}, list(files)
    from celyactl.services.many_facts import facts_of_many  # not where all is kept

    return facts_of_many(view, files, asked, meanwhile)


def kept_of(view: View, contract: Contract, operations: Iterable[Exclusion], now: datetime) -> KeptFacts:
    """What is kept of a contract's tickets as far as `now` knows the operations of its client. Raises BadFile."""
    company = view.company
    known = sorted(
        (one.start, one.end, one.announced, sorted(one.components), one.ref)
        for one in operations
        if one.announced <= now
    )
    key = digest(_VERSION, holiday_mark(), contract, company.coverages, company.zone, known)
    return KeptFacts(view.repository.place.common_dir, contract.slug, key)


def told_by(case: Case, now: datetime, *, counted: bool = True) -> Facts:
    """The facts of a ticket that was read. Raises TargetOutOfReach for a clock that is counted."""
    from celyactl.domain.figures.telling import facts_of

    return facts_of(case.story, case.courses(now) if counted else ())


def _known(
    kept: KeptFacts, files: Sequence[TicketFile], period: Period, now: datetime
) -> Iterator[tuple[TicketFile, Facts]]:
    for file in files:
        facts = kept.of(file, now)
        if facts is not None and facts.is_settled and period.holds(facts.opened_at):
            yield file, facts


def _read(
    view: View, contract: Contract, files: Sequence[TicketFile], period: Period, operations: tuple[Exclusion, ...]
) -> Iterator[tuple[TicketFile, Case]]:
    """Those that belong to the contract, and that the period may tell of; `operations` are those of its client."""
    from celyactl.domain.figures.concerned import is_concerned  # not where all is kept
    from celyactl.services.histories import read_files
    from celyactl.services.sla import Cases

    def excluding(client: str) -> tuple[Exclusion, ...]:
        if client == contract.client:
            return operations
        return excluded_for(view.repository, view.commit, client).excluding

    cases = Cases(view, excluding=excluding)
    for file, ticket in read_files(view, files):
        if ticket.contract == contract.slug and (contract.packs or is_concerned(ticket, period)):
            yield file, cases.of(ticket)
