"""The form of a new ticket: sent twice it makes one, as its hidden number decides reference and uid of the ticket."""

from __future__ import annotations

import secrets
from dataclasses import replace
from hashlib import shake_256
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from celyactl.domain import reference
from celyactl.domain.permission import Verb, may
from celyactl.domain.words import Kind, Origin, Priority
from celyactl.extranet.asked import Answer, Refused, next_page
from celyactl.extranet.showing import page
from celyactl.extranet.uploads import ACCEPTED, Unfit, uploads_of
from celyactl.extranet.visit import failures_hidden
from celyactl.extranet.words import line_of, text_of
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services import catalogue
from celyactl.services.opening import Report, open_ticket
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from celyactl.domain.contract import Contract
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit

_FORM: Final = "/new"
_LONGEST_TITLE: Final = 200
_URGENCIES: Final = {
    Priority.P3: marked("It disturbs, but we can work"),
    Priority.P2: marked("It disturbs our work a lot"),
    Priority.P1: marked("Nobody can call any more"),
    Priority.P4: marked("It can wait"),
}
_KINDS: Final = {Kind.INCIDENT: marked("Something does not work"), Kind.REQUEST: marked("We need something")}


def form(visit: Visit, _asked: Asked) -> Answer:
    """An empty form."""
    return _form(visit, visit.drafts.of(_FORM) or {"number": secrets.token_urlsafe(24)})


def enter(visit: Visit, asked: Asked) -> Answer:
    """Record the ticket, or show the form again with what was typed."""
    typed, title = asked.form, line_of(asked.form.get("title", ""), _LONGEST_TITLE)
    number = typed.get("number", "")
    known = typed.get("kind") in set(_KINDS) and typed.get("priority") in set(_URGENCIES)
    if not (title and number and known):
        return _form(visit, typed, _("Please say in a few words what it is about."))
    slug = _require_contract(visit, typed.get("contract", ""))
    entropy = _entropy(visit, number)
    if before := _entered(visit, entropy()):
        return next_page(f"/tickets/{before}")
    try:
        uploads = uploads_of(asked)
    except Unfit as unfit:
        return _form(visit, typed, unfit.sentence)
    report = Report(
        slug,
        title,
        kind=Kind(typed["kind"]),
        priority=Priority(typed["priority"]),
        origin=Origin.EXTRANET,
        requester=visit.actor.contact.id,
        text=text_of(typed.get("text", "")) or None,
        files=tuple(upload.note() for upload in uploads),
    )
    with failures_hidden():
        acting, contents = replace(visit.acting(), entropy=entropy()), tuple(upload.content for upload in uploads)
        made = open_ticket(visit.desk.store, acting, report, contents=contents).answer
    visit.drafts.forget(_FORM)
    return next_page(f"/tickets/{made.ref}")


def _entropy(visit: Visit, number: str) -> Callable[[], Callable[[int], bytes]]:
    """Makes sources of bytes that depend on who sends which form only; each length has a stream of its own."""
    seed = f"{visit.actor.client}:{visit.actor.contact.id} {number}".encode("utf-8", "replace")

    def source() -> Callable[[int], bytes]:
        given: dict[int, int] = {}

        def drawn(count: int) -> bytes:
            given[count] = given.get(count, 0) + 1
            return shake_256(b"%d %d " % (count, given[count]) + seed).digest(count)

        return drawn

    return source


def _entered(visit: Visit, entropy: Callable[[int], bytes]) -> str | None:
    """The reference of the ticket that this form has made already."""
    ref = str(reference.mint(visit.view.company.prefix, visit.desk.now.date(), entropy))
    if visit.view.repository.entry(visit.view.commit, layout.path_of_reference(ref)) is None:
        return None
    found = visit.view.ticket(ref)
    mine = found.requester == visit.actor.contact.id and may(visit.actor, Verb.SEE, found)
    return ref if mine else None


def _form(visit: Visit, typed: Mapping[str, str], problem: str = "") -> Answer:
    kinds = [{"value": str(kind), "text": _(words)} for kind, words in _KINDS.items()]
    urgencies = [{"value": str(priority), "text": _(words)} for priority, words in _URGENCIES.items()]
    names = ("number", "title", "text", "kind", "priority", "contract")
    data = {
        "title": _("New ticket"),
        "problem": problem,
        "accepted": ACCEPTED,
        "typed": {name: text_of(typed.get(name, "")) for name in names},
        "kinds": kinds,
        "urgencies": urgencies,
        "contracts": [{"value": one.slug, "text": one.title or one.slug} for one in _contracts(visit)],
    }
    return page(visit, "new", data, HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK)


def _require_contract(visit: Visit, slug: str) -> str:
    """A contract under which they may enter tickets; what is not theirs looks as if not there."""
    if slug not in visit.view.contract_slugs() or not may(visit.actor, Verb.ENTER, visit.view.contract(slug)):
        raise Refused(HTTPStatus.NOT_FOUND)
    return slug


def _contracts(visit: Visit) -> list[Contract]:
    """Those in force first: an incident is entered whatever became of the contract, and marked."""
    running = list(catalogue.in_force(visit.view, visit.actor.client, visit.desk.now.date()))
    others = [one for one in catalogue.contracts(visit.view, visit.actor.client) if one not in running]
    return [one for one in (*running, *others) if may(visit.actor, Verb.ENTER, one)]
