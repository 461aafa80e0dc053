"""The mutable state of a fold, and what each entry does to it; `celyactl.domain.fold` decides whether it may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from celyactl.domain.entries.field import Intervention
from celyactl.domain.local_time import to_utc
from celyactl.domain.story import Pause, PriorityChange, Resolution, Restoration
from celyactl.domain.ticket import Pending
from celyactl.domain.words import Channel, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from celyactl.domain.entries import conversation, lifecycle
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.words import ClockName


CLEARABLE: Final = frozenset(
    {"contract", "requester", "caller", "site", "components", "severity", "out_of_contract", "external_id"}
)
"""The fields of the header that an `edit` may empty."""


class Settled(Struct, frozen=True):
    """What a provisional reopening may be taken back to."""

    status: Status
    resolved_at: datetime | None
    closed_at: datetime | None
    restorations: tuple[Restoration, ...]
    resolutions: tuple[Resolution, ...]


class State(Struct):
    """What is known after the entries so far; `header` holds the fields of the header but status and pending."""

    header: dict[str, Any] = field(default_factory=dict)
    status: Status = Status.NEW
    pending: Pending | None = None
    responded: Entry | None = None
    pauses: list[Pause] = field(default_factory=list)
    restorations: list[Restoration] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    priorities: list[PriorityChange] = field(default_factory=list)
    cause: lifecycle.Cause | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None
    settled_before: Settled | None = None
    interventions: list[Intervention] = field(default_factory=list)
    reasons: dict[ClockName, lifecycle.Reason] = field(default_factory=dict)

    @property
    def restored(self) -> bool:
        """Whether a restoration holds."""
        return bool(self.restorations) and self.restorations[-1].reopened is None


def latest(*instants: datetime) -> datetime:
    """The last of them; compared in UTC, since times of one zone compare by their wall clocks."""
    return max(instants, key=to_utc)


def move(state: State, to: Status, at: datetime) -> None:
    """Change the status; a pause ends when `pending` is left."""
    if state.status is Status.PENDING and to is not Status.PENDING:
        state.pending = None
        if state.pauses and state.pauses[-1].end is None:
            state.pauses[-1] = replace(state.pauses[-1], end=latest(at, state.pauses[-1].start))
    state.status = to


def reopen(state: State, at: datetime, *, provisional: bool) -> None:
    """The matter is open again, from its resolution on at the earliest: what held no longer does.

    A provisional reopening may be taken back.
    """
    state.settled_before = _settled(state) if provisional else None
    since = latest(at, *([state.resolved_at] if state.resolved_at else []))
    state.restorations = [
        replace(held, reopened=latest(since, held.at)) if held.reopened is None else held for held in state.restorations
    ]
    state.resolutions = [
        replace(held, reopened=latest(since, held.at)) if held.reopened is None else held for held in state.resolutions
    ]
    state.resolved_at = state.closed_at = None
    move(state, Status.IN_PROGRESS, since)


def _settled(state: State) -> Settled:
    return Settled(
        status=state.status,
        resolved_at=state.resolved_at,
        closed_at=state.closed_at,
        restorations=tuple(state.restorations),
        resolutions=tuple(state.resolutions),
    )


def settle_again(state: State, at: datetime) -> None:
    """The client confirms after a provisional reopening: as if it had not been (rule 8)."""
    before = state.settled_before
    if before is None:
        return
    state.settled_before = None
    state.resolved_at, state.closed_at = before.resolved_at, before.closed_at
    state.restorations, state.resolutions = list(before.restorations), list(before.resolutions)
    move(state, before.status, at)


def _open(state: State, entry: conversation.Open) -> None:
    names = ("title", "contract", "client", "kind", "priority", "level", "requester", "caller", "origin", "site")
    more = ("components", "severity", "out_of_hours", "out_of_contract", "external_id")
    state.header = {name: getattr(entry, name) for name in (*names, *more)} | {"opened_at": entry.at}
    state.priorities.append(PriorityChange(entry.at, entry.priority))


def _edit(state: State, entry: conversation.Edit) -> None:
    for name in entry.set.__struct_fields__:
        value = getattr(entry.set, name)
        if value is not None:
            state.header[name] = value
    for name in entry.cleared:
        state.header[name] = () if name == "components" else None


def _assign(state: State, entry: lifecycle.Assign) -> None:
    state.header["assignee"] = entry.assignee


def _wait(state: State, entry: lifecycle.Wait) -> None:
    state.pauses.append(Pause(entry, entry.at, None))
    state.pending = Pending(
        reason=entry.reason,
        since=entry.at,
        until=entry.until,
        party=entry.party,
        their_ref=entry.their_ref,
        promised=entry.promised,
        question=entry.question,
    )


def _chase(state: State, entry: lifecycle.Chase) -> None:
    if state.pending is not None:
        promised, until = entry.promised or state.pending.promised, entry.until or state.pending.until
        kept = {name: getattr(state.pending, name) for name in state.pending.__struct_fields__}
        state.pending = Pending(**kept | {"promised": promised, "until": until})


def _cause(state: State, entry: lifecycle.Cause) -> None:
    state.cause = entry


def _restore(state: State, entry: lifecycle.Restore) -> None:
    """The first of a kind counts until a reopening, which none precedes; said again, the earlier instant holds."""
    state.settled_before = None
    gone = [held.reopened for held in state.restorations if held.reopened is not None]
    told = Restoration(latest(entry.at, *gone), degraded=entry.degraded is not None)
    for index, held in enumerate(state.restorations):
        if held.reopened is None and held.degraded <= told.degraded:
            if held.degraded == told.degraded and to_utc(told.at) < to_utc(held.at):
                state.restorations[index] = told
            return
    state.restorations.append(told)


def _resolve(state: State, entry: lifecycle.Resolve) -> None:
    state.settled_before = None
    gone = [held.reopened for held in state.resolutions if held.reopened is not None]
    state.resolved_at = latest(entry.at, *gone)
    state.resolutions.append(Resolution(state.resolved_at))


def _close(state: State, entry: lifecycle.Close | lifecycle.Confirm) -> None:
    state.closed_at = entry.at


def _cancel(state: State, entry: lifecycle.Cancel) -> None:
    state.settled_before = None
    state.cancelled_at = entry.at


def _escalate(state: State, entry: lifecycle.Escalate) -> None:
    if entry.to is not None:
        state.header["level"] = entry.to
    if entry.assignee is not None:
        state.header["assignee"] = entry.assignee


def _priority(state: State, entry: lifecycle.SetPriority) -> None:
    """Holds from its instant on: so the last one told is the one in force, however late it was entered."""
    state.header["priority"] = entry.priority
    at = latest(entry.at, state.priorities[0].at)
    kept = [change for change in state.priorities[1:] if to_utc(change.at) < to_utc(at)]
    state.priorities = [state.priorities[0], *kept, PriorityChange(at, entry.priority)]


def _reason(state: State, entry: lifecycle.Reason) -> None:
    state.reasons[entry.clock] = entry


def _handed_over(state: State, entry: lifecycle.HandedOver) -> None:
    if state.header.get("assignee") == entry.previous:
        state.header["assignee"] = entry.next


def _intervention(state: State, entry: Intervention) -> None:
    state.interventions.append(entry)


EFFECTS: dict[str, Callable[[State, Any], None]] = {
    "open": _open,
    "edit": _edit,
    "assign": _assign,
    "wait": _wait,
    "chase": _chase,
    "cause": _cause,
    "restore": _restore,
    "resolve": _resolve,
    "close": _close,
    "confirm": _close,
    "cancel": _cancel,
    "escalate": _escalate,
    "priority": _priority,
    "reason": _reason,
    "handed_over": _handed_over,
    "intervention": _intervention,
}
"""What an entry does besides moving the status."""


def note_response(state: State, entry: Entry) -> None:
    """Keep the earliest human act of the company towards the client (rule 5)."""
    towards_client = entry.type in {"ack", "intervention"} or (entry.type in {"note", "resolve"} and entry.public)
    human = entry.channel is Channel.CLI and not entry.by_client
    if not towards_client or not human:
        return
    if state.responded is None or to_utc(acted_at(entry)) < to_utc(acted_at(state.responded)):
        state.responded = entry


def acted_at(entry: Entry) -> datetime:
    """When the company acted: an intervention when it began, anything else when it happened."""
    return entry.start if isinstance(entry, Intervention) else entry.at
