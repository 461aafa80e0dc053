"""Where a message belongs: a ticket by proof, a new ticket by a known contact, or quarantine; nothing is guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

from celyactl.domain.reference import REFERENCE_PATTERN
from celyactl.errors import CelyactlError
from celyactl.mail.authentication import verdict
from celyactl.mail.token import is_token
from celyactl.services.catalogue import read_clients

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.client import Client, Contact
    from celyactl.domain.ticket import Ticket
    from celyactl.domain.wishes import Wish
    from celyactl.mail.incoming import Incoming
    from celyactl.store.view import View

Reason = Literal[
    "unreadable", "refuted", "token", "reference", "unproved", "stranger", "several", "sender", "automatic", "too_many"
]
REFERENCE: Final = re.compile(rf"(?<![A-Z0-9-])({REFERENCE_PATTERN})(?![A-Z0-9-])", re.IGNORECASE)


class Known(NamedTuple):
    """A contact, and whose."""

    client: Client
    contact: Contact


class Judgement(Struct, frozen=True):
    """`ticket` with or without `known` is an answer, `known` alone a new matter, `reason` alone is quarantine.

    `client` is whose domain the sender's address has, `wish` what a contact asks for by one of our links, `by_hand`
    that a person took it out of quarantine: no bound holds it there again.
    """

    ticket: Ticket | None = None
    known: Known | None = None
    verified: bool = False
    reason: Reason | None = None
    client: str | None = None
    wish: Wish | None = None
    by_hand: bool = False


def judge(view: View, mail: Incoming, key: bytes | None, today: date) -> Judgement:
    """Judge a message by what is committed; `key` is that of the tokens.

    Raises BadFile when nobody known wrote it and a client's file can't be read: it may be that client's.
    """
    clients, bad = read_clients(view)
    judged = _judged(view, mail, key, today, clients)
    if judged.known is None and bad:
        raise next(iter(bad.values()))
    return judged


def _judged(view: View, mail: Incoming, key: bytes | None, today: date, clients: Sequence[Client]) -> Judgement:
    rules = view.company.mail
    client = next((one.id for one in clients if _is_theirs(one, mail.domain)), None)
    result = verdict(mail.results, rules.authserv_id, mail.domain)
    if result == "fail":
        return Judgement(reason="refuted", client=client)
    if not mail.sender:
        return Judgement(reason="sender")
    known = [Known(one, person) for one in clients for person in one.contacts if is_contact(person, mail.sender, today)]
    ticket, forged = _by_token(view, mail, key)
    if ticket is None and forged:
        return Judgement(reason="token", client=client)
    if ticket is None:
        if rules.require == "token" or (rules.require == "authenticated" and result != "pass"):
            return Judgement(reason="unproved", client=client)
        return _by_sender(view, mail, known, Judgement(verified=result == "pass", client=client))
    whose = next((one for one in known if one.client.id == ticket.client), None)
    return Judgement(ticket, whose, verified=result == "pass")


def _by_sender(view: View, mail: Incoming, known: list[Known], so_far: Judgement) -> Judgement:
    named = list(_named(view, mail.subject))
    for ticket in named:
        for one in known:
            if one.client.id == ticket.client:
                return Judgement(ticket, one, verified=so_far.verified)
    if named:
        return Judgement(reason="reference", client=so_far.client)
    if len(known) != 1:
        return Judgement(reason="several" if known else "stranger", client=so_far.client)
    return Judgement(known=known[0], verified=so_far.verified)


def _by_token(view: View, mail: Incoming, key: bytes | None) -> tuple[Ticket | None, bool]:
    """The ticket of the first true token, and whether there was one that is not true; without a key none counts."""
    claims = mail.claims if key else ()
    for claim in claims:
        ticket = found(view, claim.ref)
        if ticket is not None and is_token(key, ticket.uid, claim.token):
            return ticket, False
    return None, bool(claims)


def answers(view: View, mail: Incoming, key: bytes | None, client: Client) -> Ticket | None:
    """The client's ticket that a message of its contact goes on with, by a true token or by the subject."""
    proved, _forged = _by_token(view, mail, key)
    named = (*([proved] if proved else []), *_named(view, mail.subject))
    return next((one for one in named if one.client == client.id), None)


def _named(view: View, subject: str) -> Iterator[Ticket]:
    for match in REFERENCE.finditer(subject):
        ticket = found(view, match[1].upper())
        if ticket is not None:
            yield ticket


def found(view: View, ref: str) -> Ticket | None:
    """The ticket of a whole reference that somebody else wrote; None when there is none, or none that can be read."""
    try:
        return view.ticket(view.resolve(ref, writing=True))
    except CelyactlError:
        return None


def _is_theirs(client: Client, domain: str) -> bool:
    """Whether a domain, given in small letters, is one of the client's, however a person wrote it in its file."""
    return domain in {one.strip().removeprefix("@").casefold() for one in client.domains}


def is_contact(contact: Contact, sender: str, today: date) -> bool:
    """Whether somebody who is there writes from this address, given in small letters."""
    return contact.is_there(today) and contact.email is not None and contact.email.casefold() == sender
