"""Interventions that are planned: the last window and technician of each, without those done or called off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.entries.field import (
    Intervention,
    InterventionCancelled,
    InterventionMoved,
    InterventionPlanned,
)

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story
    from celyactl.domain.words import Mode


class Visit(NamedTuple):
    """A planned intervention as it stands; `public` when the client was told of the window."""

    id: str
    start: datetime
    end: datetime
    mode: Mode
    technician: str | None
    site: str | None
    public: bool


def planned_visits(story: Story, now: datetime) -> tuple[Visit, ...]:
    """The interventions to come, or under way at `now`, by their start."""
    visits: dict[str, Visit] = {}
    for entry in story.entries:
        _tell(visits, entry)
    return tuple(sorted((visit for visit in visits.values() if visit.end > now), key=lambda visit: visit.start))


def _tell(visits: dict[str, Visit], entry: Entry) -> None:
    match entry:
        case InterventionPlanned():
            visits[entry.id] = _visit(entry)
        case InterventionMoved() if entry.intervention in visits:
            old = visits[entry.intervention]
            technician = entry.technician or old.technician
            visits[old.id] = old._replace(start=entry.start, end=entry.end, technician=technician, public=_told(entry))
        case InterventionCancelled():
            visits.pop(entry.intervention, None)
        case Intervention() if entry.planned:
            visits.pop(entry.planned, None)


def _visit(entry: InterventionPlanned) -> Visit:
    return Visit(entry.id, entry.start, entry.end, entry.mode, entry.technician, entry.site, _told(entry))


def _told(entry: Entry) -> bool:
    """Whether the company told the client."""
    return entry.public and not entry.by_client
