"""The tickets that a query finds, by reference, for acts on many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.query import Asking, parse
from celyactl.store.index.index import asked
from celyactl.store.index.names import require_known
from celyactl.store.index.search import search

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.services.acting import Acting
    from celyactl.store.index.index import Index
    from celyactl.store.view import View


def selected(view: View, acting: Acting, text: str, progress: Callable[[int, int], None] | None = None) -> list[str]:
    """The references in the order of a list; `me` is the actor. Raises the errors of `parse` and of unknown names."""

    def found(index: Index) -> list[str]:
        query = parse(text, Asking(acting.by, acting.now, index.meta.zone))
        rows, total = search(index.connection, query, ("ref",), 0, int(acting.now.timestamp()))
        if not total:
            require_known(index, query)
        return [str(ref) for (ref,) in rows]

    return asked(view.repository.place, found, progress)
