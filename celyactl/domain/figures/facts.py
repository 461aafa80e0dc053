"""What one ticket tells the figures, as plain values that can be kept. Instants in UTC, whole seconds of covered time.

What a ticket plans (operations, preventive visits) is not among them: such a ticket is looked at whole.
"""

from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.words import (
    Because,
    ClockName,
    ClockStatus,
    Kind,
    Level,
    Mode,
    Origin,
    Priority,
    Status,
    WaitFor,
)

ALWAYS: Final = (Kind.OPERATION, Kind.PREVENTIVE)
"""The kinds that a period may always tell of: they are planned for days on which nobody may write a word."""


class Span(Struct, frozen=True, array_like=True):
    """The company held the matter for settled from `at` on, until it was reopened (never: None)."""

    at: datetime
    reopened: datetime | None


class Waited(Struct, frozen=True, array_like=True):
    """A stay in `pending`, [start, end); None while it goes on."""

    reason: WaitFor
    start: datetime
    end: datetime | None


class Worked(Struct, frozen=True, array_like=True):
    """An intervention; `seconds` are real ones, without travel."""

    mode: Mode
    start: datetime
    seconds: int
    travel_seconds: int
    out_of_hours: bool


class Excuse(Struct, frozen=True, array_like=True):
    """Why a target was missed."""

    because: Because
    text: str


class Measured(Struct, frozen=True, array_like=True):
    """What one clock shows: `target` is None for no promise; in time there is no `due`, and `late_seconds` is 0."""

    name: ClockName
    status: ClockStatus
    target: str | None
    due: datetime | None
    met: datetime | None
    elapsed_seconds: int
    late_seconds: int
    excuse: Excuse | None


class Facts(Struct, frozen=True, array_like=True):
    """One ticket: its header as far as it is counted, then what its journal and its clocks tell.

    `last` is its latest entry; `level` the last level and `level_reached` the highest one; `closed_at` its last close,
    though it was opened again since. With `is_settled` no later look at the same journal can tell anything else.
    """

    ref: str
    title: str
    kind: Kind
    status: Status
    priority: Priority
    level: Level
    level_reached: int
    origin: Origin
    components: tuple[str, ...]
    out_of_hours: bool
    out_of_contract: bool
    is_settled: bool
    opened_at: datetime
    last: datetime
    closed_at: datetime | None
    cancelled_at: datetime | None
    resolutions: tuple[Span, ...]
    waits: tuple[Waited, ...]
    works: tuple[Worked, ...]
    clocks: tuple[Measured, ...]

    def lasting(self, now: datetime) -> "Facts | None":
        """What of it, seen at `now`, every later instant will see too; None when it tells of what was to come."""
        instants = (
            *(span.reopened for span in self.resolutions),
            *(wait.end for wait in self.waits),
            *(work.start for work in self.works),
            *(clock.met for clock in self.clocks),
        )
        if self.last > now or any(at > self.last for at in instants if at is not None):
            return None
        return self if self.is_settled else replace(self, clocks=tuple(one for one in self.clocks if one.met))
