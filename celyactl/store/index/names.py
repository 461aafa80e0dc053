"""Names that a query uses and nobody has: told only when a search found nothing, with the nearest known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors.query import UnknownValue

if TYPE_CHECKING:
    from celyactl.domain.query import Clause, Query
    from celyactl.store.index.index import Index

_KNOWN: Final = {
    "client": "SELECT id FROM clients UNION SELECT folded FROM clients UNION SELECT client FROM tickets",
    "contract": "SELECT slug FROM contracts UNION SELECT contract FROM tickets",
    "assignee": "SELECT id FROM people UNION SELECT assignee FROM tickets",
    "component": "SELECT DISTINCT name FROM tags WHERE field = 'component'",
    "label": "SELECT DISTINCT name FROM tags WHERE field = 'label'",
}
_TOLD: Final = 8


def require_known(index: Index, query: Query) -> None:
    """Raise UnknownValue for the first name that the desk does not know."""
    for clause in query.clauses:
        if clause.field in _KNOWN and not clause.negated:
            _require(index, query, clause)


def _require(index: Index, query: Query, clause: Clause) -> None:
    known = [str(name) for (name,) in index.connection.execute(_KNOWN[clause.field]) if name is not None]
    for value in clause.values:
        if value is not None and str(value).casefold() not in known:
            nearest = _nearest_first(str(value).casefold(), known)
            raise UnknownValue(query.text, clause.column, clause.field, str(value), nearest)


def _nearest_first(name: str, known: list[str]) -> list[str]:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only needed to word an error

    return sorted(known, key=lambda other: -SequenceMatcher(None, name, other).ratio())[:_TOLD]
