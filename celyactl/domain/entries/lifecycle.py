"""Entries that move a ticket through its life; the table of moves is in `celyactl.domain.lifecycle`."""

from celyactl.domain.entries.base import Check, Entry
from celyactl.domain.model import ActorId, Id, Instant, Line, Text
from celyactl.domain.words import Because, ClockName, Level, Priority, WaitFor


class Assign(Entry, tag="assign", frozen=True, kw_only=True):
    """The ticket is somebody's; without an assignee it is nobody's again."""

    assignee: Id | None = None
    text: Text | None = None


class Ack(Entry, tag="ack", frozen=True, kw_only=True):
    """The client's operator was reached and the problem taken into account: ends the response (docs/sla.md rule 5)."""

    how: Line | None = None


class Assist(Entry, tag="assist", frozen=True, kw_only=True):
    """The operator was helped: a step of the contract's method."""

    how: Line | None = None


class Start(Entry, tag="start", frozen=True, kw_only=True):
    """Work begins."""


class Wait(Entry, tag="wait", frozen=True, kw_only=True):
    """It is somebody else's turn, until an instant at which the ticket comes back to the board.

    For the client it needs a public question, or a date that the client itself asked for and that was confirmed to it
    in writing (`client_date`).
    """

    reason: WaitFor
    until: Instant
    question: Text | None = None
    client_date: bool = False
    party: Line | None = None
    their_ref: Line | None = None
    promised: Instant | None = None
    text: Text | None = None


class Chase(Entry, tag="chase", frozen=True, kw_only=True):
    """A third party was reminded; a new promise or date of return may follow."""

    text: Text | None = None
    promised: Instant | None = None
    until: Instant | None = None


class Resume(Entry, tag="resume", frozen=True, kw_only=True):
    """It is the company's turn again."""

    text: Text | None = None


class Cause(Entry, tag="cause", frozen=True, kw_only=True):
    """What was wrong, or (`unknown`) what could not be found."""

    text: Text
    unknown: bool = False
    components: tuple[Id, ...] = ()


class Restore(Entry, tag="restore", frozen=True, kw_only=True):
    """The function is back: ends the restoration clock; `degraded` says what the workaround lacks."""

    degraded: Text | None = None
    text: Text | None = None


class Resolve(Entry, tag="resolve", frozen=True, kw_only=True):
    """The company holds the matter for settled, and tells the client: ends the response if nothing did before."""

    text: Text | None = None


class Close(Entry, tag="close", frozen=True, kw_only=True):
    """The matter is settled for both."""

    text: Text | None = None
    automatic: bool = False


class Reopen(Entry, tag="reopen", frozen=True, kw_only=True):
    """The matter was not settled after all."""

    text: Text | None = None


class Confirm(Entry, tag="confirm", frozen=True, kw_only=True):
    """The client says that it is settled: ends a provisional reopening (docs/sla.md rule 8), closes a resolution."""

    text: Text | None = None


class Cancel(Entry, tag="cancel", frozen=True, kw_only=True):
    """The ticket should not have been, or is no longer wanted."""

    text: Text


class Escalate(Entry, tag="escalate", frozen=True, kw_only=True):
    """To another level (functional, with what the level needs to go on) or to a manager (hierarchical)."""

    to: Level | None = None
    manager: Id | None = None
    reason: Text
    handover: Text | None = None
    checks: tuple[Check, ...] = ()
    assignee: Id | None = None


class SetPriority(Entry, tag="priority", frozen=True, kw_only=True):
    """The urgency is judged anew (docs/sla.md rule 9)."""

    priority: Priority
    text: Text | None = None


class Reason(Entry, tag="reason", frozen=True, kw_only=True):
    """Why a target was missed (docs/sla.md rule 16)."""

    clock: ClockName
    because: Because
    text: Text


class HandedOver(Entry, tag="handed_over", frozen=True, kw_only=True):
    """Duties of somebody who leaves pass to somebody else."""

    previous: ActorId
    next: ActorId
