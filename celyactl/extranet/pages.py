"""What each address answers: lists for whoever is signed in. Every one asks `may`, by way of its visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.words import OPEN, Status
from celyactl.extranet.showing import page
from celyactl.extranet.words import text_of
from celyactl.i18n import gettext as _
from celyactl.render.everyday import everyday
from celyactl.render.moments import full_moment
from celyactl.services.sla import Cases
from celyactl.services.summary import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.domain.ticket import Ticket
    from celyactl.extranet.asked import Answer, Asked
    from celyactl.extranet.visit import Visit

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
