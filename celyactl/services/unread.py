"""The files of the desk that can't be read, for whoever must not pass over them in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData
from celyactl.i18n import language
from celyactl.store.index.belonging import perhaps
from celyactl.store.index.index import asked_of
from celyactl.store.index.listing import unreadable, unreadable_by_path
from celyactl.store.index.names import owners
from celyactl.store.layout import FileKind, classify
from celyactl.store.records import LOADERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.query import Query
    from celyactl.store.index.index import Index
    from celyactl.store.view import View


def unread(view: View, kind: FileKind | None = None) -> list[str]:
    """The tickets, clients, contracts that can't be read, or those of one kind: `path:line: field: message`."""
    return asked_of(view.repository.place, view.commit, lambda index: unreadable(index, language(), kind))


def leave_out_tickets(view: View, query: Query | None = None) -> None:
    """Go on without the tickets that can't be read: whoever counts or lists tickets by the index alone.

    Where a query wants those of a client or a contract, a file that plainly is another's is no loss.
    """

    def answer(index: Index) -> tuple[dict[str, str], list[set[str]]]:
        return unreadable_by_path(index, language(), FileKind.TICKET), owners(index, query)

    bad, wanted = asked_of(view.repository.place, view.commit, answer)
    for file in perhaps(view.repository, view.commit, bad, *wanted):
        view.leave_out(bad[file.path])


def unread_anywhere(view: View) -> list[str]:
    """Every file of the desk that can't be read: tickets as the index knows them, the few others by reading them."""
    return sorted([*unread(view, FileKind.TICKET), *_others(view)])


def _others(view: View) -> Iterator[str]:
    for entry in view.repository.entries(view.commit, ["contracts"]):
        where = classify(entry.path)
        if where is None or where.kind not in LOADERS:
            continue
        try:
            LOADERS[where.kind](view.repository.content(entry), entry.path)
        except BadData as bad:
            yield bad.sentence
