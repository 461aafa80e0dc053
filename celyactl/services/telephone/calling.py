"""A call taken: the ticket, its acknowledgement by telephone and its assignment to whoever answers, as one act."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.in_force import in_force_else_all
from celyactl.domain.promises import covers
from celyactl.domain.telephone import looks_like_number
from celyactl.domain.words import Kind, Origin, Priority
from celyactl.errors.callers import CallerPerhapsUnread, CallerUnknown, ContractNeeded
from celyactl.i18n import gettext as _
from celyactl.services.telephone.callers import Found, look_up
from celyactl.services.tickets.opening import Report, open_ticket
from celyactl.store.index.around import incidents_since
from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from celyactl.domain.client import Client, Contact
    from celyactl.domain.contract import Contract
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.recording import Done
    from celyactl.store.store import Store
    from celyactl.store.view import View

WINDOW: Final = timedelta(days=90)
_OFTEN: Final = 3


class Call(Struct, frozen=True):
    """What was heard on the telephone; `caller` is who is no known contact, `requester` who is one."""

    number: str
    title: str
    contract: str | None = None
    caller: str | None = None
    requester: str | None = None
    site: str | None = None
    components: Sequence[str] = ()
    kind: Kind = Kind.INCIDENT
    priority: Priority = Priority.P3
    text: str | None = None


class Repeated(Struct, frozen=True):
    """A component that failed again: the incidents of the last ninety days, this one excepted."""

    component: str
    before: tuple[str, ...]

    @property
    def times(self) -> int:
        """Which time this is."""
        return len(self.before) + 1


class _Caller(Struct, frozen=True):
    """Who calls whom: what a report needs to know of it."""

    contract: str
    requester: str | None
    caller: str | None
    site: str | None


def take_call(store: Store, acting: Acting, view: View, call: Call) -> Done[Ticket]:
    """Open the ticket, acknowledged by telephone and assigned to who acts.

    Raises CallerUnknown or CallerPerhapsUnread without a contract, ContractNeeded when several may be meant, and as
    `open_ticket`.
    """
    who = _who(view, call, acting)
    report = Report(
        contract=who.contract,
        title=call.title,
        kind=call.kind,
        priority=call.priority,
        origin=Origin.PHONE,
        requester=who.requester,
        caller=who.caller,
        site=who.site,
        components=call.components,
        text=call.text,
        acknowledged=True,
        how=_("telephone"),
        assignee=acting.by,
    )
    return open_ticket(store, acting, report)


def repeated(view: View, ticket: Ticket) -> list[Repeated]:
    """The components of an incident that failed for the third time in ninety days, or more."""
    if ticket.kind is not Kind.INCIDENT:
        return []
    since = int((ticket.opened_at - WINDOW).timestamp())
    place = view.repository.place
    known = asked_of(
        place,
        view.commit,
        lambda index: {name: incidents_since(index, ticket.client, name, since) for name in ticket.components},
    )
    found = (Repeated(name, tuple(ref for ref in refs if ref != ticket.ref)) for name, refs in known.items())
    return [one for one in found if one.times >= _OFTEN]


def _who(view: View, call: Call, acting: Acting) -> _Caller:
    try:
        found = look_up(view, call.number)
    except (CallerUnknown, CallerPerhapsUnread):
        if call.contract is None:
            raise
        found = Found(call.number, None, ())
    contract = view.contract(call.contract) if call.contract else _contract(view, found, call, acting)
    client = view.client(contract.client)
    contact = None if call.caller else _contact(client, found, acting)
    requester = call.requester or (contact.id if contact else None)
    site = call.site or _only(found.of(client.id, "site")) or (_only(contact.sites) if contact else None)
    return _Caller(contract.slug, requester, _caller(call, requester), site)


def _caller(call: Call, requester: str | None) -> str | None:
    """Who called, with the number to call back, when it is no known contact."""
    if requester and not call.caller:
        return None
    if call.caller is None:
        return call.number
    complete = any(map(str.isdecimal, call.caller)) or not looks_like_number(call.number)
    return call.caller if complete else f"{call.caller}, {call.number}"


def _contact(client: Client, found: Found, acting: Acting) -> Contact | None:
    """The one contact of the client whose number it is, if there is one only and it has not left."""
    ids = found.of(client.id, "contact")
    there = [one for one in client.contacts if one.id in ids and one.is_there(acting.now.date())]
    return there[0] if len(there) == 1 else None


def _contract(view: View, found: Found, call: Call, acting: Acting) -> Contract:
    """The one contract that may be meant: in force, else the last; of several the one that covers what is named."""
    day = acting.now.astimezone(view.zone).date()
    theirs = [one for client in found.clients for one in view.contracts_of(client)]
    held = in_force_else_all(theirs, day)
    if len(held) > 1 and len(found.clients) == 1:
        client = view.client(found.clients[0])
        sites = [call.site] if call.site else found.of(client.id, "site")
        named = [one for one in held if covers(one.covers, client, call.components, _only(sites))]
        held = named if call.components or sites else held
    if len(held) != 1:
        raise ContractNeeded([one.slug for one in held or theirs])  # of several clients, those of all
    return held[0]


def _only(names: Iterable[str]) -> str | None:
    several = tuple(names)
    return several[0] if len(several) == 1 else None
