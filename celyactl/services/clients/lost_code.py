"""A code that was lost: who asks by an address that is known, what is written there, and the code in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from celyactl.domain.language import language_for
from celyactl.i18n import gettext as _
from celyactl.i18n import spoken
from celyactl.mail.address import addressed, domain_of
from celyactl.mail.message import Letter
from celyactl.render.jinja.environment import render
from celyactl.render.letterhead import as_of, letterhead
from celyactl.render.moments import Wall, full_moment
from celyactl.services import catalogue
from celyactl.services.clients.access_codes import renew
from celyactl.services.mailing.people import sender

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from celyactl.domain.client import Client, Contact
    from celyactl.render.summary import Form
    from celyactl.store.view import View

__all__ = ["Loser", "letter_to", "losers", "renew"]


class Loser(NamedTuple):
    """Somebody who has, or had, a code, and an address that the desk knows."""

    client: Client
    contact: Contact


def losers(view: View, typed: str, day: date) -> Iterator[Loser]:
    """Who has this address and was ever given a code: whoever never had one is given none by asking."""
    wanted = typed.strip().casefold()
    for client in catalogue.clients(view):
        for contact in client.contacts:
            known = (contact.email or "").casefold()
            if known and known == wanted and contact.access and contact.is_there(day):
                yield Loser(client, contact)


def letter_to(view: View, who: Loser, link: str, times: tuple[datetime, datetime]) -> Letter:
    """The mail with the link, in the contact's language; `times` are now and when the link ends.

    Raises NotAnAddress, TemplateRefused, TemplateTooLarge.
    """
    return spoken(language_for(view.company, who.client, who.contact), lambda: _written(view, who, link, times))


def _written(view: View, who: Loser, link: str, times: tuple[datetime, datetime]) -> Letter:
    now, ends = times
    company, wall = view.company, Wall(now)
    data = {
        **letterhead(company),
        **as_of(wall, view.commit),
        "name": who.contact.name,
        "until": full_moment(ends, wall),
        "link": link,
    }

    def body(form: Form) -> str:
        return render(f"mail/link.{form}.j2", data, view.template)

    from_whom = sender(company)
    return Letter(
        message_id=f"<{uuid4().hex}@{domain_of(from_whom.addr_spec)}>",
        sender=from_whom,
        to=(addressed(who.contact.name, who.contact.email or ""),),
        date=now,
        subject=_("A new access code"),
        text=body("txt"),
        html=body("html"),
        commit=view.commit,
    )
