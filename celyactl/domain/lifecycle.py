"""The table of moves: which act is possible in which status, and where it leads."""

from __future__ import annotations

from typing import Final, NamedTuple

from celyactl.domain.words import OPEN, Status

_NEW = frozenset({Status.NEW, Status.ASSIGNED})
_SETTLED = frozenset({Status.RESOLVED, Status.CLOSED})


class Move(NamedTuple):
    """An act leads from these statuses to another; elsewhere it changes no status, or is refused."""

    origins: frozenset[Status]
    to: Status
    anywhere: bool


_WORK = Move(_NEW, Status.IN_PROGRESS, anywhere=True)

MOVES: Final[dict[str, Move]] = {
    "assign": Move(frozenset({Status.NEW}), Status.ASSIGNED, anywhere=True),
    "ack": _WORK,
    "start": _WORK,
    "cause": _WORK,
    "escalate": _WORK,
    "restore": _WORK,
    "wait": Move(_NEW | {Status.IN_PROGRESS}, Status.PENDING, anywhere=False),
    "chase": Move(frozenset({Status.PENDING}), Status.PENDING, anywhere=False),
    "resume": Move(frozenset({Status.PENDING}), Status.IN_PROGRESS, anywhere=False),
    "resolve": Move(frozenset({Status.IN_PROGRESS, Status.PENDING}), Status.RESOLVED, anywhere=False),
    "close": Move(frozenset({Status.RESOLVED}), Status.CLOSED, anywhere=False),
    "reopen": Move(_SETTLED, Status.IN_PROGRESS, anywhere=False),
    "cancel": Move(OPEN, Status.CANCELLED, anywhere=False),
    "confirm": Move(frozenset({Status.RESOLVED}), Status.CLOSED, anywhere=False),
}
"""Where each act leads from each status. A `confirm` that ends a provisional reopening is the fold's."""


def after(status: Status, act: str) -> Status | None:
    """The status after the act; None when the act is impossible. Acts that are not in the table move nothing."""
    move = MOVES.get(act)
    if move is None:
        return status
    if status in move.origins:
        return move.to
    return status if move.anywhere else None


def possible(status: Status) -> tuple[str, ...]:
    """The acts of the table that are possible in this status, as a message lists them."""
    return tuple(act for act in MOVES if after(status, act) is not None)
