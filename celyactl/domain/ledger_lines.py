"""The lines of a ledger: stretches [start, end) of a clock, and marks where start and end are one instant."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date, datetime

    from celyactl.domain.calendar import DayKind

SECOND: Final = timedelta(seconds=1)


class LineCode(StrEnum):
    """What a line tells; stretches first, then marks. Words for people are given where it is shown."""

    COUNTED = "counted"
    CLOSED = "closed"
    PAUSED_CLIENT = "paused_client"
    PAUSED_THIRD_PARTY = "paused_third_party"
    OPERATION = "operation"
    RESTORED = "restored"
    OPENED = "opened"
    OPENED_OUT_OF_HOURS = "opened_out_of_hours"
    PRIORITY = "priority"
    COVERAGE = "coverage"
    DUE = "due"
    MET = "met"
    CANCELLED = "cancelled"


RULES: Final[dict[LineCode, int | None]] = {
    LineCode.COUNTED: 1,
    LineCode.CLOSED: 2,
    LineCode.PAUSED_CLIENT: 6,
    LineCode.PAUSED_THIRD_PARTY: 6,
    LineCode.OPERATION: 11,
    LineCode.RESTORED: 8,
    LineCode.OPENED: 4,
    LineCode.OPENED_OUT_OF_HOURS: 13,
    LineCode.PRIORITY: 9,
    LineCode.COVERAGE: 10,
    LineCode.DUE: 3,
    LineCode.MET: None,
    LineCode.CANCELLED: None,
}
"""The number, in docs/sla.md, of the rule that a line applies; that of `due` and `met` depends on target and clock."""


class ClosedDay(Struct, frozen=True):
    """A local date that is closed all day, and why."""

    day: date
    kind: DayKind


class Line(Struct, frozen=True):
    """One line: `seconds` are counted, `covered` are those of the coverage in it, `total` is counted so far.

    `detail` is the coverage of a counted stretch, who is waited for, the operation's reference, the new priority or
    coverage; `target` is that of a mark. `days` are the whole days of a closed stretch (none: only the night).
    """

    code: LineCode
    rule: int | None
    start: datetime
    end: datetime
    seconds: int = 0
    covered: int = 0
    total: int = 0
    detail: str = ""
    target: str | None = None
    days: tuple[ClosedDay, ...] = ()

    @property
    def is_mark(self) -> bool:
        """Whether it tells an instant, not a stretch."""
        return self.start == self.end
