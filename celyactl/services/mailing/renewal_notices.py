"""The notice before a tacit renewal, by mail: queued by a person, recorded in the contract once the server took it.

A mail of its own, in clear words, with the limit in a box (Code de la consommation L215-1 allows `courrier électronique
dédié`); the server's answer is the proof.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from celyactl.domain.contract import RenewalAct
from celyactl.domain.correspondence import RenewalNotice
from celyactl.domain.entries.delivery import MailFailed, MailQueued
from celyactl.domain.in_force import term_of
from celyactl.domain.language import language_for
from celyactl.domain.words import Role
from celyactl.errors.mail import NobodyToWriteTo
from celyactl.mail.address import domain_of, one_line
from celyactl.services.contracts.letters import renewal_letter, renewal_subject
from celyactl.services.contracts.renewing import letter_due, outside
from celyactl.services.correspondence import Additions
from celyactl.services.mailing.people import sender
from celyactl.services.recording import Act, Done, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.entries.delivery import MailSent
    from celyactl.domain.model import Model
    from celyactl.services.acting import Acting
    from celyactl.services.correspondence import Stamp
    from celyactl.store.store import Store
    from celyactl.store.view import View

TEMPLATE: Final = "renewal-notice"
_READ_BY: Final = (Role.SIGNATORY, Role.MANAGER)
_NAME: Final = 26
_LONGEST: Final = 400


def queue_notice(store: Store, acting: Acting, slug: str) -> Done[tuple[str, ...]]:
    """Queue the notice to who signs for the client, else to its managers: their ids; each term's once.

    Raises UnknownContract, NoLetterNeeded, NobodyToWriteTo, and what `record` raises.
    """

    def plan(view: View) -> Act[tuple[str, ...]]:
        contract, today = view.contract(slug), acting.now.date()
        notice, _limit = letter_due(view, contract, today)
        to = _readers(view.client(contract.client), slug, today)
        added = Additions(view, acting)
        if not _is_queued(view, contract, today):
            added.add(contract.client, lambda stamp: _entries(view, contract, today, to, stamp))
        warnings = tuple(outside(notice, today))
        return Act("mail.renewal", f"{slug}: queue renewal notice", added.files, to, None, warnings)

    return record(store, acting, plan)


def _readers(client: Client, slug: str, today: date) -> tuple[str, ...]:
    """Who signs, else who manages, of those who are there and have an address. Raises NobodyToWriteTo."""
    there = [one for one in client.contacts if one.email and one.is_there(today)]
    for role in _READ_BY:
        found = tuple(f"{client.id}:{one.id}" for one in there if role in one.roles)
        if found:
            return found
    raise NobodyToWriteTo(slug, client.id)


def _is_queued(view: View, contract: Contract, today: date) -> bool:
    """Whether this term's is queued or sent; one that was refused for good is not."""
    end = term_of(contract, today).end
    for letters in view.letters(contract.client).values():
        about = {one.id for one in letters.journal if isinstance(one, RenewalNotice) and _is_of(one, contract, end)}
        queued = {one.message_id for one in letters.journal if isinstance(one, MailQueued) and one.about in about}
        lost = {one.message_id for one in letters.journal if isinstance(one, MailFailed) and one.permanent}
        if queued - lost:
            return True
    return False


def _is_of(one: RenewalNotice, contract: Contract, end: date) -> bool:
    return one.means == "mail" and (one.contract, one.end) == (contract.slug, end)


def _entries(
    view: View, contract: Contract, today: date, to: tuple[str, ...], stamp: Stamp
) -> tuple[RenewalNotice, MailQueued]:
    term, client, company = term_of(contract, today), view.client(contract.client), view.company
    notice = RenewalNotice(
        **stamp(), contract=contract.slug, end=term.end, notice_limit=term.notice_limit, means="mail", to=to
    )
    name = sha256(f"renewal {contract.slug} {term.end} {notice.id}".encode()).hexdigest()[:_NAME]
    mail = MailQueued(
        **stamp(),
        template=TEMPLATE,
        language=language_for(company, client),
        to=to,
        message_id=f"<renewal.{name}@{domain_of(sender(company).addr_spec)}>",
        about=notice.id,
    )
    return notice, mail


def notice_body(view: View, notice: RenewalNotice, at: datetime) -> tuple[str, str, str]:
    """Subject, text and page of a notice, in the context's language. Raises UnknownContract, NoLetterNeeded."""
    text, html = (renewal_letter(view, notice.contract, at.date(), form).decode() for form in ("txt", "html"))
    return renewal_subject(notice.contract), text, html


def proved(view: View, notices: Iterable[tuple[RenewalNotice, MailSent]]) -> Mapping[str, Model]:
    """The contracts, with the notices that the server took. Raises UnknownContract."""
    after: dict[str, Contract] = {}
    for notice, sent in notices:
        path = view.path_of_contract(notice.contract)
        contract = after.get(path) or view.contract(notice.contract)
        after[path] = replace(contract, renewals=(*contract.renewals, _proof(view, notice, sent)))
    return after


def _proof(view: View, notice: RenewalNotice, sent: MailSent) -> RenewalAct:
    proof = one_line(f"{sent.message_id} {sent.answer or ''}")[:_LONGEST]
    day = sent.at.astimezone(view.zone).date()
    return RenewalAct(kind="notice-sent", on=day, until=notice.notice_limit, proof=proof)
