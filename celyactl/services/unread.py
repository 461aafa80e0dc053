"""The files of the desk that can't be read, for whoever must not pass over them in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData
from celyactl.i18n import language
from celyactl.store.index.index import asked_of
from celyactl.store.index.listing import unreadable
from celyactl.store.layout import FileKind, classify
from celyactl.store.records import LOADERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.view import View


def unread(view: View, kind: FileKind | None = None) -> list[str]:
    """The tickets, clients, contracts that can't be read, or those of one kind: `path:line: field: message`."""
    return asked_of(view.repository.place, view.commit, lambda index: unreadable(index, language(), kind))


def leave_out_tickets(view: View) -> None:
    """Go on without the tickets that can't be read: whoever counts or lists tickets by the index alone."""
    for bad in unread(view, FileKind.TICKET):
        view.leave_out(bad)


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
