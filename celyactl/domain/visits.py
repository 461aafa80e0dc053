"""Interventions that were planned: the last window and technician of each, and whether it still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

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

    Standing = Literal["planned", "done", "cancelled"]


class Visit(NamedTuple):
    """A planned intervention as it stands; `public` when the client was told of the window.

    `sequence` counts what changed it since it was planned, `said` is when that was recorded last: a calendar tells by
    them which of two invitations holds. `public_summary` is what the client may read of the summary.
    """

    id: str
    start: datetime
    end: datetime
    mode: Mode
    technician: str | None
    site: str | None
    public: bool
    said: datetime
    summary: str | None = None
    public_summary: str | None = None
    sequence: int = 0
    standing: Standing = "planned"


def all_visits(story: Story) -> tuple[Visit, ...]:
    """Every intervention that was ever planned, by its start: to come, overdue, done or called off."""
    visits: dict[str, Visit] = {}
    for entry in story.entries:
        _tell(visits, entry)
    return tuple(sorted(visits.values(), key=lambda visit: visit.start))


def planned_visits(story: Story, now: datetime) -> tuple[Visit, ...]:
    """The interventions to come, or under way at `now`, by their start."""
    return tuple(visit for visit in unrecorded_visits(story) if visit.end > now)


def unrecorded_visits(story: Story) -> tuple[Visit, ...]:
    """Those that were planned and neither done nor called off, by their start, also when their window is over."""
    return tuple(visit for visit in all_visits(story) if visit.standing == "planned")


def _tell(visits: dict[str, Visit], entry: Entry) -> None:
    match entry:
        case InterventionPlanned():
            visits[entry.id] = _visit(entry)
        case InterventionMoved() if entry.intervention in visits:
            old = visits[entry.intervention]
            visits[old.id] = _again(old, entry)._replace(
                start=entry.start, end=entry.end, technician=entry.technician or old.technician, public=_told(entry)
            )
        case InterventionCancelled() if entry.intervention in visits:
            old = visits[entry.intervention]
            visits[old.id] = _again(old, entry)._replace(standing="cancelled", public=old.public or _told(entry))
        case Intervention() if entry.planned in visits:
            visits[entry.planned] = visits[entry.planned]._replace(standing="done")


def _visit(entry: InterventionPlanned) -> Visit:
    facts = (entry.id, entry.start, entry.end, entry.mode, entry.technician, entry.site)
    public = _told(entry)
    shown = entry.summary if public else None
    return Visit(*facts, public, entry.recorded, entry.summary, shown)


def _again(old: Visit, entry: Entry) -> Visit:
    return old._replace(sequence=old.sequence + 1, said=entry.recorded)


def _told(entry: Entry) -> bool:
    """Whether the company told the client."""
    return entry.public and not entry.by_client
