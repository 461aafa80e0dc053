"""What was agreed, and what is installed: contracts and components of whoever is signed in, in everyday words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.in_force import targets_on, term_of
from celyactl.domain.terms import add_months
from celyactl.domain.words import ComponentKind, ComponentState, ContractType
from celyactl.extranet.openness import hours_of
from celyactl.extranet.showing import reading
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.render.names import Names
from celyactl.render.packs import left_words
from celyactl.render.report.targets import duration_words, week_words
from celyactl.render.terms import until
from celyactl.render.urgency import urgency_words
from celyactl.render.words import word
from celyactl.services.contracts.packs import balance_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.client import Component
    from celyactl.domain.contract import Contract, Scope
    from celyactl.domain.terms import Term
    from celyactl.extranet.asked import Answer, Asked
    from celyactl.extranet.visit import Visit

_SOON_MONTHS: Final = 12
_KINDS: Final = {
    ComponentKind.PBX: marked("telephone exchange"),
    ComponentKind.TRUNK: marked("lines of the operator"),
    ComponentKind.GATEWAY: marked("adapter for other equipment"),
    ComponentKind.HANDSET: marked("telephone"),
    ComponentKind.SBC: marked("protection of calls"),
    ComponentKind.OPERATING_SYSTEM: marked("software of the server"),
    ComponentKind.CERTIFICATE: marked("security certificate"),
    ComponentKind.LINE: marked("telephone line"),
    ComponentKind.OTHER: marked("other equipment"),
}
"""What a client reads for what technicians call by names of their own."""


def contract(visit: Visit, _asked: Asked) -> Answer:
    """What was agreed: until when, at which hours, what is promised, for what."""
    data = {
        "title": _("Your contract"),
        "hours": hours_of(visit),
        "contracts": [_contract(visit, one) for one in visit.contracts()],
    }
    return reading(visit, "contract", data)


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
    return reading(visit, "components", data)


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
        "renews": _renews(term, visit.today),
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
        "left": _left(visit, one),
        "visits": sum(plan.visits for plan in one.preventive),
    }


def _renews(term: Term, today: date) -> str:
    """What comes after the term; once the last day for notice is over, nobody is told to mind it."""
    if not term.renews:
        return _("It does not go on by itself.")
    if today > term.notice_limit:
        return _("It goes on by itself after that.")
    return _("It goes on by itself, unless one of us ends it by {day}.").format(day=full_date(term.notice_limit))


def _left(visit: Visit, one: Contract) -> str:
    """What is left of prepaid tickets or hours; nothing for a contract that sells none."""
    if one.type is not ContractType.PACK:
        return ""
    found = balance_on(visit.view, one, None, visit.today)
    if found.usable:
        return _("Left of what you bought: {left}.").format(left=left_words(found))
    return _("Nothing is left of what you bought: what you ask for now is invoiced.") if found.packs else ""


def _covered(scope: Scope, names: Names) -> Iterator[str]:
    """What a contract covers, by name; nothing named is the whole installation."""
    yield from (names.site(ident) for ident in scope.sites)
    yield from (names.component(ident) for ident in scope.components)
    yield from (_(_KINDS[kind]) for kind in scope.kinds)


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
        "kind": _(_KINDS[one.kind]),
        "product": " ".join(filter(None, (one.maker, one.product))),
        "version": version.version if version else "",
        "since": full_date(version.since) if version else "",
        "state": word(one.state) if one.state is not ComponentState.IN_SERVICE else "",
        "ends": " · ".join(text.format(day=full_date(day)) for text, day in known),
        "soon": any(day < limit for _text, day in known),
    }
