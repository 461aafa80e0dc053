"""Takes a message in, exactly once: into the history or into quarantine, durable when it returns."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.company import ServiceIdentity
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import ServiceKind
from celyactl.errors import BadData, NotFound
from celyactl.errors.inbox import MailTooLarge, MailUnreadable
from celyactl.mail import incoming, plain
from celyactl.mail.bounds import head_of
from celyactl.mail.wishes import wished
from celyactl.services.acting import Acting, by_contact, by_service
from celyactl.services.inbox.alerting import alert
from celyactl.services.inbox.judging import Judgement, Known, found, judge
from celyactl.services.inbox.returned import act_of_return, origin_of
from celyactl.services.inbox.taking import Outcome, act_of
from celyactl.services.recording import record
from celyactl.store import counters, quarantine

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.wishes import Wish
    from celyactl.mail.incoming import Incoming
    from celyactl.store.store import Store

LARGEST: Final = 100_000_000
"""Bytes of a message that is kept at all."""
PER_SENDER: Final = 60
_TOLD: Final = frozenset({"stranger", "unproved", "reference", "several"})
"""Why a message of a client's own domain waits that may well be meant: what our server refuted is not."""


class Gateway(Struct, frozen=True):
    """Who takes messages in, when, and the key of the tokens; `acting` stands in where no service does.

    `dry_run` has the outcome told and nothing kept.
    """

    store: Store
    now: datetime
    key: bytes | None
    acting: Acting | None = None
    dry_run: bool = False


def receive(gateway: Gateway, raw: bytes) -> Outcome:
    """Take one message in. Raises MailTooLarge, and what `record` raises: then the mail server tries again."""
    if len(raw) > LARGEST:
        raise MailTooLarge(LARGEST)
    view = gateway.store.view()
    try:
        mail = incoming.read(raw, view.company.mail.address)
    except MailUnreadable:
        return _unreadable(gateway, raw)
    if mail.failure is not None and (origin := origin_of(view, mail.failure.message_id)):
        service, failure = _acting(gateway, None), mail.failure
        return record(gateway.store, service, lambda view: act_of_return(view, service, origin, failure)).answer
    judged = _judged(gateway, mail)
    if judged.reason is not None:
        return _kept(gateway, mail, judged.reason, judged.client)
    outcome = take(gateway, mail, judged)
    if outcome.what == "quarantined":
        return _kept(gateway, mail, outcome.reason or "", judged.client)
    return outcome


def _judged(gateway: Gateway, mail: Incoming) -> Judgement:
    view = gateway.store.view()
    if mail.failure is not None:
        return _of_failure(gateway, mail)
    judged = judge(view, mail, gateway.key, gateway.now.date())
    if mail.automatic and judged.ticket is None and judged.reason is None:
        return Judgement(reason="automatic", client=judged.client)
    limit = view.company.mail.per_sender_hour or PER_SENDER
    place, message = gateway.store.repository.place, sha256(mail.message_id.encode()).hexdigest()
    at, dry_run = received(gateway, mail), gateway.dry_run
    if judged.reason is None and counters.count(place, mail.sender, message, at, dry_run=dry_run) > limit:
        return Judgement(reason="too_many", client=judged.client)
    return judged


def _of_failure(gateway: Gateway, mail: Incoming) -> Judgement:
    """A report of non-delivery counts for a message that we sent."""
    assert mail.failure is not None  # noqa: S101 - the caller looked
    ident = mail.failure.message_id
    ticket = found(gateway.store.view(), ident.lstrip("<").partition(".")[0].upper())
    ours = ticket is not None and any(
        entry.type == "mail_queued" and getattr(entry, "message_id", None) == ident for entry in ticket.journal
    )
    return Judgement(ticket) if ours else Judgement(reason="automatic")


def take(gateway: Gateway, mail: Incoming, judged: Judgement) -> Outcome:
    """Record a message where it was judged to belong."""
    at = received(gateway, mail)
    acting = _acting(gateway, judged.known)
    judged = replace(judged, wish=_wished(mail, judged, gateway.key))
    done = record(gateway.store, acting, lambda view: act_of(view, acting, mail, judged, at))
    return replace(done.answer, sender_verified=judged.verified)


def _wished(mail: Incoming, judged: Judgement, key: bytes | None) -> Wish | None:
    """What a contact asks for with one of our links; of anybody else it is a message like any."""
    if judged.ticket is None or judged.known is None:
        return None
    return wished(mail, judged.ticket.uid, key)


def received(gateway: Gateway, mail: Incoming) -> datetime:
    """When our server took the message, which is never later than now."""
    if mail.received is None:
        return gateway.now
    return min(mail.received.astimezone(gateway.now.tzinfo), gateway.now, key=to_utc)


def _acting(gateway: Gateway, known: Known | None) -> Acting:
    service = gateway.store.view().company.service(ServiceKind.MAIL, gateway.now.date())
    if service is None:
        assert gateway.acting is not None  # noqa: S101 - the command sees to it
        service = ServiceIdentity(id=gateway.acting.by, kind=ServiceKind.MAIL, email=gateway.acting.email)
    now, dry_run = gateway.now, gateway.dry_run
    if known is None:
        return by_service(service, now, dry_run=dry_run)
    return by_contact(service, known.client.id, known.contact, now, dry_run=dry_run)


def _kept(gateway: Gateway, mail: Incoming, reason: str, client: str | None) -> Outcome:
    ident = quarantine.ident_of(mail.raw)
    one = quarantine.Waiting(ident, reason, mail.sender, mail.subject, received(gateway, mail), client)
    outcome = _waits(gateway, one, mail.raw)
    if client is not None and reason in _TOLD and not gateway.dry_run:
        with suppress(BadData, NotFound):  # the message is safe, and `check` names the file that can't be read
            alert(gateway.store, _acting(gateway, None), client, one.id)
    return outcome


def _waits(gateway: Gateway, one: quarantine.Waiting, raw: bytes) -> Outcome:
    if not gateway.dry_run:
        quarantine.keep(gateway.store.repository.place, one, raw)
    return Outcome("quarantined", None, one.reason, one.id)


def _unreadable(gateway: Gateway, raw: bytes) -> Outcome:
    """Keep what nothing reads into, with what its first bytes say of the sender."""
    lines = head_of(raw)[:_HEAD].decode("utf-8", "replace").splitlines()
    said = {name.lower(): value for name, colon, value in (line.partition(":") for line in lines) if colon}
    sender, subject = plain.header(said.get("from")), plain.header(said.get("subject"))
    one = quarantine.Waiting(quarantine.ident_of(raw), "unreadable", sender, subject, gateway.now)
    return _waits(gateway, one, raw)


_HEAD: Final = 20_000
