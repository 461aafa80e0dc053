"""Worked examples in a contract: what client and company signed, against what the contract's rules compute today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.aims import Aim
from celyactl.domain.counted_time import CountedTime
from celyactl.domain.local_time import to_utc, to_zone
from celyactl.domain.promises import promise_of
from celyactl.domain.words import ClockName, Priority

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.contract import Contract, Example

USUAL: Final = Priority.P3
"""The priority of an example that names none, as of a ticket."""


class Contradiction(NamedTuple):
    """One deadline that is not the signed one; `found` is None when nothing is promised."""

    place: int
    field: str
    signed: datetime
    found: datetime | None


def contradictions(contract: Contract, calendar: Calendar) -> Iterator[Contradiction]:
    """The examples of a contract that its coverage and targets do not make; times in the calendar's zone.

    Raises BeyondTenYears, DurationNotUnderstood.
    """
    for place, example in enumerate(contract.examples):
        for field, clock, signed in _signed(example):
            found = _deadline(contract, calendar, example, clock)
            if found is None or found != to_utc(signed):
                zone = calendar.zone
                yield Contradiction(place, field, to_zone(signed, zone), to_zone(found, zone) if found else None)


def _signed(example: Example) -> Iterator[tuple[str, ClockName, datetime]]:
    if example.response_due is not None:
        yield "response_due", ClockName.RESPONSE, example.response_due
    if example.restoration_due is not None:
        yield "restoration_due", ClockName.RESTORATION, example.restoration_due


def _deadline(contract: Contract, calendar: Calendar, example: Example, clock: ClockName) -> datetime | None:
    priority = example.priority or USUAL
    promised = promise_of(contract, calendar.zone).target(clock, priority, example.reported)
    if promised is None:
        return None
    return Aim(to_utc(example.reported), promised, priority).due(CountedTime(calendar))
