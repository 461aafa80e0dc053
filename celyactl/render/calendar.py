"""Calendar files (RFC 5545) and invitations (RFC 5546): the same events give the same bytes, so `stamp` is theirs.

Whatever people typed is a value that the library escapes: it can't begin another line or another event.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from icalendar import Calendar, Event, vCalAddress, vText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    Method = Literal["REQUEST", "CANCEL"]

DOMAIN: Final = "celyactl.invalid"


class Person(NamedTuple):
    """Somebody who organises or is invited."""

    name: str
    email: str


class Appointment(NamedTuple):
    """One event; instants are written in UTC, dates are whole days (the end is exclusive).

    `uid` and `sequence` tell programs which of two versions holds; `stamp` is when this one was said.
    """

    uid: str
    start: date
    end: date
    summary: str
    stamp: datetime
    sequence: int = 0
    description: str = ""
    location: str = ""
    is_cancelled: bool = False
    is_free: bool = False
    organizer: Person | None = None
    attendees: tuple[Person, ...] = ()


def uid_of(ident: str, kind: str) -> str:
    """The UID of what an entry or a ticket names, under a domain that nobody has."""
    return f"{ident.lower()}@{kind}.{DOMAIN}"


def calendar_file(
    kind: str, appointments: Iterable[Appointment], *, name: str = "", method: Method | None = None
) -> bytes:
    """The calendar; `kind` is a word of ours, `name` what programs call it, `method` makes it an invitation."""
    calendar = Calendar()
    calendar.add("prodid", f"-//celyactl//{kind}//EN")
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def _event(one: Appointment) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", _written(one.stamp))
    event.add("dtstart", _written(one.start))
    event.add("dtend", _written(one.end))
    if one.sequence:
        event.add("sequence", one.sequence)
    event.add("summary", one.summary)
    for field, text in (("description", one.description), ("location", one.location)):
        if text:
            event.add(field, text)
    if one.is_cancelled:
        event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT" if one.is_free or one.is_cancelled else "OPAQUE")
    if one.organizer:
        event.add("organizer", _address(one.organizer))
    for person in one.attendees:
        invited = _address(person)
        invited.params["RSVP"] = "FALSE"  # whoever can't be there writes; a program's answer would be read by nobody
        event.add("attendee", invited, encode=False)
    return event


def _written(at: date) -> date:
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = vText(person.name)
    return address
