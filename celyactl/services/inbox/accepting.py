"""Takes messages out of quarantine: a person says whose matter they are, and has senders be contacts where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from celyactl.domain.ids import id_from
from celyactl.errors import CelyactlError
from celyactl.errors.inbox import MailUnreadable, NobodyToAdd, NoTextToAccept, NotInQuarantine, SenderUnknownYet
from celyactl.i18n import gettext as _
from celyactl.mail import incoming
from celyactl.services.catalogue import client_named
from celyactl.services.clients.changing import ContactDetails, add_contact
from celyactl.services.inbox.judging import Judgement, Known, answers, is_contact
from celyactl.services.inbox.receiving import received, take
from celyactl.services.inbox.taking import Outcome, is_over
from celyactl.store import quarantine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.domain.client import Client, Contact
    from celyactl.domain.ticket import Ticket
    from celyactl.mail.incoming import Incoming
    from celyactl.services.acting import Acting
    from celyactl.services.inbox.receiving import Gateway


class Accepted(NamedTuple):
    """What became of the message that waited as `ident`, whose it is, and whether that contact was added."""

    ident: str
    outcome: Outcome
    contact: Contact
    is_new: bool


def accept_all(
    gateway: Gateway, acting: Acting, idents: Iterable[str], client: str, *, add: bool
) -> Iterator[Accepted]:
    """Take messages out of quarantine, each by acts of its own, none before all were tried; tell each once it is done.

    `client` is an id or a name. Raises UnknownClient, and as `accept` for the first that can't be taken: those that
    were told before it stay taken in.
    """
    wanted, view = list(dict.fromkeys(idents)), gateway.store.view
    trial, trying = replace(gateway, dry_run=True), replace(acting, dry_run=True)
    tried = [accept(trial, trying, ident, client_named(view(), client), add=add) for ident in wanted]
    if gateway.dry_run:
        yield from tried
        return
    for ident in wanted:
        yield accept(gateway, acting, ident, client_named(view(), client), add=add)


def accept(gateway: Gateway, acting: Acting, ident: str, client: Client, *, add: bool) -> Accepted:
    """Take a message out of quarantine, as of when it came: added to the client's ticket that it names, or opening one.

    `acting` adds the sender where `add` has it so.

    Raises NotInQuarantine, NoTextToAccept, SenderUnknownYet, NobodyToAdd, and what `record` raises.
    """
    place = gateway.store.repository.place
    mail = _waiting(gateway, ident)
    today = gateway.now.date()
    known = next((who for who in client.contacts if is_contact(who, mail.sender, today)), None)
    if known is None and not add:
        raise SenderUnknownYet(mail.sender or "-", client.id)
    contact = known or _added(gateway, acting, client, mail)
    ticket = answers(gateway.store.view(), mail, gateway.key, client)
    if known is None and gateway.dry_run:  # nobody is there yet for whom a ticket could be tried
        return Accepted(ident, _tried(gateway, mail, ticket), contact, is_new=True)
    try:
        outcome = take(gateway, mail, Judgement(ticket, Known(client, contact), by_hand=True))
    except CelyactlError as stopped:
        if known is None:
            stopped.advise(_("Before that {id} was recorded as a contact.").format(id=contact.id))
        raise
    if not gateway.dry_run:
        quarantine.remove(place, ident)
    return Accepted(ident, outcome, contact, known is None)


def _waiting(gateway: Gateway, ident: str) -> Incoming:
    found = quarantine.find(gateway.store.repository.place, ident)
    if found is None:
        raise NotInQuarantine(ident)
    one, raw = found
    try:
        return replace(incoming.read(raw), received=one.received, automatic=None, failure=None)
    except MailUnreadable as problem:
        raise NoTextToAccept(ident, problem.why) from None


def _tried(gateway: Gateway, mail: Incoming, ticket: Ticket | None) -> Outcome:
    if ticket is None or is_over(gateway.store.view(), ticket, received(gateway, mail)):
        return Outcome("opened")
    return Outcome("answered", ticket.ref)


def _added(gateway: Gateway, acting: Acting, client: Client, mail: Incoming) -> Contact:
    """The sender as a contact, by the name that their program gives, else by what is before the `@`."""
    local = mail.sender.partition("@")[0]
    if not local:
        raise NobodyToAdd
    ident = id_from(local, [who.id for who in client.contacts])
    details = ContactDetails(name=mail.sender_name or local, email=mail.sender)
    return add_contact(gateway.store, acting, client.id, ident, details).answer
