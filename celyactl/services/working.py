"""The acts of a technician on a ticket, as tellings: what is recorded when one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries import conversation, lifecycle
from celyactl.errors.ticket import EmptyText
from celyactl.services.names import component_of, member_of
from celyactl.services.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.words import Because, ClockName, Priority


def note(text: str, *, public: bool = False) -> Telling:
    """Something said: among colleagues, or to the client when public (which ends the response clock)."""
    words = said(text)
    return Telling("note", lambda s: [conversation.Note(**s.stamp(public=public), text=words)])


def ack(how: str | None = None) -> Telling:
    """The operator was reached and the problem taken into account; `how` tells by which way."""
    return Telling("acknowledge", lambda s: [lifecycle.Ack(**s.stamp(public=True), how=how)])


def assist(how: str | None = None) -> Telling:
    """The operator was helped."""
    return Telling("assist", lambda s: [lifecycle.Assist(**s.stamp(), how=how)])


def start() -> Telling:
    """Work begins."""
    return Telling("start work", lambda s: [lifecycle.Start(**s.stamp())])


def assign(who: str | None) -> Telling:
    """It is somebody's ticket (`me` is the actor), or nobody's with None. Telling it raises UnknownMember."""
    if who is None:
        return Telling("unassign", lambda s: [lifecycle.Assign(**s.stamp())])
    return Telling(
        "take" if who == "me" else f"assign to {who}",
        lambda s: [lifecycle.Assign(**s.stamp(), assignee=member_of(s.view, who, s.acting))],
    )


def resume(text: str | None = None) -> Telling:
    """It is the company's turn again."""
    return Telling("resume", lambda s: [lifecycle.Resume(**s.stamp(), text=text)])


def cause(text: str, *, unknown: bool = False, components: Sequence[str] = ()) -> Telling:
    """What was wrong, on which components; or that it could not be found. Telling it raises UnknownComponent."""
    words = said(text)
    return Telling(
        "name the cause",
        lambda s: [
            lifecycle.Cause(
                **s.stamp(),
                text=words,
                unknown=unknown,
                components=tuple(component_of(s.view, s.ticket.client, name) for name in components),
            ),
        ],
    )


def restore(degraded: str | None = None) -> Telling:
    """The function is back; `degraded` says what the workaround lacks."""
    op = "restore by a workaround" if degraded else "restore"
    return Telling(op, lambda s: [lifecycle.Restore(**s.stamp(public=True), degraded=degraded)])


def resolve(text: str | None = None) -> Telling:
    """The company holds the matter for settled. Telling it raises ResolutionIncomplete."""
    return Telling("resolve", lambda s: [lifecycle.Resolve(**s.stamp(public=True), text=text)])


def close() -> Telling:
    """The matter is settled for both."""
    return Telling("close", lambda s: [lifecycle.Close(**s.stamp(public=True))])


def reopen(text: str | None = None) -> Telling:
    """The matter was not settled after all."""
    return Telling("reopen", lambda s: [lifecycle.Reopen(**s.stamp(public=True), text=text)])


def confirm() -> Telling:
    """The client says that it is settled."""
    return Telling("confirm", lambda s: [lifecycle.Confirm(**s.stamp(public=True))])


def cancel(text: str) -> Telling:
    """The ticket should not have been, or is no longer wanted."""
    words = said(text)
    return Telling("cancel", lambda s: [lifecycle.Cancel(**s.stamp(public=True), text=words)])


def set_priority(priority: Priority, text: str | None = None) -> Telling:
    """The urgency is judged anew."""
    return Telling(
        f"set priority {priority}",
        lambda s: [lifecycle.SetPriority(**s.stamp(), priority=priority, text=text)],
    )


def give_reason(clock: ClockName, because: Because, text: str) -> Telling:
    """Why a target was missed."""
    words = said(text, "--text")
    return Telling(
        f"give the reason of the {clock} miss",
        lambda s: [lifecycle.Reason(**s.stamp(), clock=clock, because=because, text=words)],
    )


def said(words: str, name: str = "TEXT") -> str:
    """Words that say something; raises EmptyText."""
    if not words.strip():
        raise EmptyText(name)
    return words
