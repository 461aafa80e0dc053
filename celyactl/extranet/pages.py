"""What each address answers: pages for whoever is signed in. Every one asks `may`, by way of its visit."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.permission import Verb, may
from celyactl.domain.words import OPEN, Status
from celyactl.extranet.asked import Answer, Refused, next_page
from celyactl.extranet.showing import page
from celyactl.extranet.visit import failures_hidden
from celyactl.extranet.words import text_of
from celyactl.i18n import gettext as _
from celyactl.render.everyday import everyday
from celyactl.render.moments import full_moment
from celyactl.render.summary import summary_data
from celyactl.services import hearing, working
from celyactl.services.sla import Cases
from celyactl.services.summary import subject_of
from celyactl.services.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.domain.ticket import Ticket
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit
    from celyactl.services.telling import Telling

_ON_A_PAGE: Final = 50


def home(visit: Visit, _asked: Asked) -> Answer:
    """What is open, whose turn it is, and how to reach the company."""
    found = [one for one in visit.tickets() if one.status in {*OPEN, Status.RESOLVED}]
    rows = _rows(visit, found[:_ON_A_PAGE])
    return page(visit, "home", {"title": _("Your tickets in hand"), "rows": rows})


def tickets(visit: Visit, asked: Asked) -> Answer:
    """All tickets, or those with these words in title or reference."""
    words = text_of(asked.query.get("q", ""), 200)
    found = [one for one in visit.tickets() if words.casefold() in f"{one.ref} {one.title}".casefold()]
    data = {
        "title": _("All tickets"),
        "rows": _rows(visit, found[:_ON_A_PAGE]),
        "words": words,
        "more": len(found) > _ON_A_PAGE,
    }
    return page(visit, "tickets", data)


def ticket(visit: Visit, asked: Asked) -> Answer:
    """One ticket: where it stands, and what was said."""
    return _ticket_page(visit, visit.ticket(asked.path["ref"], Verb.SEE))


def reply(visit: Visit, asked: Asked) -> Answer:
    """The client's own words on a ticket."""
    found = visit.ticket(asked.path["ref"], Verb.REPLY)
    text = text_of(asked.form.get("text", ""))
    if not text:
        return _ticket_page(visit, found, HTTPStatus.UNPROCESSABLE_ENTITY, _("Please write something first."))
    return _told(visit, found, hearing.message(text, visit.actor.contact.id))


def confirm(visit: Visit, asked: Asked) -> Answer:
    """All is well."""
    return _told(visit, visit.ticket(asked.path["ref"], Verb.CONFIRM), working.confirm())


def reopen(visit: Visit, asked: Asked) -> Answer:
    """It was not settled after all."""
    found = visit.ticket(asked.path["ref"], Verb.REOPEN)
    return _told(visit, found, working.reopen(text_of(asked.form.get("text", "")) or None))


def _told(visit: Visit, found: Ticket, telling: Telling) -> Answer:
    with failures_hidden():
        tell(visit.desk.store, visit.acting(), found.ref, telling)
    return next_page(f"/tickets/{found.ref}")


def _ticket_page(visit: Visit, found: Ticket, status: HTTPStatus = HTTPStatus.OK, problem: str = "") -> Answer:
    with failures_hidden():
        case = Cases(visit.view).of(found)
        data: dict[str, Any] = dict(summary_data(subject_of(visit.view, case, visit.desk.now)))
    more = {
        "title": f"{found.ref} {found.title}",
        "settled": found.status is Status.RESOLVED,
        "reopens": found.status in {Status.RESOLVED, Status.CLOSED},
        "problem": problem,
    }
    del data["company"], data["language"]
    return page(visit, "ticket", data | more, status)


def _rows(visit: Visit, found: Iterable[Ticket]) -> list[dict[str, str]]:
    cases = Cases(visit.view)
    return [_row(visit, cases, one) for one in found]


def _row(visit: Visit, cases: Cases, one: Ticket) -> dict[str, str]:
    matter = subject_of(visit.view, cases.of(one), visit.desk.now).matter
    said = everyday(matter)
    return {
        "ref": one.ref,
        "title": one.title,
        "status": said.status,
        "turn": said.turn,
        "when": full_moment(one.opened_at, matter.wall),
    }


def require_contract(visit: Visit, slug: str) -> str:
    """A contract under which they may enter tickets; what is not theirs looks as if not there."""
    if slug not in visit.view.contract_slugs() or not may(visit.actor, Verb.ENTER, visit.view.contract(slug)):
        raise Refused(HTTPStatus.NOT_FOUND)
    return slug
