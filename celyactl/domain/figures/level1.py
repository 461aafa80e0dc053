"""Level 1 at the client's over a period: what it settled by itself, and how its people are trained at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.level1 import Share, solved_at_level1, trainings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.client import Client, Contact
    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period
    from celyactl.domain.level1 import State


class TrainedFigures(Struct, frozen=True):
    """A contact and one of its trainings; no topic for a level-1 contact without any."""

    contact: str
    topic: str | None
    on: date | None
    expires: date | None
    state: State


class Level1Figures(Struct, frozen=True):
    """The share that level 1 settled of the tickets opened in the period, and its people on the last day."""

    share: Share
    people: tuple[TrainedFigures, ...]


def count_level1(facts: Sequence[Facts], client: Client, period: Period, today: date) -> Level1Figures:
    """Level 1 of a contract's client."""
    share = solved_at_level1(told for told in facts if period.holds(told.opened_at))
    day = min(period.end, max(today, period.start))
    found = trainings((replace(client, contacts=tuple(_known(client, day))),), day)
    return Level1Figures(share, tuple(_figures(one.contact.id, one.training, one.state) for one in found))


def _known(client: Client, day: date) -> Iterator[Contact]:
    """Who had come by a day, with the trainings that had been given by then."""
    for one in client.contacts:
        if one.since is None or one.since <= day:
            yield replace(one, training=tuple(each for each in one.training if each.on <= day))


def _figures(contact: str, training: object, state: State) -> TrainedFigures:
    return TrainedFigures(
        contact,
        getattr(training, "topic", None),
        getattr(training, "on", None),
        getattr(training, "expires", None),
        state,
    )
