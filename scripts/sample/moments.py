"""Moments of a story, in Paris: `14:05` is on the day of what came before, `+2 08:30` two days after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

PARIS: Final = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Moment:
    """A day of a story, and the references of the stories that have a key."""

    day: date
    refs: Mapping[str, str]

    def at(self, text: str) -> datetime:
        """What a text means on this day: `14:05`, `+2 08:30`, or a whole `2026-11-27 10:00`."""
        return instant(text, self.day)

    def on(self, text: str) -> date:
        """A date: `2026-11-27`, or `+365` days from this one."""
        return self.day + timedelta(days=int(text)) if text.startswith("+") else date.fromisoformat(text)


def instant(text: str, day: date) -> datetime:
    """The instant that a text means on a day."""
    head, _space, tail = text.rpartition(" ")
    if head.startswith("+"):
        day += timedelta(days=int(head))
    elif head:
        day = date.fromisoformat(head)
    return datetime.combine(day, time.fromisoformat(tail), PARIS)
