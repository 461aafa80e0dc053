"""What a client's contact may see and do: one function, asked by every page; what it refuses looks as if not there.

Whoever manages, or holds level 1, sees all of its own company; anybody else its own tickets. Who stands in for somebody
may do what that person may, from the first day on, until (exclusive) the last.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from celyactl.domain.client import Client, Contact
from celyactl.domain.contract import Contract
from celyactl.domain.ticket import Header
from celyactl.domain.words import Role

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.entries.base import Entry


class Verb(StrEnum):
    """What somebody wants to do with a thing."""

    SEE = "see"
    ENTER = "enter"
    REPLY = "reply"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    RATE = "rate"


class Visitor(Struct, frozen=True):
    """A contact who is there on a day: `people` are those whose tickets are its own, `whole` who sees all of them."""

    client: str
    contact: Contact
    people: frozenset[str]
    whole: bool


class Told(NamedTuple):
    """An entry of a ticket's journal."""

    ticket: Header
    entry: Entry


class Everything(NamedTuple):
    """What tells of all tickets of a client: its reports."""

    client: str


Thing = Header | Told | Contract | Client | Everything
ON_TICKETS: Final = frozenset({Verb.SEE, Verb.REPLY, Verb.CONFIRM, Verb.REOPEN, Verb.RATE})
ON_CONTRACTS: Final = frozenset({Verb.SEE, Verb.ENTER})
_ALL_OF_IT: Final = frozenset({Role.MANAGER, Role.LEVEL1})


def visitor(client: Client, contact: str, day: date) -> Visitor | None:
    """Who comes with a contact's code; None for somebody who is not, or no longer, with the client."""
    person = next((one for one in client.contacts if one.id == contact and one.is_there(day)), None)
    if person is None:
        return None
    people = [person, *(one for one in client.contacts if _stands_in(person, one, day))]
    whole = any(role in _ALL_OF_IT for one in people for role in one.roles)
    return Visitor(client.id, person, frozenset(one.id for one in people), whole)


def may(actor: Visitor, verb: Verb, thing: Thing) -> bool:
    """Whether somebody may do this with a thing, whatever its state allows."""
    match thing:
        case Told(ticket, entry):
            return verb is Verb.SEE and entry.public and may(actor, verb, ticket)
        case Header():
            mine = actor.whole or thing.requester in actor.people
            return verb in ON_TICKETS and thing.client == actor.client and mine
        case Contract():
            return verb in ON_CONTRACTS and thing.client == actor.client
        case Everything(client):
            return verb is Verb.SEE and client == actor.client and actor.whole
        case Client():
            return verb is Verb.SEE and thing.id == actor.client


def _stands_in(person: Contact, absent: Contact, day: date) -> bool:
    return absent.erased is None and any(one.contact == person.id and one.holds(day) for one in absent.replaced_by)
