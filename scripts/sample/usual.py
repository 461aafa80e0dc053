"""Tickets that go as most do: taken at once, worked on from afar the same day, settled. Chance gives the minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from celyactl.domain.words import Kind, Mode
from sample import acts, field_acts
from sample.chance import Chance
from sample.story import Story

if TYPE_CHECKING:
    from sample.story import Step


def request(contract: str, opened: str, title: str, words: tuple[str, str, str], **more: Any) -> Story:
    """Something asked for and done; the words are the report, what was done, and what the client is told."""
    text, done, answer = words
    clock = _Clock(contract, opened, title)
    tech = more.get("tech", "ines")
    steps = (*_begin(clock), *_work(clock, done), acts.resolve(clock.later(1, 4), answer))
    return Story(contract, opened, title, steps, text=text, **{"kind": Kind.REQUEST, "tech": tech, **more})


def incident(contract: str, opened: str, title: str, words: tuple[str, str, str], **more: Any) -> Story:
    """A fault found and mended; the words are the report, the cause, and what the client is told."""
    text, why, answer = words
    clock = _Clock(contract, opened, title)
    on = more.get("on", ())
    steps = (
        *_begin(clock),
        *_work(clock, answer),
        acts.cause(clock.later(1, 3), why, *on),
        acts.restore(clock.later(0, 2)),
        acts.resolve(clock.later(1, 9), answer),
    )
    return Story(contract, opened, title, steps, text=text, **more)


class _Clock:
    """The minutes of one story, on its day."""

    def __init__(self, *name: str) -> None:
        self._now = datetime.fromisoformat(name[1])
        self._chance = Chance(" ".join(name))

    def later(self, least: int, most: int) -> str:
        """Some minutes later."""
        self._now += timedelta(minutes=least + self._chance(1)[0] % (most - least + 1))
        return f"{self._now:%H:%M}"


def _begin(clock: _Clock) -> tuple[Step, ...]:
    return acts.take(clock.later(1, 6)), acts.ack(clock.later(2, 14), "rappel")


def _work(clock: _Clock, summary: str) -> tuple[Step, ...]:
    start = clock.later(3, 25)
    return (field_acts.work(clock.later(9, 38), Mode.REMOTE, start, summary),)
