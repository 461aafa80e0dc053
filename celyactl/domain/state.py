"""The mutable state of a fold, and what each entry does to it; `celyactl.domain.fold` decides whether it may."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from celyactl.domain.story import Pause, PriorityChange, Restoration
from celyactl.domain.ticket import Pending
from celyactl.domain.words import Channel, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from celyactl.domain.entries import conversation, lifecycle
    from celyactl.domain.entries import field as works
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.words import ClockName


@dataclass(slots=True)
class State:
    """What is known after the entries so far; `header` holds the fields of the header but status and pending."""

    header: dict[str, Any] = field(default_factory=dict)
    status: Status = Status.NEW
    pending: Pending | None = None
    responded: Entry | None = None
    pauses: list[Pause] = field(default_factory=list)
    restorations: list[Restoration] = field(default_factory=list)
    priorities: list[PriorityChange] = field(default_factory=list)
    cause: lifecycle.Cause | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None
    settled_before: tuple[Status, datetime | None, datetime | None] | None = None
    interventions: list[works.Intervention] = field(default_factory=list)
    reasons: dict[ClockName, lifecycle.Reason] = field(default_factory=dict)

    @property
    def restored(self) -> bool:
        """Whether a restoration holds."""
        return bool(self.restorations) and self.restorations[-1].reopened is None


def move(state: State, to: Status, at: datetime) -> None:
    """Change the status; a pause ends when `pending` is left."""
    if state.status is Status.PENDING and to is not Status.PENDING:
        state.pending = None
        if state.pauses and state.pauses[-1].end is None:
            state.pauses[-1] = replace(state.pauses[-1], end=max(at, state.pauses[-1].start))
    state.status = to


def reopen(state: State, at: datetime, *, provisional: bool) -> None:
    """The matter is open again: the restoration no longer holds; a provisional reopening may be taken back."""
    state.settled_before = (state.status, state.resolved_at, state.closed_at) if provisional else None
    if state.restored:
        last = state.restorations[-1]
        state.restorations[-1] = replace(last, reopened=max(at, last.at))
    state.resolved_at = state.closed_at = None
    move(state, Status.IN_PROGRESS, at)


def settle_again(state: State, at: datetime) -> None:
    """The client confirms after a provisional reopening: as if it had not been (sla.md rule 8)."""
    if state.settled_before is None:
        return
    status, state.resolved_at, state.closed_at = state.settled_before
    state.settled_before = None
    if state.restorations:
        state.restorations[-1] = replace(state.restorations[-1], reopened=None)
    move(state, status, at)


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
    degraded = entry.degraded is not None
    if state.restored and (degraded or not state.restorations[-1].degraded):
        return
    state.restorations.append(Restoration(entry.at, degraded))


def _resolve(state: State, entry: lifecycle.Resolve) -> None:
    state.resolved_at, state.settled_before = entry.at, None


def _close(state: State, entry: lifecycle.Close | lifecycle.Confirm) -> None:
    state.closed_at = entry.at


def _cancel(state: State, entry: lifecycle.Cancel) -> None:
    state.cancelled_at = entry.at


def _escalate(state: State, entry: lifecycle.Escalate) -> None:
    if entry.to is not None:
        state.header["level"] = entry.to
    if entry.assignee is not None:
        state.header["assignee"] = entry.assignee


def _priority(state: State, entry: lifecycle.SetPriority) -> None:
    state.header["priority"] = entry.priority
    state.priorities.append(PriorityChange(entry.at, entry.priority))


def _reason(state: State, entry: lifecycle.Reason) -> None:
    state.reasons[entry.clock] = entry


def _handed_over(state: State, entry: lifecycle.HandedOver) -> None:
    if state.header.get("assignee") == entry.previous:
        state.header["assignee"] = entry.next


def _intervention(state: State, entry: works.Intervention) -> None:
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
    "cancel": _cancel,
    "escalate": _escalate,
    "priority": _priority,
    "reason": _reason,
    "handed_over": _handed_over,
    "intervention": _intervention,
}
"""What an entry does besides moving the status."""


def note_response(state: State, entry: Entry) -> None:
    """Keep the earliest human act of the company towards the client (sla.md rule 5)."""
    towards_client = entry.type in {"ack", "intervention"} or (entry.type == "note" and entry.public)
    human = entry.channel is Channel.CLI and not entry.by_client
    if towards_client and human and (state.responded is None or entry.at < state.responded.at):
        state.responded = entry
