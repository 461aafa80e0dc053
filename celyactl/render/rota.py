"""The rota as a calendar file: one event a duty, whole local days; the same rota gives the same file."""

from __future__ import annotations

from datetime import UTC, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _
from celyactl.render.calendar import Appointment, calendar_file, uid_of
from celyactl.render.coverages import coverage_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from celyactl.domain.company import Duty


def rota_calendar(duties: Iterable[Duty], company: str, person: Callable[[str], str]) -> bytes:
    """The calendar; `person` gives a name for an id. Programs replace an event that they know by its UID."""
    name = _("On call, {company}").format(company=company)
    return calendar_file("oncall", (_duty(duty, person) for duty in duties), name=name)


def _duty(duty: Duty, person: Callable[[str], str]) -> Appointment:
    coverages = ", ".join(map(coverage_name, duty.coverages))
    return Appointment(
        uid_of(sha256(f"{duty.since} {','.join(duty.coverages)}".encode()).hexdigest()[:32], "oncall"),
        duty.since,
        duty.until,
        _("On call: {people}").format(people=", ".join(map(person, duty.people))),
        datetime.combine(duty.since, time.min, UTC),  # of the rota, not of the export: same bytes
        description=_("Coverages: {names}").format(names=coverages) if coverages else "",
        is_free=True,
    )
