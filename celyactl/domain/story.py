"""What a journal tells once folded: the facts that clocks, guards and views need. All instants aware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.entries.field import Intervention
    from celyactl.domain.entries.lifecycle import Cause, Reason, Wait
    from celyactl.domain.ticket import Header
    from celyactl.domain.words import ClockName, Priority


class Pause(Struct, frozen=True):
    """A stay in `pending`, [start, end); it is the clocks that decide whether it stops them."""

    wait: Wait
    start: datetime
    end: datetime | None


class Restoration(Struct, frozen=True):
    """The function was back from `at` on, until the matter was reopened (never: None).

    A workaround and the full restoration that follows it are two, both held until the same reopening.
    """

    at: datetime
    degraded: bool
    reopened: datetime | None = None


class Resolution(Struct, frozen=True):
    """The company held the matter for settled from `at` on, until it was reopened (never: None)."""

    at: datetime
    reopened: datetime | None = None


class PriorityChange(Struct, frozen=True):
    """The urgency that holds from an instant on; one that is entered late replaces those after its instant."""

    at: datetime
    priority: Priority


class Refused(Struct, frozen=True):
    """An entry that the lifecycle can't apply where the causal order puts it: kept, and shown for review."""

    entry: Entry
    code: str


class Story(Struct, frozen=True):
    """A journal, folded.

    `priorities` are in order of time, the first at the opening; the instants of restorations and resolutions are held
    between what came before and after them, pauses may overlap.
    """

    header: Header
    entries: tuple[Entry, ...]
    responded: Entry | None = None
    pauses: tuple[Pause, ...] = ()
    restorations: tuple[Restoration, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    priorities: tuple[PriorityChange, ...] = ()
    cause: Cause | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None
    provisional: bool = False
    interventions: tuple[Intervention, ...] = ()
    reasons: dict[ClockName, Reason] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()

    @property
    def restored(self) -> Restoration | None:
        """The restoration that holds, if one does."""
        last = self.restorations[-1] if self.restorations else None
        return last if last is not None and last.reopened is None else None
