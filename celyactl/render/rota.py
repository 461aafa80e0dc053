"""The rota as a calendar file (RFC 5545): one event a duty, whole local days; the same rota gives the same file."""

from __future__ import annotations

from datetime import UTC, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from celyactl.domain.company import Duty


def rota_calendar(duties: Iterable[Duty], company: str, person: Callable[[str], str]) -> bytes:
    """The calendar; `person` gives a name for an id. Programs replace an event that they know by its UID."""
    calendar = Calendar()
    calendar.add("prodid", "-//celyactl//oncall//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("On call, {company}").format(company=company))
    for duty in duties:
        calendar.add_component(_event(duty, person))
    return bytes(calendar.to_ical())


def _event(duty: Duty, person: Callable[[str], str]) -> Event:
    event = Event()
    event.add("uid", f"{_name(duty)}@oncall.celyactl.invalid")
    event.add("dtstamp", datetime.combine(duty.since, time.min, UTC))  # of the rota, not of the export: same bytes
    event.add("dtstart", duty.since)
    event.add("dtend", duty.until)
    event.add("summary", _("On call: {people}").format(people=", ".join(map(person, duty.people))))
    if duty.coverages:
        event.add("description", _("Coverages: {names}").format(names=", ".join(duty.coverages)))
    event.add("transp", "TRANSPARENT")
    return event


def _name(duty: Duty) -> str:
    return sha256(f"{duty.since} {','.join(duty.coverages)}".encode()).hexdigest()[:32]
