"""Clients and contracts taken on and brought to an end: one function is one act, one commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from celyactl.domain.client import Client, Contact
from celyactl.domain.contract import Contract, CoveragePeriod, TargetPeriod, Termination
from celyactl.domain.ids import id_from
from celyactl.domain.words import ContractType, Legal, Renewal
from celyactl.errors.desk import AlreadyThere, EndBeforeBeginning, UnknownCoverage
from celyactl.services.names import nearest_first
from celyactl.services.recording import Act, Done, record
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from celyactl.domain.contract import Target
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


@dataclass(frozen=True)
class NewContract:
    """What is agreed when a contract begins; `client` is a name or an id, made when it is new."""

    slug: str
    client: str
    start: date
    type: ContractType = ContractType.MAINTENANCE
    coverage: str = "business"
    targets: Sequence[Target] = ()
    contacts: Sequence[Contact] = ()
    holidays: str | None = None
    months: int = 12
    renewal: Renewal = Renewal.TACIT
    renewal_months: int = 12
    notice_months: int = 3
    legal: Legal = Legal.PROFESSIONAL


def new_contract(store: Store, acting: Acting, asked: NewContract) -> Done[Contract]:
    """Take a contract on; its client and contacts are made, or completed, in the same act.

    Raises AlreadyThere, UnknownCoverage, UnknownHolidayZone, BadName.
    """

    def plan(view: View) -> Act[Contract]:
        if asked.slug in view.contract_slugs():
            raise AlreadyThere(asked.slug, layout.contract_path(view.contract(asked.slug).client, asked.slug))
        require_coverage(view, asked.coverage)
        client = _client_for(view, asked)
        contract = _contract(view, asked, client.id)
        files = {layout.contract_path(client.id, asked.slug): contract, layout.client_path(client.id): client}
        return Act("new contract", f"{asked.slug}: new contract with {client.name}", files, contract)

    return record(store, acting, plan)


def _contract(view: View, asked: NewContract, client: str) -> Contract:
    holidays = asked.holidays or view.company.holidays
    view.require_holiday_zone(holidays)
    targets = (TargetPeriod(since=asked.start, targets=tuple(asked.targets)),) if asked.targets else ()
    return Contract(
        slug=asked.slug,
        client=client,
        type=asked.type,
        start=asked.start,
        months=asked.months,
        renewal=asked.renewal,
        renewal_months=asked.renewal_months,
        notice_months=asked.notice_months,
        holidays=holidays,
        coverage=(CoveragePeriod(since=asked.start, coverage=asked.coverage),),
        targets=targets,
    )


def _client_for(view: View, asked: NewContract) -> Client:
    known = find_client(view, asked.client)
    if known is None:
        taken = view.client_ids()
        known = Client(id=id_from(asked.client, taken), name=asked.client, legal=asked.legal)
    return with_contacts(known, asked.contacts)


def find_client(view: View, name: str) -> Client | None:
    """The client with this id, or this name whatever its case."""
    if name in view.client_ids():
        return view.client(name)
    return next((client for client in view.clients() if client.name.casefold() == name.casefold()), None)


def with_contacts(client: Client, contacts: Sequence[Contact]) -> Client:
    """The client with these people added; one whose id is known is replaced."""
    new = {contact.id: contact for contact in contacts}
    kept = [new.pop(contact.id, contact) for contact in client.contacts]
    return replace(client, contacts=(*kept, *new.values()))


def require_coverage(view: View, name: str) -> None:
    """Raises UnknownCoverage for one that desk.yaml does not define."""
    if name not in view.company.coverages:
        raise UnknownCoverage(name, nearest_first(name, view.company.coverages), layout.DESK)


def end_contract(store: Store, acting: Acting, slug: str, on: date, text: str | None = None) -> Done[Contract]:
    """End a contract on a day, which is the first without it. Raises UnknownContract, EndBeforeBeginning."""

    def plan(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        if on < contract.start:
            raise EndBeforeBeginning(slug, on, contract.start)
        ended = replace(contract, termination=Termination(on=on, received=acting.now.date(), text=text))
        return Act("end contract", f"{slug}: ends on {on}", {layout.contract_path(contract.client, slug): ended}, ended)

    return record(store, acting, plan)
