"""What was agreed, and what is installed: contracts, components, people of whoever is signed in, in everyday words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.access import is_there
from celyactl.domain.in_force import targets_on, term_of
from celyactl.domain.terms import add_months
from celyactl.domain.words import ComponentState, Role
from celyactl.extranet.asked import Answer, next_page
from celyactl.extranet.openness import hours_of
from celyactl.extranet.showing import page
from celyactl.extranet.visit import failures_hidden
from celyactl.i18n import LANGUAGES, marked
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.render.names import Names
from celyactl.render.report.targets import duration_words, week_words
from celyactl.render.terms import until
from celyactl.render.urgency import urgency_words
from celyactl.render.words import word
from celyactl.services.clients import ContactDetails, edit_contact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.client import Client, Component, Contact
    from celyactl.domain.contract import Contract, Scope
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit

_SOON_MONTHS: Final = 12
_ROLES: Final = {
    Role.LEVEL1: marked("first to look, on the spot"),
    Role.REQUESTER: marked("may write to us"),
    Role.MANAGER: marked("follows all tickets"),
    Role.SIGNATORY: marked("signs"),
    Role.BILLING: marked("invoices"),
    Role.IT: marked("computers and network"),
}
_TONGUES: Final = {"fr": "Français", "en": "English"}


def contract(visit: Visit, _asked: Asked) -> Answer:
    """What was agreed: until when, at which hours, what is promised, for what."""
    data = {
        "title": _("Your contract"),
        "hours": hours_of(visit),
        "contracts": [_contract(visit, one) for one in visit.contracts()],
    }
    return page(visit, "contract", data)


def components(visit: Visit, _asked: Asked) -> Answer:
    """What is installed, with versions, and what will not last."""
    names, client = Names(visit.view.company, visit.client), visit.client
    there = [one for one in client.components if one.state is not ComponentState.RETIRED]
    places = [*(site.id for site in client.sites), None]
    known = {site.id for site in client.sites}
    groups = [
        {
            "place": names.known_site(place),
            "rows": [_component(one, visit.today) for one in there if _at(one, place, known)],
        }
        for place in places
    ]
    data = {"title": _("Your installation"), "groups": [group for group in groups if group["rows"]]}
    return page(visit, "components", data)


def people(visit: Visit, _asked: Asked) -> Answer:
    """Who is known of the company, what is known of oneself, and the language of pages and mails."""
    me, client = visit.actor.contact, visit.client
    data = {
        "title": _("Your people, and you"),
        "people": [_person(one, client) for one in client.contacts if is_there(one, visit.today)],
        "me": {"name": me.name, "email": me.email or "", "phones": ", ".join(me.phones)},
        "tongues": [{"value": one, "text": _TONGUES[one], "chosen": one == spoken_by(visit)} for one in LANGUAGES],
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


def spoken_by(visit: Visit) -> str:
    """The language of who is signed in."""
    return visit.actor.contact.language or visit.client.language or visit.view.company.language


def _contract(visit: Visit, one: Contract) -> dict[str, Any]:
    term, company = term_of(one, visit.today), visit.view.company
    periods = sorted((period for period in one.coverage if period.since < term.end), key=lambda period: period.since)
    past = sum(period.since <= visit.today for period in periods)
    coverages = [
        {
            "since": full_date(max(period.since, one.start)),
            "text": week_words(known) if (known := company.coverages.get(period.coverage)) else "",
        }
        for period in periods[max(0, past - 1) :]
    ]
    return {
        "title": one.title or word(one.type),
        "over": term.state in {"ended", "exhausted"},
        "term": _("from {start} {until}").format(start=full_date(term.start), until=until(term)),
        "renews": _("It goes on by itself, unless one of us ends it by {day}.").format(day=full_date(term.notice_limit))
        if term.renews
        else _("It does not go on by itself."),
        "coverages": coverages,
        "promises": [
            {
                "urgency": urgency_words(target.priority, one),
                "response": duration_words(target.response),
                "restoration": duration_words(target.restoration),
            }
            for target in targets_on(one, visit.today)
        ],
        "covers": list(_covered(one.covers, Names(company, visit.client))),
        "visits": sum(plan.visits for plan in one.preventive),
    }


def _covered(scope: Scope, names: Names) -> Iterator[str]:
    """What a contract covers, by name; nothing named is the whole installation."""
    yield from (names.site(ident) for ident in scope.sites)
    yield from (names.component(ident) for ident in scope.components)
    yield from (word(kind) for kind in scope.kinds)


def _at(one: Component, place: str | None, known: set[str]) -> bool:
    return (one.site if one.site in known else None) == place


def _component(one: Component, today: date) -> dict[str, Any]:
    version = one.versions[-1] if one.versions else None
    limit, until_day = add_months(today, _SOON_MONTHS), _("Valid until {day}")
    ends = ((_("Maintained by its maker until {day}"), one.end_of_life), (until_day, one.expires))
    known = [(text, day) for text, day in ends if day is not None]
    return {
        "id": one.id,
        "name": one.name,
        "kind": word(one.kind),
        "product": " ".join(filter(None, (one.maker, one.product))),
        "version": version.version if version else "",
        "since": full_date(version.since) if version else "",
        "state": word(one.state) if one.state is not ComponentState.IN_SERVICE else "",
        "ends": " · ".join(text.format(day=full_date(day)) for text, day in known),
        "soon": any(day < limit for _text, day in known),
    }


def _person(one: Contact, client: Client) -> dict[str, str]:
    places = [site.name for site in client.sites if site.id in one.sites]
    roles = [_(_ROLES[role]) for role in one.roles]
    return {"name": one.name, "roles": ", ".join(roles), "places": ", ".join(places)}
