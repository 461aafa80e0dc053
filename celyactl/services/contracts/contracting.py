"""Contracts taken on, taken over and brought to an end: one function is one act, one commit."""

from __future__ import annotations

from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.client import Client, Contact
from celyactl.domain.contract import Contract, CoveragePeriod, TargetPeriod, Termination
from celyactl.domain.holiday_zones import holiday_zone
from celyactl.domain.ids import id_from
from celyactl.domain.in_force import term_of, terms_of
from celyactl.domain.renewals import renews_for_ever
from celyactl.domain.words import ContractType, Legal, Renewal
from celyactl.errors.contract import AlreadyEnded, RenewsForEver
from celyactl.errors.desk import AlreadyThere, EndBeforeBeginning, UnknownCoverage
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date, last_day
from celyactl.services.catalogue import clients, namesake
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from celyactl.domain.contract import Target
    from celyactl.domain.model import Model
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View

_A_DAY = timedelta(days=1)


class NewContract(Struct, frozen=True):
    """What is agreed when a contract begins; `client` is a name or an id, made when it is new.

    `latest_end` is exclusive. Without `holidays` they are the desk's, without `legal` the client's, else professional.
    """

    slug: str
    client: str
    start: date
    type: ContractType = ContractType.MAINTENANCE
    title: str | None = None
    coverage: str = "business"
    targets: Sequence[Target] = ()
    contacts: Sequence[Contact] = ()
    holidays: str | None = None
    months: int = 12
    renewal: Renewal = Renewal.TACIT
    renewal_months: int = 12
    notice_months: int = 3
    max_renewals: int | None = None
    latest_end: date | None = None
    legal: Legal | None = None


def new_contract(store: Store, acting: Acting, asked: NewContract) -> Done[Contract]:
    """Take a contract on; its client and contacts are made, or completed, in the same act.

    Raises AlreadyThere, UnknownCoverage, UnknownHolidayZone, RenewsForEver, TermsImpossible, BadName, BadFile.
    """

    def plan(view: View) -> Act[Contract]:
        if asked.slug in view.contract_slugs():
            raise AlreadyThere(asked.slug, view.path_of_contract(asked.slug), f"celyactl contract edit {asked.slug}")
        require_coverage(view, asked.coverage)
        known = namesake(view, asked.client)
        client = _client(view, asked, known)
        contract = _contract(view, asked, client.id)
        require_bound(contract, client)
        written: dict[str, Model] = {layout.contract_path(client.id, asked.slug): contract}
        if client != known:
            written[layout.client_path(client.id)] = client
        require_sound(view, written)
        warnings = _likeness(view, client) if known is None else ()
        return Act("contract.new", f"{asked.slug}: new contract with {client.name}", written, contract, None, warnings)

    return record(store, acting, plan)


def _contract(view: View, asked: NewContract, client: str) -> Contract:
    targets = (TargetPeriod(since=asked.start, targets=tuple(asked.targets)),) if asked.targets else ()
    contract = Contract(
        slug=asked.slug,
        client=client,
        type=asked.type,
        title=asked.title,
        start=asked.start,
        months=asked.months,
        renewal=asked.renewal,
        renewal_months=asked.renewal_months,
        notice_months=asked.notice_months,
        max_renewals=asked.max_renewals,
        latest_end=asked.latest_end,
        holidays=holiday_zone(asked.holidays or view.company.holidays),
        coverage=(CoveragePeriod(since=asked.start, coverage=asked.coverage),),
        targets=targets,
    )
    terms_of(contract)
    return contract


def _client(view: View, asked: NewContract, known: Client | None) -> Client:
    if known is None:
        name = asked.client.strip()
        known = Client(id=id_from(name, view.client_ids()), name=name, legal=Legal.PROFESSIONAL)
    if asked.legal is not None:
        known = replace(known, legal=asked.legal)
    return with_contacts(known, asked.contacts)


def with_contacts(client: Client, contacts: Sequence[Contact]) -> Client:
    """The client with these people added; what is known of one is kept and completed."""
    people = {contact.id: contact for contact in client.contacts}
    for contact in contacts:
        known = people.get(contact.id)
        people[contact.id] = contact if known is None else _completed(known, contact)
    return replace(client, contacts=tuple(people.values()))


def _completed(known: Contact, said: Contact) -> Contact:
    roles = tuple(dict.fromkeys((*known.roles, *said.roles)))
    phones = tuple(dict.fromkeys((*known.phones, *said.phones)))
    return replace(known, name=said.name, email=said.email or known.email, roles=roles, phones=phones)


def _likeness(view: View, made: Client) -> tuple[str, ...]:
    """A warning when the new client looks like a known one: its name may have been mistyped."""
    names = {client.name.casefold(): client for client in clients(view)}
    said = _("{made} is a new client, and looks like {known} ({id}).")
    near = get_close_matches(made.name.casefold(), names, n=1, cutoff=0.8)
    return tuple(said.format(made=made.name, known=names[name].name, id=names[name].id) for name in near)


def require_coverage(view: View, name: str) -> None:
    """Raises UnknownCoverage for one that desk.yaml does not define."""
    if name not in view.company.coverages:
        raise UnknownCoverage(name, list(view.company.coverages), layout.DESK)


def require_bound(contract: Contract, client: Client) -> None:
    """Raises RenewsForEver for a public buyer's contract whose tacit renewal has no bound."""
    if client.legal is Legal.PUBLIC_BUYER and renews_for_ever(contract):
        raise RenewsForEver(contract.slug)


def end_contract(store: Store, acting: Acting, slug: str, on: date, text: str | None = None) -> Done[Contract]:
    """End a contract on a day, which is the first without it; notice is given today.

    Warnings tell that the notice comes late, and that another end was fixed before.
    Raises UnknownContract, EndBeforeBeginning, AlreadyEnded.
    """

    def plan(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        if on < contract.start:
            raise EndBeforeBeginning(slug, full_date(on), full_date(contract.start))
        today = acting.now.date()
        last = term_of(contract, today)
        if last.final_end is not None and last.final_end <= today:
            raise AlreadyEnded(slug, full_date(last.last_day))
        ended = replace(contract, termination=Termination(on=on, received=today, text=text))
        files = {view.path_of_contract(slug): ended}
        return Act(
            "contract.end",
            f"{slug}: ends on {on}",
            files,
            ended,
            None,
            (*_moved(contract, on), *_late(contract, on, today)),
        )

    return record(store, acting, plan)


def _moved(contract: Contract, on: date) -> tuple[str, ...]:
    """A warning when the contract was to end on another day."""
    if contract.termination is None or contract.termination.on == on:
        return ()
    said = _("{slug} was to run until {last} included; that no longer holds.")
    return (said.format(slug=contract.slug, last=last_day(contract.termination.on)),)


def _late(contract: Contract, on: date, today: date) -> tuple[str, ...]:
    """A warning when the day lies within a term whose notice limit has passed, or before that term's end."""
    term = term_of(replace(contract, termination=None), on - _A_DAY)
    if on < term.end:
        said = _("The current term of {slug} runs until {last}; the contract ends before.")
        return (said.format(slug=contract.slug, last=full_date(term.last_day)),)
    if term.notice_limit < today and term.renews:
        said = _("The notice comes late: its limit for this end of {slug} was {limit}.")
        return (said.format(slug=contract.slug, limit=full_date(term.notice_limit)),)
    return ()
