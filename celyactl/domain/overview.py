"""The desk at a glance, at one instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

    from celyactl.domain.agenda import Appointment
    from celyactl.domain.board import Board
    from celyactl.domain.company import Duty


class LateVisit(NamedTuple):
    """A preventive visit that a contract promised by a day that is over; `ref` is its ticket, if it has one."""

    contract: str
    client: str
    plan: str
    due: date
    ref: str | None


class Waiting(NamedTuple):
    """Messages that wait for a person in this clone's quarantine, and when the first of them came."""

    messages: int
    since: datetime


class Undelivered(NamedTuple):
    """A client who did not get the last message of a ticket, or a message beside the tickets (without `ref`).

    `at` is since when that is known, `answer` are the server's words.
    """

    ref: str | None
    client: str
    title: str
    at: datetime
    answer: str | None


class PackUse(NamedTuple):
    """Prepaid packs of a contract that have reached a threshold; nothing may be drawn any more when `used_up`.

    With `expires` it is a pack on which `left` tickets (or seconds, by its `unit`) can't be drawn from that day on.
    """

    contract: str
    client: str
    percent: int
    used_up: bool
    expires: date | None = None
    unit: str = "tickets"
    left: int = 0


class Overview(NamedTuple):
    """What the board shows; `fetched` is when the clone last heard of others, None for never.

    `ahead` are the appointments of the days after today, `unrecorded` those of the past that wait for a word.
    """

    board: Board
    today: tuple[Appointment, ...]
    ahead: tuple[Appointment, ...]
    unrecorded: tuple[Appointment, ...]
    late_visits: tuple[LateVisit, ...]
    on_call: tuple[Duty, ...]
    fetched: datetime | None
    quarantine: Waiting | None
    undelivered: tuple[Undelivered, ...]
    packs: tuple[PackUse, ...] = ()
