"""What a technician should know of a client on the telephone, at one instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from celyactl.domain.availability import Outage
    from celyactl.domain.client import Client, Contact, RemoteAccess, Site
    from celyactl.domain.contract import Contract
    from celyactl.domain.openness import Openness
    from celyactl.domain.operations import Operation
    from celyactl.domain.terms import Term
    from celyactl.domain.ticket import Ticket
    from celyactl.domain.visits import Visit


class TicketOn(NamedTuple):
    """A ticket on a component; `opened_at` as written, whose turn it is as `pending`."""

    ref: str
    status: str
    pending: str | None
    opened_at: str
    title: str


class PastCause(NamedTuple):
    """What was wrong once; `opened_at` as written, `components` by id."""

    ref: str
    cause: str
    title: str
    opened_at: str
    components: tuple[str, ...]


class Standing(Struct, frozen=True):
    """A contract on the telephone: its term, and whether people work for it now."""

    contract: Contract
    term: Term
    openness: Openness


class Card(Struct, frozen=True):
    """All that is known of a client and of who is calling; what matched comes first in each list."""

    client: Client
    people: tuple[Contact, ...]
    sites: tuple[Site, ...]
    components: tuple[str, ...]
    contracts: tuple[Standing, ...]
    tickets: tuple[Ticket, ...]
    operations: tuple[tuple[Ticket, Operation], ...]
    visits: tuple[tuple[Ticket, Visit], ...]
    outages: tuple[tuple[Ticket, Outage], ...]
    causes: tuple[PastCause, ...]
    level1: tuple[Contact, ...]
    remote: tuple[tuple[Site, RemoteAccess], ...]
    callback: tuple[str, str] | None
    """A name and a mobile number."""
