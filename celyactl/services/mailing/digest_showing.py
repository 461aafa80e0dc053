"""The digest that a contact would get now: to be looked at, recorded and sent by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.digests import reader
from celyactl.errors.desk import UnknownContact
from celyactl.errors.mail import NobodyToWriteTo
from celyactl.i18n import spoken
from celyactl.mail.message import Letter
from celyactl.services.catalogue import client_named
from celyactl.services.mailing.digest_writing import accounted, body, identify, language_of
from celyactl.services.mailing.people import addresses, sender
from celyactl.services.mailing.shelf import Shelf

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.digests import Reader
    from celyactl.services.mailing.writing import Post


class Shown(NamedTuple):
    """The message, whose and which days it is; one without news would not be sent."""

    reader: Reader
    letter: Letter
    has_news: bool


def shown_digest(post: Post, name: str, now: datetime) -> Shown:
    """The digest of somebody, named `acme:claire`, of the days that ended last.

    Raises UnknownClient, UnknownContact, NobodyToWriteTo, TemplateRefused, TemplateTooLarge.
    """
    one, shelf = _reader(post, name, now), Shelf(post, now)
    view, person = post.view, one.visitor
    to = addresses(view.company, view.client(person.client), (one.ident,))
    if not to:
        raise NobodyToWriteTo(one.ident, person.client)
    said = spoken(language_of(view, one), lambda: body(shelf, person, one.period, now))
    letter = Letter(identify(view.company, one), sender(view.company), to, now, *said, view.commit)
    return Shown(one, letter, not accounted(shelf, person, one.period, now).is_empty)


def _reader(post: Post, name: str, now: datetime) -> Reader:
    whose, _colon, contact = name.partition(":")
    client = client_named(post.view, whose)
    found = reader(client, contact, post.view.company.mail.digest, now.date())
    if found is None:
        raise UnknownContact(contact, [one.id for one in client.contacts], client.id)
    return found
