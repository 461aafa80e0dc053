"""What whoever is on call next has to know: open tickets that may need somebody outside business hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.oncall import BUSINESS, duties_on
from celyactl.domain.words import Priority
from celyactl.errors import CelyactlError
from celyactl.services.board import board_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from celyactl.domain.board import Board, Standing
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]


def to_hand_over(view: View, at: datetime, progress: Progress | None = None) -> list[Standing]:
    """The open tickets of contracts with other hours than `business`, those of the duty, and every P1; as on the board.

    What falls due first comes first.
    """
    day = at.astimezone(view.zone).date()
    names = {name for duty in duties_on(view.company.oncall, day) for name in duty.coverages}
    watched = names or {name for name in view.company.coverages if name != BUSINESS}
    found = board_at(view, at, progress)
    return [one for one in _open(found) if _matters(view, one, watched, at)]


def _open(board: Board) -> Iterator[Standing]:
    for section in (board.due, board.ours, board.client, board.third_party, board.aside):
        yield from section


def _matters(view: View, one: Standing, watched: set[str], at: datetime) -> bool:
    header = one.story.header
    if header.priority is Priority.P1:
        return True
    try:
        calendar = view.calendar_of(view.contract(header.contract)) if header.contract else None
    except CelyactlError:
        return True  # nobody knows its hours: better told than left out
    return calendar is not None and calendar.coverage_on(at.astimezone(view.zone).date()) in watched
