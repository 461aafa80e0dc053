"""One ticket: where it stands, what was said, and what its client does with it. Every page asks `may`, by its visit."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from celyactl.domain.permission import Verb
from celyactl.domain.words import Status
from celyactl.extranet.asked import Answer, next_page
from celyactl.extranet.showing import page
from celyactl.extranet.uploads import ACCEPTED, Unfit, uploads_of
from celyactl.extranet.visit import failures_hidden
from celyactl.extranet.words import text_of
from celyactl.i18n import gettext as _
from celyactl.render.summary import summary_data
from celyactl.services import hearing, working
from celyactl.services.attaching import attach
from celyactl.services.sla import Cases
from celyactl.services.summary import subject_of
from celyactl.services.telling import tell

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit
    from celyactl.services.telling import Telling


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


def _told(visit: Visit, asked: Asked, found: Ticket, telling: Telling) -> Answer:
    with failures_hidden():
        tell(visit.desk.store, visit.acting(), found.ref, telling)
    visit.drafts.forget(asked.where)
    return next_page(f"/tickets/{found.ref}")


def _page(visit: Visit, found: Ticket, problem: str = "", typed: str = "") -> Answer:
    with failures_hidden():
        case = Cases(visit.view).of(found)
        data: dict[str, Any] = dict(summary_data(subject_of(visit.view, case, visit.desk.now)))
    kept = {name: visit.drafts.of(f"/tickets/{found.ref}/{name}").get("text", "") for name in ("reply", "reopen")}
    more = {
        "title": f"{found.ref} {found.title}",
        "settled": found.status is Status.RESOLVED,
        "reopens": found.status in {Status.RESOLVED, Status.CLOSED},
        "problem": problem,
        "typed": kept | ({"reply": typed} if typed else {}),
        "accepted": ACCEPTED,
    }
    del data["company"], data["language"]
    return page(visit, "ticket", data | more, HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK)
