"""Names that people type, looked up in the desk; an unknown one is answered with the nearest known ones."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from celyactl.domain.words import TeamRole
from celyactl.errors.desk import (
    MemberGone,
    MemberNotYet,
    NoManager,
    NotAManager,
    UnknownComponent,
    UnknownContact,
    UnknownMember,
    UnknownSite,
)
from celyactl.errors.outages import UnknownSharedService
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from celyactl.domain.company import Member
    from celyactl.services.acting import Acting
    from celyactl.store.view import View


def member_of(view: View, who: str, acting: Acting) -> str:
    """The id of a member of the team, by id, e-mail or `me`. Raises UnknownMember, MemberNotYet, MemberGone."""
    if who == "me":
        return acting.by
    today = acting.now.date()
    there = [person for person in view.company.team if person.is_there(today)]
    for person in (*there, *view.company.team):
        if who in {person.id, person.email}:
            return _present(person, today)
    raise UnknownMember(who, nearest_first(who, (person.id for person in there)), "desk.yaml")


def manager_of(view: View, who: str | None, acting: Acting) -> str:
    """The id of a manager who is there: `who`, or without a name the first one, of several one who does not act.

    Raises as `member_of`, and NotAManager, NoManager.
    """
    today = acting.now.date()
    managers = [
        person.id for person in view.company.team if TeamRole.MANAGER in person.roles and person.is_there(today)
    ]
    if who is not None:
        named = member_of(view, who, acting)
        if named not in managers:
            raise NotAManager(named, managers)
        return named
    if not managers:
        raise NoManager
    return next((ident for ident in managers if ident != acting.by), managers[0])


def _present(person: Member, today: date) -> str:
    if person.since is not None and today < person.since:
        raise MemberNotYet(person.name, full_date(person.since))
    if person.left is not None and person.left <= today:
        raise MemberGone(person.name, full_date(person.left))
    return person.id


def component_of(view: View, client: str, name: str) -> str:
    """The id of a component of the client's installation. Raises UnknownComponent."""
    known = [component.id for component in view.client(client).components]
    if name not in known:
        raise UnknownComponent(name, nearest_first(name, known), client)
    return name


def shared_service_of(view: View, name: str) -> str:
    """The id of a service that clients share. Raises UnknownSharedService."""
    known = [service.id for service in view.company.shared_services]
    if name not in known:
        raise UnknownSharedService(name, nearest_first(name, known), "desk.yaml")
    return name


def contact_of(view: View, client: str, name: str, day: date) -> str:
    """The id of a contact who is there on a day, by id or e-mail. Raises UnknownContact."""
    contacts = [contact for contact in view.client(client).contacts if contact.is_there(day)]
    for contact in contacts:
        if name in {contact.id, contact.email}:
            return contact.id
    raise UnknownContact(name, nearest_first(name, (contact.id for contact in contacts)), client)


def site_of(view: View, client: str, name: str) -> str:
    """The id of a site. Raises UnknownSite."""
    known = [site.id for site in view.client(client).sites]
    if name not in known:
        raise UnknownSite(name, nearest_first(name, known), client)
    return name


def nearest_first(name: str, known: Iterable[str]) -> list[str]:
    """All the known names, those that look like this one first."""
    names = list(known)
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    return [*near, *(other for other in names if other not in near)]
