"""The views that the desk of the index knows, by name: its own and the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.views import known_views

if TYPE_CHECKING:
    from celyactl.store.index.index import Index


def views(index: Index) -> dict[str, str]:
    """The query of each view."""
    return known_views(dict(index.connection.execute("SELECT name, query FROM views")))
