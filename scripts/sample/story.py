"""A ticket's story as it is told here: its opening, then steps, each at a moment, by somebody, as one act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from celyactl.domain.words import Kind, Level, Origin, Priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.client import Client
    from celyactl.domain.words import Channel
    from celyactl.services.tickets.telling import Telling
    from sample.moments import Moment


@dataclass(frozen=True)
class Step:
    """One act: `by` is the story's technician unless said; `at` is when it happened, if that was before `when`.

    `also` changes the client's file with it, given the ticket's reference. `leaves` says how the ticket is then.
    """

    when: str
    make: Callable[[Moment], Telling]
    by: str | None = None
    channel: Channel | None = None
    at: str | None = None
    also: Callable[[Client, str, Moment], Client] | None = None
    leaves: Literal["open", "resolved", "ended"] | None = None


@dataclass(frozen=True)
class Story:
    """One ticket; `key` lets another story link to it, `recorded` is when the report was entered, if later.

    What reached the company by extranet, e-mail or monitoring is opened by the client's contact or the monitoring.
    """

    contract: str
    opened: str
    title: str
    steps: tuple[Step, ...]
    who: str | None = None
    tech: str = "ines"
    priority: Priority = Priority.P3
    kind: Kind = Kind.INCIDENT
    level: Level = Level.REMOTE
    origin: Origin = Origin.PHONE
    site: str | None = None
    on: tuple[str, ...] = ()
    text: str | None = None
    caller: str | None = None
    recorded: str | None = None
    key: str | None = None
    answered: bool = False

    @property
    def name(self) -> str:
        """What tells it from all others, so that adding one changes no other's reference."""
        return f"{self.contract} {self.opened} {self.title}"
