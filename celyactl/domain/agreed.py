"""What people type of a contract in one word: contacts `ID:NAME:EMAIL:ROLE[:PHONE]`, targets `PRIORITY:4h:2d`."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, get_args

from celyactl.domain.client import Contact
from celyactl.domain.contract import PreventivePlan, TakeoverItem, Target
from celyactl.domain.durations import NONE, parse_target
from celyactl.domain.entries.base import Check
from celyactl.domain.words import Priority, Role
from celyactl.errors.contract import (
    ContactNotUnderstood,
    ContactTwice,
    RoleNotUnderstood,
    StateNotUnderstood,
    TargetNotUnderstood,
    TargetTwice,
)
from celyactl.errors.level1 import CheckNotUnderstood
from celyactl.errors.takeover import MonthsWithoutVisit, VisitsNotUnderstood

if TYPE_CHECKING:
    from collections.abc import Mapping

_State = Literal["good", "fair", "poor", "unknown"]
_STATES: Final[Mapping[str, _State]] = {
    **{state: state for state in get_args(_State)},
    "bon": "good",
    "moyen": "fair",
    "mauvais": "poor",
    "inconnu": "unknown",
}
"""What people may call the state of a component, in English and in French."""
_CONTACT_PARTS: Final = (4, 5)
_PROMISES: Final = (2, 3)
FIRST_PLAN: Final = "visites"
"""The id of the plan that a takeover begins."""
_MOST_VISITS: Final = 52
_MONTHS: Final = 12


def read_contact(text: str) -> Contact:
    """A contact; several roles are parted by commas, e-mail and telephone may be empty.

    Raises ContactNotUnderstood, RoleNotUnderstood.
    """
    parts = [part.strip() for part in text.split(":")]
    if len(parts) not in _CONTACT_PARTS or not parts[0] or not parts[1]:
        raise ContactNotUnderstood(text)
    ident, name, email, roles, *phones = parts
    return Contact(
        id=ident,
        name=name,
        email=email or None,
        roles=tuple(_role(role.strip()) for role in roles.split(",") if role.strip()),
        phones=tuple(filter(None, phones)),
    )


def read_contacts(texts: list[str]) -> tuple[Contact, ...]:
    """Several contacts, each with an id of its own; raises ContactTwice and as `read_contact`."""
    contacts = tuple(map(read_contact, texts))
    for index, contact in enumerate(contacts):
        if contact.id in {other.id for other in contacts[:index]}:
            raise ContactTwice(contact.id)
    return contacts


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise RoleNotUnderstood(text, list(Role)) from None


def read_targets(texts: list[str]) -> tuple[Target, ...]:
    """The targets of several priorities, the most urgent first; raises TargetTwice and as `read_target`."""
    targets = sorted(map(read_target, texts), key=lambda target: target.priority)
    for one, other in pairwise(targets):
        if one.priority is other.priority:
            raise TargetTwice(one.priority)
    return tuple(targets)


def read_target(text: str) -> Target:
    """`PRIORITY:RESPONSE:RESTORATION[:ONSITE]`; raises TargetNotUnderstood, DurationNotUnderstood."""
    priority, *promises = (part.strip() for part in text.split(":"))
    if len(promises) not in _PROMISES or priority.upper() not in set(map(str, Priority)):
        raise TargetNotUnderstood(text)
    response, restoration, onsite = [*map(_promise, promises), None][:3]
    return Target(priority=Priority(priority.upper()), response=response, restoration=restoration, onsite=onsite)


def _promise(text: str) -> str:
    """As contracts write it: `1h30` is `1h30m`."""
    target = parse_target(text)
    written = NONE if target is None else str(target)
    return f"{written}m" if written[-1].isdigit() else written


def read_item(text: str) -> TakeoverItem:
    """`COMPONENT:STATE[:RESERVATION]`, the state in English or in French; raises StateNotUnderstood."""
    component, _colon, rest = text.partition(":")
    word, _colon, reservation = rest.partition(":")
    state = _STATES.get(word.strip().lower())
    if state is None:
        raise StateNotUnderstood(text)
    return TakeoverItem(component=component.strip(), state=state, reservation=reservation.strip() or None)


def read_visits(text: str) -> PreventivePlan:
    """`VISITS` a year, or `VISITS:MONTH,MONTH`, as the first preventive plan of a contract; it begins with the act.

    Raises VisitsNotUnderstood, MonthsWithoutVisit.
    """
    number, _colon, listed = text.replace(" ", "").partition(":")
    months = listed.split(",") if listed else []
    if not all(part.isascii() and part.isdigit() for part in (number, *months)):
        raise VisitsNotUnderstood(text)
    visits, when = int(number), tuple(sorted({int(month) for month in months}))
    if not 1 <= visits <= _MOST_VISITS or not all(1 <= month <= _MONTHS for month in when):
        raise VisitsNotUnderstood(text)
    if len(when) > visits:
        raise MonthsWithoutVisit(text)
    return PreventivePlan(id=FIRST_PLAN, since=date.min, visits=visits, months=when)


def read_check(text: str) -> Check:
    """What was checked: `POINT`, or `POINT=RESULT`. Raises CheckNotUnderstood."""
    item, _equals, result = text.partition("=")
    if not item.strip():
        raise CheckNotUnderstood(text)
    return Check(item=item.strip(), done=True, result=result.strip() or None)
