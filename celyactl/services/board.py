"""Gathers the tickets that a board is about: the open ones, and those with a miss that nobody has explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.board import Board, board
from celyactl.domain.fold import as_of, refold
from celyactl.i18n import language
from celyactl.services.sla import Cases
from celyactl.store.index.excluding import operations
from celyactl.store.index.index import asked
from celyactl.store.index.listing import unreadable
from celyactl.store.index.on_board import on_board, shown
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.store.index.due import Operations
    from celyactl.store.index.index import Index

    Progress = Callable[[int, int], None]


class Glance(NamedTuple):
    """A board, and the open tickets on which something is planned, or whose last message reached nobody."""

    board: Board
    beside: list[Story]


class _Known(NamedTuple):
    """What the index knows beside the tickets, at its commit."""

    commit: str
    excluding: Operations
    warnings: tuple[str, ...]
    unreadable: list[str]


def glance(view: View, now: datetime, most: int, progress: Progress | None = None) -> Glance:
    """The board of the present with so many tickets a section at most, 0 for all: no others are read.

    A file that can't be read is warned of and hides no ticket but its own. `progress` gets (done, total) while the
    index is brought up to date.
    """
    known, found = asked(view.repository.place, lambda index: (_known(index), shown(index, now, most)), progress)
    made = _board(view, known, found.tickets, now)
    return Glance(made.first(most, found.counts), [refold(ticket) for ticket in found.beside])


def board_at(
    view: View, now: datetime, progress: Progress | None = None, *, told_until: datetime | None = None
) -> Board:
    """The whole board, as `glance` warns and tells of its progress.

    With `told_until` what happened later is left out, of the tickets that are on the board in the present: those
    settled since are not found again.
    """
    known, tickets = asked(view.repository.place, lambda index: (_known(index), on_board(index)), progress)
    if told_until is None:
        return _board(view, known, tickets, now)
    return _board(view, known, filter(None, (as_of(ticket, told_until) for ticket in tickets)), now)


def _board(view: View, known: _Known, tickets: Iterable[Ticket], now: datetime) -> Board:
    # the index tells of the present, which somebody may have moved on since the view was pinned
    present = view if view.commit == known.commit else View(view.repository, known.commit)
    cases = Cases(present, excluding=lambda client: known.excluding.get(client, ()), forgiving=True)
    made = board((cases.standing(ticket, now) for ticket in tickets), now)
    view.warnings += [*known.warnings, *(present.warnings if present is not view else [])]
    view.warnings += [bad for bad in known.unreadable if not _is_told(bad.partition(":")[0], view.warnings)]
    return made


def _is_told(path: str, warnings: Iterable[str]) -> bool:
    return any(path in warning for warning in warnings)


def _known(index: Index) -> _Known:
    return _Known(index.meta.commit, operations(index.connection), index.warnings, unreadable(index, language()))
