"""Names that a query uses: whose tickets it wants, and those that nobody has.

Those are told only when a search found nothing, with the nearest known ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.folding import folded
from celyactl.errors.query import UnknownValue

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_CALLED: Final = "SELECT ? UNION SELECT id FROM clients WHERE folded = ?"
_TOLD: Final = 8


def owners(index: Index, query: Query | None) -> list[set[str]]:
    """The ids of clients and the slugs of contracts that a query wants: of each set a ticket must have one."""
    wanted = (one for one in query.clauses if not one.negated and None not in one.values) if query else ()
    return [set(_ids(index, one)) for one in wanted if one.field in {"client", "contract"} and one.operator == ":"]


def _ids(index: Index, clause: Clause) -> Iterator[str]:
    for value in clause.values:
        name = str(value)
        if clause.field == "contract":
            yield name.lower()
        else:
            yield from (str(ident) for (ident,) in index.connection.execute(_CALLED, (name.lower(), folded(name))))


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
