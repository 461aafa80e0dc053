"""One ticket: where it stands, what was said, and what its client does with it. Every page asks `may`, by its visit."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from celyactl.domain.entries.conversation import Rate
from celyactl.domain.fold import refold
from celyactl.domain.permission import Verb
from celyactl.domain.to_come import planned_of
from celyactl.domain.words import Status, Visibility
from celyactl.extranet.asked import Answer, next_page
from celyactl.extranet.planned import coming_of
from celyactl.extranet.rows import state_of
from celyactl.extranet.showing import page
from celyactl.extranet.uploads import ACCEPTED, Unfit, uploads_of
from celyactl.extranet.visit import failures_hidden
from celyactl.extranet.words import text_of
from celyactl.i18n import gettext as _
from celyactl.render.names import Names
from celyactl.render.summary import summary_data
from celyactl.services.sla import Cases
from celyactl.services.tickets import hearing, working
from celyactl.services.tickets.attaching import attach
from celyactl.services.tickets.summary import subject_of
from celyactl.services.tickets.telling import tell

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit
    from celyactl.services.tickets.telling import Telling

_SCORES: Final = frozenset("12345")


def ticket(visit: Visit, asked: Asked) -> Answer:
    """Where it stands, and what was said."""
    return _page(visit, visit.ticket(asked.path["ref"], Verb.SEE))


def reply(visit: Visit, asked: Asked) -> Answer:
    """The client's own words on a ticket, and files."""
    found, text = visit.ticket(asked.path["ref"], Verb.REPLY), text_of(asked.form.get("text", ""))
    try:
        uploads = uploads_of(asked)
    except Unfit as unfit:
        return _page(visit, found, unfit.sentence, text)
    if text:
        return _told(visit, asked, found, hearing.message(text, visit.actor.contact.id, uploads))
    if uploads:
        return _told(visit, asked, found, attach(uploads, public=True))
    return _page(visit, found, _("Please write something first."))


def confirm(visit: Visit, asked: Asked) -> Answer:
    """All is well."""
    return _told(visit, asked, visit.ticket(asked.path["ref"], Verb.CONFIRM), working.confirm())


def reopen(visit: Visit, asked: Asked) -> Answer:
    """It was not settled after all."""
    found = visit.ticket(asked.path["ref"], Verb.REOPEN)
    return _told(visit, asked, found, working.reopen(text_of(asked.form.get("text", "")) or None))


def rate(visit: Visit, asked: Asked) -> Answer:
    """What the client thinks of the work on a ticket that is over."""
    found = visit.ticket(asked.path["ref"], Verb.RATE)
    score = asked.form.get("score", "")
    if score not in _SCORES or found.status is not Status.CLOSED:
        return _page(visit, found, _("Please choose how it was, once the ticket is closed."))
    return _told(visit, asked, found, hearing.rate(int(score), text_of(asked.form.get("text", "")) or None))


def standing(visit: Visit, asked: Asked) -> Answer:
    """The part of the page that says where it stands, for a page that is open."""
    found = visit.ticket(asked.path["ref"], Verb.SEE)
    return Answer(_standing_part(visit, found, _standing(visit, found)))


def _told(visit: Visit, asked: Asked, found: Ticket, telling: Telling) -> Answer:
    """Record it; a form that is sent twice is recorded once, as it says what its reader knew."""
    since = asked.form.get("since")
    with failures_hidden():
        tell(visit.desk.store, visit.acting(), found.ref, hearing.once(telling, since) if since else telling)
    visit.drafts.forget(asked.where)
    return next_page(f"/tickets/{found.ref}")


def _standing(visit: Visit, found: Ticket) -> dict[str, Any]:
    """Where it stands, and who comes when."""
    with failures_hidden():
        case = Cases(visit.view).of(found)
        data: dict[str, Any] = dict(summary_data(subject_of(visit.view, case, visit.desk.now)))
    names = Names(visit.view.company, visit.client)
    coming = planned_of(case.story, visit.desk.now)
    return data | {
        "coming": [coming_of(found, one, names, visit.wall) for one in coming],
        "state": state_of(found),
    }


def _standing_part(visit: Visit, found: Ticket, data: dict[str, Any]) -> str:
    names = ("coming", "standing", "question", "state")
    return visit.room.render("standing", {name: data[name] for name in names} | {"ref": found.ref})


def _page(visit: Visit, found: Ticket, problem: str = "", typed: str = "") -> Answer:
    data = _standing(visit, found)
    rated = any(isinstance(entry, Rate) for entry in refold(found).entries)
    kept = {name: visit.drafts.of(f"/tickets/{found.ref}/{name}").get("text", "") for name in ("reply", "reopen")}
    more = {
        "title": found.title,
        "ref": found.ref,
        "since": max((entry.id for entry in found.journal if entry.visibility is Visibility.PUBLIC), default=""),
        "standing_part": Markup(_standing_part(visit, found, data)),  # noqa: S704 - a template's text, escaped by it
        "rates": found.status is Status.CLOSED and not rated,
        "settled": found.status is Status.RESOLVED,
        "reopens": found.status in {Status.RESOLVED, Status.CLOSED},
        "problem": problem,
        "typed": kept | ({"reply": typed} if typed else {}),
        "accepted": ACCEPTED,
    }
    del data["company"], data["language"]
    return page(visit, "ticket", data | more, HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK)
