"""Who gets a mail about a ticket, and from whom it comes. Days are of the desk's zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.words import Role, ServiceKind
from celyactl.errors.mail import NobodyToWriteTo, NotAnAddress
from celyactl.mail.address import NOWHERE, addressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from email.headerregistry import Address

    from celyactl.domain.client import Client, Contact
    from celyactl.domain.company import Company
    from celyactl.domain.ticket import Ticket


def readers(client: Client | None, ticket: Ticket, day: date) -> tuple[str, ...]:
    """Who asked, or who stands in; without an address the level-1 contacts, else the managers: `acme:claire`.

    Raises NobodyToWriteTo.
    """
    people = client.contacts if client else ()
    asked = [one for one in people if one.id == ticket.requester]
    tried = (asked, *([one for one in people if role in one.roles] for role in (Role.LEVEL1, Role.MANAGER)))
    for group in tried:
        found = tuple(dict.fromkeys(f"{ticket.client}:{one.id}" for one in _reachable(group, people, day)))
        if found:
            return found
    raise NobodyToWriteTo(ticket.ref, ticket.client)


def _reachable(group: Iterable[Contact], people: Iterable[Contact], day: date) -> Iterator[Contact]:
    by_id = {one.id: one for one in people}
    for contact in group:
        reader = by_id.get(contact.stand_in(day) or "", contact)
        if reader.email and reader.is_there(day):
            yield reader


def addresses(company: Company, client: Client | None, to: Iterable[str]) -> tuple[Address, ...]:
    """The addresses of people, `acme:claire` or `lea`; whoever has none that a server would take is left out."""
    known = {f"{client.id}:{one.id}": (one.name, one.email) for one in client.contacts} if client else {}
    known |= {one.id: (one.name, one.email) for one in company.team}
    return tuple(_known(known[ident] for ident in to if ident in known))


def _known(people: Iterable[tuple[str, str | None]]) -> Iterator[Address]:
    for name, email in people:
        try:
            yield addressed(name, email or "")
        except NotAnAddress:
            continue


def sender(company: Company) -> Address:
    """From whom: the desk's address, else that of the service that sends; never that of a person.

    Raises NotAnAddress.
    """
    service = (one.email for one in company.services if one.kind is ServiceKind.MAIL)
    address = company.mail.address or next(service, f"mail@{NOWHERE}")
    return addressed(company.mail.sender_name or company.company, address)
