"""Names that a query uses and nobody has: told only when a search found nothing, with the nearest known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.folding import folded
from celyactl.errors.query import UnknownValue

if TYPE_CHECKING:
    from celyactl.domain.query import Clause, Query
    from celyactl.store.index.index import Index

# Where a name is looked up, folded or not, and what is known: tickets may name what is gone.
_LOOKED_UP: Final = {
    "client": "SELECT 1 FROM clients WHERE ? IN (id, folded) UNION SELECT 1 FROM tickets WHERE client = ?",
    "contract": "SELECT 1 FROM contracts WHERE slug = ? UNION SELECT 1 FROM tickets WHERE contract = ?",
    "assignee": "SELECT 1 FROM people WHERE id = ? UNION SELECT 1 FROM tickets WHERE assignee = ?",
    "component": "SELECT 1 FROM tags WHERE field = 'component' AND name = ? AND ? IS NOT NULL LIMIT 1",
    "label": "SELECT 1 FROM tags WHERE field = 'label' AND name = ? AND ? IS NOT NULL LIMIT 1",
}
_KNOWN: Final = {
    "client": "SELECT id FROM clients",
    "contract": "SELECT slug FROM contracts",
    "assignee": "SELECT id FROM people",
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
    for value in clause.values:
        name = str(value).casefold()
        sought = folded(name) if clause.field == "client" else name
        if value is None or index.connection.execute(_LOOKED_UP[clause.field], (sought, name)).fetchone():
            continue
        known = [str(one) for (one,) in index.connection.execute(_KNOWN[clause.field])]
        raise UnknownValue(query.text, clause.column, clause.field, str(value), _nearest_first(name, known)[:_TOLD])


def _nearest_first(name: str, known: list[str]) -> list[str]:
    from difflib import SequenceMatcher  # only needed to word an error

    return sorted(known, key=lambda other: -SequenceMatcher(None, name, other).ratio())
