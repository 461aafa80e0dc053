"""Which acts of the history somebody asks for: about what, by whom, between which instants."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.instants import parse_date, parse_instant
from celyactl.domain.query_days import span
from celyactl.errors.calendar import DateNotUnderstood, InstantNotUnderstood
from celyactl.errors.command_line import SpanTurnedRound
from celyactl.errors.desk import UnknownMember
from celyactl.services import catalogue
from celyactl.store.history import Wanted
from celyactl.store.index.index import asked
from celyactl.store.index.near import former_names

if TYPE_CHECKING:
    from celyactl.store.view import View


class Choice(NamedTuple):
    """What was typed: a ticket, slug or client; a person, `me` for who asks; a day or an instant, both included."""

    about: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None


def chosen(view: View, choice: Choice, now: datetime, me: str | None) -> Wanted:
    """Which acts those are. Raises UnknownMember, SpanTurnedRound and what a wrong day or reference is."""
    names = _names(view, choice.about) if choice.about else ()
    actor = me or choice.actor if choice.actor == "me" else choice.actor
    who, email = _person(view, actor) if actor else (None, None)
    begin, end = _bound(view, choice.since, now, first=True), _bound(view, choice.until, now, first=False)
    if begin and end and end <= begin:
        raise SpanTurnedRound(choice.since or "", choice.until or "")
    return Wanted(names, who, email, begin, end)


def _names(view: View, about: str) -> tuple[str, ...]:
    """A slug or a client's id as it is, else the reference of a ticket, with those that it had before."""
    if about in view.contract_slugs() or about in view.client_ids():
        return (about,)
    ref = view.resolve(about)
    return (ref, *asked(view.repository.place, lambda index: former_names(index, ref)))


def _person(view: View, who: str) -> tuple[str, str]:
    """Somebody's id, and the e-mail under which commits by hand are known.

    An address that nobody of the team has may be that of a commit by hand. Raises UnknownMember for another name.
    """
    for person in view.company.team:
        if who == person.id or who.casefold() == person.email.casefold():
            return person.id, person.email
    if "@" not in who and who not in _others(view):
        raise UnknownMember(who, [person.id for person in view.company.team])
    return who, who


def _others(view: View) -> set[str]:
    """Who acts without being of the team: the clients' contacts, and the services."""
    contacts = {contact.id for client in catalogue.clients(view) for contact in client.contacts}
    return contacts | {service.id for service in view.company.services}


def _bound(view: View, text: str | None, now: datetime, *, first: bool) -> datetime | None:
    """The beginning of a day or an instant, or its end. Raises the errors of `parse_date` and `parse_instant`."""
    if text is None:
        return None
    zone = view.zone
    found = span(text, now, zone.key)
    if found is None:
        with suppress(DateNotUnderstood):
            parse_date(text, now.date())  # which says what is wrong with a day that was written well
        parse_instant(text, now, zone)
        raise InstantNotUnderstood(text)
    return datetime.fromtimestamp(found[0] if first else found[1], zone)
