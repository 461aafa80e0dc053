"""Who is known of a client, who stands in for whom, and the language in which somebody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.language import language_for
from celyactl.domain.words import Role
from celyactl.extranet.asked import Answer, next_page
from celyactl.extranet.showing import page
from celyactl.extranet.visit import failures_hidden
from celyactl.i18n import LANGUAGES, marked
from celyactl.i18n import gettext as _
from celyactl.render.moments import last_day
from celyactl.services.clients.changing import ContactDetails, edit_contact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.client import Client, Contact
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit

_ROLES: Final = {
    Role.LEVEL1: marked("first to look, on the spot"),
    Role.REQUESTER: marked("may write to us"),
    Role.MANAGER: marked("follows all tickets"),
    Role.SIGNATORY: marked("signs"),
    Role.BILLING: marked("invoices"),
    Role.IT: marked("computers and network"),
}
_TONGUES: Final = {"fr": "Français", "en": "English"}


def people(visit: Visit, _asked: Asked) -> Answer:
    """Who is known of the company, what is known of oneself, and the language of pages and mails."""
    me, client = visit.actor.contact, visit.client
    spoken = language_for(visit.view.company, client, me)
    data = {
        "title": _("Your people, and you"),
        "people": [_person(one, client, visit.today) for one in client.contacts if one.is_there(visit.today)],
        "me": {"name": me.name, "email": me.email or "", "phones": ", ".join(me.phones)},
        "tongues": [{"value": one, "text": _TONGUES[one], "chosen": one == spoken} for one in LANGUAGES],
    }
    return page(visit, "people", data)


def speak(visit: Visit, asked: Asked) -> Answer:
    """Another language, for pages and for mails."""
    chosen = next((one for one in LANGUAGES if one == asked.form.get("language")), None)
    if chosen is not None:
        with failures_hidden():
            actor = visit.actor
            edit_contact(
                visit.desk.store, visit.acting(), actor.client, actor.contact.id, ContactDetails(language=chosen)
            )
    return next_page("/people")


def _person(one: Contact, client: Client, today: date) -> dict[str, str]:
    places = [site.name for site in client.sites if site.id in one.sites]
    roles = [_(_ROLES[role]) for role in one.roles]
    away = "; ".join(_replaced(one, client, today))
    return {"name": one.name, "roles": ", ".join(roles), "places": ", ".join(places), "away": away}


def _replaced(one: Contact, client: Client, today: date) -> Iterator[str]:
    """By whom somebody is replaced now, and until when."""
    known = {other.id: other.name for other in client.contacts if other.is_there(today)}
    for stand_in in one.replaced_by:
        name = known.get(stand_in.contact)
        if name is None or not stand_in.holds(today):
            continue
        if stand_in.until is None:
            yield _("replaced by {name}").format(name=name)
        else:
            yield _("replaced by {name}, {until}").format(name=name, until=_last_day(stand_in.until))


def _last_day(end: date) -> str:
    return _("until {day} included").format(day=last_day(end))
