"""Gathers the tickets that a board is about: the open ones, and those with a miss that nobody has explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.board import Board, board
from celyactl.domain.misses import has_unexplained_miss
from celyactl.domain.words import OPEN
from celyactl.errors import CelyactlError
from celyactl.services.sla import Cases
from celyactl.store import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.ticket import Ticket
    from celyactl.services.sla import Case
    from celyactl.store.view import View


def board_at(view: View, now: datetime) -> Board:
    """The board of the desk; a ticket that can't be read is warned of and hides no other."""
    cases = Cases(view)
    told = (cases.of(ticket) for ticket in _tickets(view))
    return board(case.standing(now) for case in told if _concerns(case))


def _concerns(case: Case) -> bool:
    """Whether the ticket is open, or settled with a miss that nobody has explained."""
    if case.ticket.status in OPEN:
        return True
    return case.calendar is not None and has_unexplained_miss(case.story, case.promise, case.calendar, case.operations)


def _tickets(view: View) -> Iterator[Ticket]:
    entries = {entry.id: entry for entry in view.repository.entries(view.commit, ["tickets"])}
    for name, blob in view.repository.blobs(entries):
        try:
            yield records.load_ticket(blob, entries[name].path).model
        except CelyactlError as unreadable:
            view.warnings.append(unreadable.sentence)
