"""Checklists of the desk, gone through on a ticket: points count from 1; what is not said was not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries.base import Check
from celyactl.domain.entries.conversation import Checks
from celyactl.errors.checklist import NoSuchPoint, UnknownChecklist, WhichChecklist
from celyactl.errors.desk import UnknownClient
from celyactl.services.tickets.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from celyactl.domain.company import Checklist
    from celyactl.domain.ticket import Ticket
    from celyactl.store.view import View


def checklist_for(view: View, ticket: Ticket, name: str | None) -> Checklist:
    """The checklist of this id; without one the only one that is for the kinds of the ticket's components.

    Raises UnknownChecklist, WhichChecklist.
    """
    lists = view.company.checklists
    if name is not None:
        found = next((one for one in lists if one.id == name), None)
        if found is None:
            raise UnknownChecklist(name, [one.id for one in lists], "desk.yaml")
        return found
    kinds = _kinds(view, ticket)
    suited = [one for one in lists if kinds & set(one.component_kinds)]
    if len(suited) != 1:
        raise WhichChecklist([one.id for one in suited or lists])
    return suited[0]


def _kinds(view: View, ticket: Ticket) -> set[str]:
    try:
        components = view.client(ticket.client).components
    except UnknownClient:
        return set()
    return {one.kind for one in components if one.id in ticket.components}


def point_of(items: Sequence[str], text: str) -> int:
    """The place, from 0, of the point that somebody names by its number or by its beginning. Raises NoSuchPoint."""
    if text.isdecimal() and 1 <= int(text) <= len(items):
        return int(text) - 1
    begun = [place for place, item in enumerate(items) if text and item.casefold().startswith(text.casefold())]
    if len(begun) != 1:
        raise NoSuchPoint(text, items)
    return begun[0]


def go_through(checklist: Checklist, done: Sequence[int], results: Mapping[int, str]) -> Telling:
    """What was checked: the places, from 0, of the points that are done, and what was found at some."""
    ident = checklist.id
    points = tuple(
        Check(item=item, done=place in done, result=results.get(place)) for place, item in enumerate(checklist.items)
    )
    return Telling(f"checks {ident}", lambda s: [Checks(**s.stamp(), checks=points, checklist=ident)])
