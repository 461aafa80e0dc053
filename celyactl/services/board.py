"""Gathers the tickets that a board is about: the open ones, and those with a miss that nobody has explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.board import Board, board
from celyactl.errors import CelyactlError
from celyactl.i18n import language
from celyactl.services.sla import Cases
from celyactl.store import records
from celyactl.store.index.excluding import operations
from celyactl.store.index.index import asked
from celyactl.store.index.listing import on_board, unreadable
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from celyactl.domain.ticket import Ticket
    from celyactl.store.index.due import Operations
    from celyactl.store.index.index import Index

    Progress = Callable[[int, int], None]


class _Gathered(NamedTuple):
    """What the index knows of the board, at its commit."""

    commit: str
    files: list[tuple[str, str]]
    excluding: Operations
    warnings: list[str]


def board_at(view: View, now: datetime, progress: Progress | None = None) -> Board:
    """The board of the desk; a ticket that can't be read is warned of and hides no other.

    `progress` gets (done, total) while the index is brought up to date.
    """
    known = asked(view.repository.place, _gathered, progress)
    view.warnings += known.warnings
    # the index tells of the present, which somebody may have moved on since the view was pinned
    present = view if view.commit == known.commit else View(view.repository, known.commit)
    cases = Cases(present, excluding=lambda client: known.excluding.get(client, ()))
    made = board(cases.of(ticket).standing(now) for ticket in _tickets(present, known.files))
    view.warnings += present.warnings if present is not view else []
    return made


def _gathered(index: Index) -> _Gathered:
    warnings = [*index.warnings, *unreadable(index, language())]
    return _Gathered(index.meta.commit, on_board(index), operations(index.connection), warnings)


def _tickets(view: View, files: Iterable[tuple[str, str]]) -> Iterator[Ticket]:
    paths = {blob: path for path, blob in files}
    for name, blob in view.repository.blobs(paths):
        try:
            yield records.load_ticket(blob, paths[name]).model
        except CelyactlError as unreadable_now:
            view.warnings.append(unreadable_now.sentence)
