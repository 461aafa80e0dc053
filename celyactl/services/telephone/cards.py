"""What a technician should know of a client before the first word on the telephone: one card, from index and desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct

from celyactl.domain import telephone
from celyactl.domain.availability import outages_of
from celyactl.domain.caller_card import Card, Standing
from celyactl.domain.client import Contact, Site
from celyactl.domain.fold import refold
from celyactl.domain.in_force import in_force_else_all, term_of
from celyactl.domain.openness import openness
from celyactl.domain.operations import operation_of
from celyactl.domain.visits import planned_visits
from celyactl.domain.words import ComponentState, Role
from celyactl.services.catalogue import contracts
from celyactl.store.index import around
from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from celyactl.domain.availability import Outage
    from celyactl.domain.caller_card import PastCause
    from celyactl.domain.client import Client
    from celyactl.domain.ticket import Ticket
    from celyactl.services.telephone.callers import Found
    from celyactl.store.index.index import Index
    from celyactl.store.view import View

T = TypeVar("T", Contact, Site)
_LAST_CAUSES: Final = 3


def card_of(view: View, found: Found, client: str, now: datetime) -> Card:
    """The card of a client that was found. Raises UnknownClient, BadFile."""
    known = view.client(client)
    people = _chosen(known.contacts, found.of(client, "contact"))
    sites = _chosen(known.sites, found.of(client, "site"))
    places = {site.id for site in sites} | {place for contact in people for place in contact.sites}
    matched = found.of(client, "component")
    concerned = matched or [one.id for one in known.components if one.site in places]
    told = asked_of(view.repository.place, view.commit, lambda index: _told(index, known, concerned))
    stories = [(ticket, refold(ticket)) for ticket in told.tickets]
    operations = ((ticket, operation_of(story)) for ticket, story in stories)
    level1 = _level1(known, places, now.date())
    return Card(
        client=known,
        people=people,
        sites=sites,
        components=tuple(matched),
        contracts=_contracts(view, client, now),
        tickets=told.tickets,
        operations=tuple((ticket, plan) for ticket, plan in operations if plan and plan.is_ahead(now)),
        visits=tuple((ticket, visit) for ticket, story in stories for visit in planned_visits(story, now)),
        outages=tuple(_outages(told, known)),
        causes=told.causes,
        level1=level1,
        remote=tuple((site, way) for site in sites or known.sites for way in site.remote_access),
        callback=_callback(found, people, level1),
    )


class _Told(Struct, frozen=True):
    tickets: tuple[Ticket, ...]
    elsewhere: tuple[Ticket, ...]
    causes: tuple[PastCause, ...]


def _told(index: Index, client: Client, components: list[str]) -> _Told:
    return _Told(
        tuple(around.open_tickets(index, client.id)),
        tuple(around.with_outage(index, _services(client))),
        tuple(around.past_causes(index, client.id, components, _LAST_CAUSES)),
    )


def _services(client: Client) -> set[str]:
    used = (one.service for one in client.components if one.state is not ComponentState.RETIRED)
    return {*client.services, *filter(None, used)}


def _outages(told: _Told, client: Client) -> Iterable[tuple[Ticket, Outage]]:
    """The outages under way: whatever the client's own tickets tell, and those of the services that it uses."""
    services, own = _services(client), {ticket.ref for ticket in told.tickets}
    for ticket in (*told.tickets, *(one for one in told.elsewhere if one.ref not in own)):
        for outage in outages_of(refold(ticket)):
            if outage.end is None and (ticket.ref in own or outage.service in services):
                yield ticket, outage


def _chosen(known: Iterable[T], ids: Collection[str]) -> tuple[T, ...]:
    return tuple(one for one in known if one.id in ids)


def _contracts(view: View, client: str, now: datetime) -> tuple[Standing, ...]:
    """The contracts in force, or all of them when none is."""
    day = now.date()
    held = in_force_else_all(contracts(view, client), day)
    return tuple(Standing(one, term_of(one, day), openness(view.calendar_of(one), now)) for one in held)


def _level1(client: Client, places: set[str], day: date) -> tuple[Contact, ...]:
    """Who holds level 1 on a day, at one of the places when somebody does; who is replaced gives way."""
    by_id = {contact.id: contact for contact in client.contacts}
    holders = [one for one in client.contacts if Role.LEVEL1 in one.roles and one.is_there(day)]
    near = [one for one in holders if places.intersection(one.sites)] or holders
    standing_in = (by_id.get(contact.stand_in(day) or contact.id, contact) for contact in near)
    return tuple(dict.fromkeys(standing_in))


def _callback(found: Found, people: Iterable[Contact], level1: Iterable[Contact]) -> tuple[str, str] | None:
    """A mobile: of who is calling, the number itself, else of the level-1 contact."""
    for contact in people:
        if mobile := _mobile(contact):
            return contact.name, mobile
    if found.number and telephone.is_mobile(found.number):
        return "", found.typed
    return next(((one.name, mobile) for one in level1 if (mobile := _mobile(one))), None)


def _mobile(contact: Contact) -> str | None:
    return next((phone for phone in contact.phones if telephone.is_mobile(phone)), None)
