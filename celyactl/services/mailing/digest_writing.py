"""Makes the text of a digest from the entry that says whose and which days it is: as of when it was queued."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.digests import Period, name_of
from celyactl.domain.in_force import term_of
from celyactl.domain.language import language_for
from celyactl.domain.permission import Verb, may, visitor
from celyactl.errors.mail import NobodyToWriteTo
from celyactl.i18n import language
from celyactl.mail.address import domain_of
from celyactl.render.digest import Account, digest_mail, digest_subject
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.services.mailing.people import sender
from celyactl.services.mailing.shelf import Sharing
from celyactl.services.mailing.writing import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.company import Company
    from celyactl.domain.correspondence import Digest
    from celyactl.domain.digests import Reader
    from celyactl.domain.permission import Visitor
    from celyactl.domain.terms import Term
    from celyactl.i18n import Language
    from celyactl.services.mailing.shelf import Body, Shelf
    from celyactl.store.view import View

_SOON: Final = timedelta(days=90)
"""How long before its end, or the last day for notice, a contract is spoken of."""


def language_of(view: View, reader: Reader) -> Language:
    """In which language a digest is written."""
    return language_for(view.company, view.client(reader.visitor.client), reader.visitor.contact)


def identify(company: Company, reader: Reader) -> str:
    """The Message-ID of a reader's digest."""
    return f"<digest.{name_of(reader)}@{domain_of(sender(company).addr_spec)}>"


def digest_body(shelf: Shelf, client: str, digest: Digest, at: datetime) -> Body:
    """Subject, text and page of a digest in the context's language, as of `at`.

    Raises NobodyToWriteTo when its reader left the client; TemplateRefused, TemplateTooLarge.
    """
    view = shelf.post.view
    person = visitor(view.client(client), digest.to[0].partition(":")[2], at.date())
    if person is None:
        raise NobodyToWriteTo(client, client)
    return body(shelf, person, Period(digest.start, digest.end), at)


def body(shelf: Shelf, person: Visitor, period: Period, at: datetime) -> Body:
    """The same for somebody: people who see the same of a client read the same, and no digest says whose it is."""
    people = None if person.whole else person.people
    return shelf.body(Sharing(person.client, people, period, at, language()), lambda: _made(shelf, person, period, at))


def _made(shelf: Shelf, person: Visitor, period: Period, at: datetime) -> Body:
    account = accounted(shelf, person, period, at)
    text, html = (digest_mail(account, form, shelf.post.templates) for form in FORMS)
    return digest_subject(account), text, html


def accounted(shelf: Shelf, person: Visitor, period: Period, at: datetime) -> Account:
    """What somebody is told of a period, as of `at`."""
    view = shelf.post.view
    return Account(
        period=period,
        matters=list(shelf.matters(person, period.start, at)),
        terms=list(terms_ahead(view, person, at)),
        company=view.company,
        names=Names(view.company, view.client(person.client)),
        wall=Wall(at.astimezone(view.zone)),
        commit=view.commit,
    )


def terms_ahead(view: View, person: Visitor, at: datetime) -> Iterator[tuple[str, Term]]:
    """Contracts that end, or renew, soon: for who sees all of the client's matters."""
    today = at.date()
    for contract in view.contracts_of(person.client) if person.whole else ():
        term = term_of(contract, today)
        is_near = term.start <= today < term.end and min(term.end, term.notice_limit) - _SOON <= today
        if is_near and may(person, Verb.SEE, contract):
            yield contract.title or contract.slug, term
