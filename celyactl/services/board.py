"""Gathers the tickets that a board is about: the open ones, and those with a miss that nobody has explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.board import Board, board
from celyactl.domain.fold import as_of
from celyactl.i18n import language
from celyactl.services.sla import Cases
from celyactl.store.index.excluding import operations
from celyactl.store.index.index import asked
from celyactl.store.index.listing import unreadable
from celyactl.store.index.on_board import on_board
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from celyactl.domain.ticket import Ticket
    from celyactl.store.index.due import Operations
    from celyactl.store.index.index import Index

    Progress = Callable[[int, int], None]


class _Gathered(NamedTuple):
    """What the index knows of the board, at its commit."""

    commit: str
    tickets: list[Ticket]
    excluding: Operations
    warnings: tuple[str, ...]
    unreadable: list[str]


def board_at(
    view: View, now: datetime, progress: Progress | None = None, *, told_until: datetime | None = None
) -> Board:
    """The board of the desk; a file that can't be read is warned of and hides no ticket but its own.

    `progress` gets (done, total) while the index is brought up to date. With `told_until` what happened later is left
    out, of the tickets that are on the board in the present: those settled since are not found again.
    """
    known = asked(view.repository.place, _gathered, progress)
    # the index tells of the present, which somebody may have moved on since the view was pinned
    present = view if view.commit == known.commit else View(view.repository, known.commit)
    cases = Cases(present, excluding=lambda client: known.excluding.get(client, ()), forgiving=True)
    tickets: Iterable[Ticket] = known.tickets
    if told_until is not None:
        tickets = filter(None, (as_of(ticket, told_until) for ticket in tickets))
    made = board((cases.of(ticket).standing(now) for ticket in tickets), now)
    view.warnings += [*known.warnings, *(present.warnings if present is not view else [])]
    view.warnings += [bad for bad in known.unreadable if not _is_told(bad.partition(":")[0], view.warnings)]
    return made


def _is_told(path: str, warnings: Iterable[str]) -> bool:
    return any(path in warning for warning in warnings)


def _gathered(index: Index) -> _Gathered:
    found = operations(index.connection)
    return _Gathered(index.meta.commit, on_board(index), found, index.warnings, unreadable(index, language()))
