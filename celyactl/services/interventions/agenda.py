"""What is planned on the open tickets: those are read whole from the index, in its present state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.fold import refold
from celyactl.domain.local_time import to_utc
from celyactl.domain.visits import unrecorded_visits
from celyactl.store.index.index import asked
from celyactl.store.index.on_board import beside_board

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.story import Story
    from celyactl.domain.visits import Visit
    from celyactl.store.view import View


class Planned(NamedTuple):
    """An intervention still to be made, with the ticket it is for."""

    story: Story
    visit: Visit

    @property
    def ref(self) -> str:
        """The ticket's reference."""
        return self.story.header.ref

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.visit.start

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.visit.end


def planned(view: View) -> list[Planned]:
    """The interventions of open tickets that are neither done nor called off, by their start."""
    stories = map(refold, asked(view.repository.place, beside_board))
    found = [Planned(story, visit) for story in stories for visit in unrecorded_visits(story)]
    return sorted(found, key=lambda one: (to_utc(one.start), one.ref))


def promised_elsewhere(view: View, visit: Visit) -> Iterator[Planned]:
    """The other interventions of the visit's technician in the same time."""
    for other in planned(view):
        apart = to_utc(other.end) <= to_utc(visit.start) or to_utc(visit.end) <= to_utc(other.start)
        if other.visit.id != visit.id and other.visit.technician == visit.technician and not apart:
            yield other
