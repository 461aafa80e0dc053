"""The form of a new ticket: sent twice it makes one, as its hidden number decides reference and uid of the ticket."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import shake_256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from celyactl.domain import reference
from celyactl.domain.entries.base import Check
from celyactl.domain.level1 import level1_checklists
from celyactl.domain.permission import Verb, may
from celyactl.domain.words import Kind, Origin, Priority
from celyactl.errors.ticket import OpenedAlready
from celyactl.extranet.asked import Answer, Refused, next_page
from celyactl.extranet.drafts import LABELLED
from celyactl.extranet.showing import page
from celyactl.extranet.uploads import ACCEPTED, Unfit, uploads_of
from celyactl.extranet.visit import failures_hidden
from celyactl.extranet.words import line_of, text_of
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.names import Names
from celyactl.render.urgency import ORDER, urgency_words
from celyactl.services.tickets.opening import Report, open_ticket
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from celyactl.domain.company import Checklist
    from celyactl.domain.ticket import Ticket
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit
    from celyactl.services.tickets.attaching import Upload

_FORM: Final = "/new"
_LONGEST_TITLE: Final = 200
_KINDS: Final = {Kind.INCIDENT: marked("Something does not work"), Kind.REQUEST: marked("We need something")}
_FILLED: Final = ("title", "kind", "priority", "contract", "site", "component", "text", "number")


def form(visit: Visit, asked: Asked) -> Answer:
    """An empty form, or what was being written; `site` and `component` of the address are chosen in it."""
    kept = visit.drafts.of(_FORM)
    chosen = {name: asked.query[name] for name in LABELLED if asked.query.get(name)}
    return _form(visit, {"number": secrets.token_urlsafe(24), **kept, **chosen})


def enter(visit: Visit, asked: Asked) -> Answer:
    """Record the ticket, or show the form again with what was typed."""
    typed = asked.form
    known = typed.get("kind") in set(_KINDS) and typed.get("priority") in set(ORDER)
    if not (line_of(typed.get("title", ""), _LONGEST_TITLE) and typed.get("number") and known):
        return _form(visit, typed, _("Please say in a few words what it is about."))
    try:
        uploads = uploads_of(asked)
    except Unfit as unfit:
        return _form(visit, typed, unfit.sentence)
    report, contents = _report(visit, typed, uploads), tuple(upload.content for upload in uploads)
    ref = _sent_before(visit, typed["number"]) or _opened(visit, typed["number"], report, contents)
    visit.drafts.forget(_FORM)
    return next_page(f"/tickets/{ref}")


def _opened(visit: Visit, number: str, report: Report, contents: tuple[bytes, ...]) -> str:
    """The ticket of this form: made now, or by another process at the same moment."""
    with failures_hidden():
        acting = replace(visit.acting(), entropy=_entropy(visit, number))
        try:
            return open_ticket(visit.desk.store, acting, report, contents=contents).answer.ref
        except OpenedAlready as known:
            if _is_mine(visit, visit.desk.again().view.ticket(known.ref)):
                return known.ref
            raise


def _report(visit: Visit, typed: Mapping[str, str], uploads: tuple[Upload, ...]) -> Report:
    component = _theirs(typed.get("component", ""), [one.id for one in visit.client.components])
    at = next((one.site for one in visit.client.components if one.id == component), None)
    return Report(
        _require_contract(visit, typed.get("contract", "")),
        line_of(typed["title"], _LONGEST_TITLE),
        kind=Kind(typed["kind"]),
        priority=Priority(typed["priority"]),
        origin=Origin.EXTRANET,
        requester=visit.actor.contact.id,
        site=_theirs(typed.get("site", ""), [one.id for one in visit.client.sites]) or at,
        components=(component,) if component else (),
        text=text_of(typed.get("text", "")) or None,
        checks=tuple(_checked(visit, typed)),
        files=tuple(upload.note() for upload in uploads),
        once=True,
    )


def _theirs(name: str, known: list[str]) -> str | None:
    """A place or a part of their own; nothing when none was chosen, and what is not theirs is not there."""
    if name and name not in known:
        raise Refused(HTTPStatus.NOT_FOUND)
    return name or None


def _checked(visit: Visit, typed: Mapping[str, str]) -> Iterator[Check]:
    """The points of each list of which at least one was ticked."""
    for one in _to_check(visit):
        done = [bool(typed.get(_field(one, place))) for place in range(len(one.items))]
        if any(done):
            yield from (Check(item=item, done=ticked) for item, ticked in zip(one.items, done, strict=True))


def _to_check(visit: Visit) -> list[Checklist]:
    """What is to be looked at on the spot first, where a contract asks for it."""
    if not any(one.sla.level1_first for one in visit.contracts()):
        return []
    return level1_checklists(visit.view.company.checklists, visit.client.components)


def _field(one: Checklist, place: int) -> str:
    return f"check-{one.id}-{place}"


def _entropy(visit: Visit, number: str) -> Callable[[int], bytes]:
    """A source of bytes that depend on who sends which form only; each length has a stream of its own."""
    seed = f"{visit.actor.client}:{visit.actor.contact.id} {number}".encode("utf-8", "replace")
    given: dict[int, int] = {}

    def drawn(count: int) -> bytes:
        given[count] = given.get(count, 0) + 1
        return shake_256(b"%d %d " % (count, given[count]) + seed).digest(count)

    return drawn


def _sent_before(visit: Visit, number: str) -> str | None:
    """The reference of the ticket that this form has made already, in this month or at the end of the last one."""
    for day in (visit.today, visit.today.replace(day=1) - timedelta(days=1)):
        ref = str(reference.mint(visit.view.company.prefix, day, _entropy(visit, number)))
        is_there = visit.view.repository.entry(visit.view.commit, layout.path_of_reference(ref)) is not None
        if is_there and _is_mine(visit, visit.view.ticket(ref)):
            return ref
    return None


def _is_mine(visit: Visit, found: Ticket) -> bool:
    return found.requester == visit.actor.contact.id and may(visit.actor, Verb.SEE, found)


def _form(visit: Visit, typed: Mapping[str, str], problem: str = "") -> Answer:
    contracts = [one for one in visit.contracts() if may(visit.actor, Verb.ENTER, one)]
    names = Names(visit.view.company, visit.client)
    data = {
        "title": _("New ticket"),
        "problem": problem,
        "accepted": ACCEPTED,
        "typed": {name: text_of(typed.get(name, "")) for name in _FILLED},
        "kinds": [{"value": str(kind), "text": _(words)} for kind, words in _KINDS.items()],
        "urgencies": [
            {"value": str(one), "text": urgency_words(one, contracts[0] if len(contracts) == 1 else None)}
            for one in ORDER
        ],
        "contracts": [{"value": one.slug, "text": one.title or one.slug} for one in contracts],
        "only": contracts[0].slug if len(contracts) == 1 else "",
        "sites": [{"value": one.id, "text": one.name} for one in visit.client.sites],
        "components": [{"value": ident, "text": text} for ident, text in _parts(visit, names)],
        "checklists": [_list(one, typed) for one in _to_check(visit)],
    }
    return page(visit, "new", data, HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK)


def _list(one: Checklist, typed: Mapping[str, str]) -> dict[str, Any]:
    points = [
        {"field": _field(one, place), "text": item, "done": bool(typed.get(_field(one, place)))}
        for place, item in enumerate(one.items)
    ]
    return {"title": one.title, "points": points}


def _parts(visit: Visit, names: Names) -> Iterator[tuple[str, str]]:
    """The parts of the installation that are in use, with their place."""
    for one in visit.client.components:
        if one.state.stands:
            place = names.known_site(one.site)
            yield one.id, f"{one.name} ({place})" if place else one.name


def _require_contract(visit: Visit, slug: str) -> str:
    """A contract under which they may enter tickets; what is not theirs looks as if not there."""
    if slug not in visit.view.contract_slugs() or not may(visit.actor, Verb.ENTER, visit.view.contract(slug)):
        raise Refused(HTTPStatus.NOT_FOUND)
    return slug
