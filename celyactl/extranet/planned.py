"""Who comes, and when: visits, planned work and preventive visits of whoever is signed in, as a page and as a calendar.

The address of a calendar holds a secret; whoever has it sees what its owner may see, until the owner ends it.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.language import language_for
from celyactl.domain.words import Mode
from celyactl.extranet.asked import Answer, Refused, next_page
from celyactl.extranet.door import holder
from celyactl.extranet.rows import wanted_by
from celyactl.extranet.showing import reading
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, use
from celyactl.render.calendar import Appointment, calendar_file, uid_of
from celyactl.render.exchange import window_words
from celyactl.render.moments import Wall, full_moment
from celyactl.render.names import Names
from celyactl.store.index.of_client import page_of

if TYPE_CHECKING:
    from celyactl.domain.permission import Visitor
    from celyactl.domain.ticket import Header
    from celyactl.domain.to_come import Planned
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.rooms import Room
    from celyactl.extranet.site import Site
    from celyactl.extranet.visit import Visit

_MOST: Final = 200
_WHAT: Final = {
    "operation": marked("Planned work"),
    "preventive": marked("Preventive visit"),
    Mode.ONSITE: marked("We come to you"),
    Mode.PHONE: marked("We call you"),
    Mode.REMOTE: marked("We work remotely"),
    Mode.EMAIL: marked("We write to you"),
}


class _Coming(NamedTuple):
    header: Header
    planned: Planned


def planned_for(visit: Visit) -> list[dict[str, str]]:
    """What is to come, soonest first, for a template."""
    names = Names(visit.view.company, visit.client)
    return [_shown(one, names, visit.wall) for one in _coming(visit.site, visit.room, visit.actor)]


def coming_of(header: Header, planned: Planned, names: Names, wall: Wall) -> dict[str, str]:
    """One window in words: what, when, who, where."""
    return _shown(_Coming(header, planned), names, wall)


def planned(visit: Visit, _asked: Asked) -> Answer:
    """The page, with the visits that the contracts promise and the address of the calendar."""
    return _page(visit, has_feed=visit.site.feeds.has(visit.actor.client, visit.actor.contact.id))


def begin_feed(visit: Visit, _asked: Asked) -> Answer:
    """A new address for the calendar; the one before leads nowhere from now on. It is shown this once."""
    secret = visit.site.feeds.begin(visit.actor.client, visit.actor.contact.id)
    return _page(visit, has_feed=True, feed=f"{visit.site.settings.address}/calendar/{secret}.ics")


def _page(visit: Visit, *, has_feed: bool, feed: str = "") -> Answer:
    data = {
        "title": _("Who comes, and when"),
        "planned": planned_for(visit),
        "promised": [
            _promised(plan.visits, one.title or one.slug) for one in visit.contracts() for plan in one.preventive
        ],
        "has_feed": has_feed,
        "feed": feed,
    }
    return reading(visit, "planned", data)


def end_feed(visit: Visit, _asked: Asked) -> Answer:
    """The calendar's address leads nowhere from now on."""
    visit.site.feeds.end(visit.actor.client, visit.actor.contact.id)
    return next_page("/planned")


def feed(site: Site, room: Room, asked: Asked) -> Answer:
    """The calendar of whose secret it is, as long as a code of theirs opens; anything else is not there."""
    owner = site.feeds.owner(asked.path["secret"].removesuffix(".ics"))
    actor = holder(room.view, *owner, room.desk.now.date()) if owner else None
    if actor is None:
        raise Refused(HTTPStatus.NOT_FOUND)
    client = room.view.client(actor.client)
    use(language_for(room.view.company, client, actor.contact))
    names, wall = Names(room.view.company, client), Wall(room.desk.now)
    events = [_event(one, names, wall) for one in _coming(site, room, actor)]
    body = calendar_file("extranet", events, name=f"{names.company}, {client.name}")
    return Answer(body, kind="text/calendar", saved_as="celyactl.ics")


def _coming(site: Site, room: Room, actor: Visitor) -> list[_Coming]:
    view, now = room.view, room.desk.now
    found = page_of(view.repository, view.commit, wanted_by(actor, state="open"), _MOST)
    rows = site.rows.of(view, actor, found, now)
    coming = (_Coming(one.row.header, window) for one in rows for window in one.row.planned if window.end > now)
    return sorted(coming, key=lambda one: (one.planned.start.timestamp(), one.planned.id))


def _shown(coming: _Coming, names: Names, wall: Wall) -> dict[str, str]:
    header, window = coming
    return {
        "what": _(_WHAT[window.mode or window.what]),
        "when": _when(window, wall),
        "who": names.member(window.technician) if window.technician else "",
        "where": names.known_site(window.site) if window.mode in {Mode.ONSITE, None} else "",
        "ref": header.ref,
        "title": header.title,
    }


def _when(window: Planned, wall: Wall) -> str:
    if window.start == window.end:
        return _("by {when}").format(when=full_moment(window.start, wall))
    return window_words(window.start, window.end, wall)


def _event(coming: _Coming, names: Names, wall: Wall) -> Appointment:
    said, window = _shown(coming, names, wall), coming.planned
    return Appointment(
        uid_of(window.id, "extranet"),
        window.start,
        window.end,
        f"{said['what']}: {said['title']}",
        window.said,
        window.sequence,
        description="\n".join(filter(None, (said["ref"], said["who"]))),
        location=said["where"],
        is_free=window.what == "operation",
    )


def _promised(visits: int, contract: str) -> str:
    text = _("{contract}: {count} preventive visits a year")
    return text.format(contract=contract, count=visits)
