"""A lost code: a link to the address that the desk knows; the same page, at once, for one that it does not know."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from celyactl.domain.language import language_for
from celyactl.domain.permission import visitor
from celyactl.errors.base import CelyactlError
from celyactl.extranet import showing, slots
from celyactl.extranet.asked import Answer, Refused
from celyactl.extranet.door import at_the_door, require_door
from celyactl.extranet.words import line_of
from celyactl.i18n import gettext as _
from celyactl.i18n import use
from celyactl.services.acting import by_contact
from celyactl.services.clients.lost_code import renew
from celyactl.services.team.instances import extranet_service

if TYPE_CHECKING:
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.rooms import Room
    from celyactl.extranet.site import Site

_LONGEST = 254


def show(_site: Site, room: Room, asked: Asked) -> Answer:
    """The form that asks for the address."""
    return _form(room, asked, "lost", {"title": _("Lost code"), "asked": False})


def ask(site: Site, room: Room, asked: Asked) -> Answer:
    """Have a link sent; what is answered tells nothing of the address."""
    require_door(asked)
    typed = line_of(asked.form.get("email", ""), _LONGEST).casefold()
    if typed and site.asking.begin(typed, asked.address, int(room.desk.now.timestamp())):
        site.post.link_for(typed, site.links)
    return _form(room, asked, "lost", {"title": _("Lost code"), "asked": True})


def offer(site: Site, room: Room, asked: Asked) -> Answer:
    """What the link leads to: a button, as programs that look at mails follow links too."""
    secret = asked.path["secret"]
    is_good = site.links.is_good(secret, int(room.desk.now.timestamp()))
    status = HTTPStatus.OK if is_good else HTTPStatus.NOT_FOUND
    data = {"title": _("A new access code"), "good": is_good, "secret": secret if is_good else "", "code": ""}
    return _form(room, asked, "new-code", data, status)


def give(site: Site, room: Room, asked: Asked) -> Answer:
    """Make the code and show it, once; the link and the codes before are used up."""
    require_door(asked)
    owner = site.links.use(asked.path["secret"], int(room.desk.now.timestamp()))
    if owner is None:
        return offer(site, room, asked)
    code = _renewed(room, *owner)
    return _form(room, asked, "new-code", {"title": _("A new access code"), "good": True, "secret": "", "code": code})


def _renewed(room: Room, ident: str, contact: str) -> str:
    """The new code, by an act of the contact. Raises Refused."""
    today = room.desk.now.date()
    client = room.view.client(ident) if ident in room.view.client_ids() else None
    person = visitor(client, contact, today) if client else None
    if person is None:
        raise Refused(HTTPStatus.NOT_FOUND)
    use(language_for(room.view.company, client, person.contact))
    service = extranet_service(room.view.company, today)
    acting = by_contact(service, ident, person.contact, room.desk.now)
    try:
        with slots.hashing(room.desk.repository.place.common_dir):
            return str(renew(room.desk.store, acting, ident, contact).answer.shown)
    except CelyactlError as error:
        raise Refused(HTTPStatus(error.http_status)) from error


def _form(room: Room, asked: Asked, name: str, data: dict[str, object], status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page for somebody who is not signed in, with the token of the door."""
    return at_the_door(asked, lambda token: showing.outside(room, name, {**data, "token": token}, status))
