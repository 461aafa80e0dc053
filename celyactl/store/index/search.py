"""Queries as SQL: every value is a parameter; only names of ours are part of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.store.index.schema import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from celyactl.domain.query import Clause, Query

    Value = str | int | None

_OPEN: Final = "open"
_COLUMNS: Final = {"due": "due_order", "opened": "opened"}
_FOLDED: Final = frozenset({"client", "contract", "assignee", "requester", "site"})
_TAGS: Final = frozenset({"component", "label"})


class Condition(NamedTuple):
    """A piece of SQL and the values of its places."""

    sql: str
    values: tuple[Value, ...]


class Found(NamedTuple):
    """Rows with the columns that were asked for, and how many tickets match in all."""

    rows: list[tuple[Value, ...]]
    total: int


def search(connection: Connection, query: Query | None, columns: tuple[str, ...], limit: int, now: int) -> Found:
    """The first tickets that match: open ones by what is due, others by opening, newest first.

    `query` None means all open tickets. `limit` 0 means all. `now` is in seconds since 1970.
    """
    conditions = [condition(clause, now) for clause in query.clauses] if query else [Condition("open = 1", ())]
    where = " AND ".join(one.sql for one in conditions) or "1"
    values = [value for one in conditions for value in one.values]
    only_open = any(one.sql == "open = 1" for one in conditions)
    order = "due_order, priority, opened" if only_open else "opened DESC"
    names = ", ".join(columns)
    text = f"SELECT {names} FROM tickets WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608 - names of ours
    rows = connection.execute(text, (*values, limit or -1)).fetchall()
    if not limit or len(rows) < limit:
        return Found(rows, len(rows))
    count = f"SELECT count(*) FROM tickets WHERE {where}"  # noqa: S608 - names of ours
    return Found(rows, connection.execute(count, values).fetchone()[0])


def condition(clause: Clause, now: int) -> Condition:
    """One clause as SQL."""
    made = _positive(clause, now)
    # what is not known is not equal: NULL must not swallow a negation
    return Condition(f"NOT coalesce({made.sql}, 0)", made.values) if clause.negated else made


def _positive(clause: Clause, now: int) -> Condition:
    name = clause.field
    if name in {"words", "phrase"}:
        return Condition("id IN (SELECT rowid FROM words WHERE words MATCH ?)", (_match(clause),))
    if name == "breached":
        return Condition("(open = 1 AND late < ?)", (now,))
    if name == "status" and clause.values == (_OPEN,):
        return Condition("open = 1", ())
    if name in _COLUMNS:
        return _instant(clause)
    if clause.operator != ":":
        return Condition(f"{name} {clause.operator} ?", clause.values)
    return Condition(f"({' OR '.join(_equal(name, value) for value in clause.values)})", tuple(_bound(clause)))


def _instant(clause: Clause) -> Condition:
    column = _COLUMNS[clause.field]
    if clause.operator == "in":
        return Condition(f"({column} >= ? AND {column} < ?)", clause.values)
    if clause.operator == ":":
        return Condition(f"{column} = ?", (NEVER,))
    known = f" AND {column} < {NEVER}" if clause.operator == ">=" else ""
    return Condition(f"({column} {clause.operator} ?{known})", clause.values)


def _equal(name: str, value: Value) -> str:
    if name in _TAGS:
        if value is None:
            return f"NOT EXISTS (SELECT 1 FROM tags WHERE tags.id = tickets.id AND field = '{name}')"  # noqa: S608
        return f"id IN (SELECT id FROM tags WHERE field = '{name}' AND name = ?)"  # noqa: S608 - a name of ours
    if value is None:
        return f"{name} IS NULL"
    if name == "status" and value == _OPEN:
        return "open = 1"
    if name == "client":
        return "client IN (SELECT ? UNION SELECT id FROM clients WHERE folded = ?)"
    return f"{name} = ?"


def _bound(clause: Clause) -> Iterator[Value]:
    for value in clause.values:
        if value is None or (clause.field == "status" and value == _OPEN):
            continue
        text = value.lower() if isinstance(value, str) and clause.field in _FOLDED else value
        yield value.casefold() if isinstance(value, str) and clause.field in _TAGS else text
        if clause.field == "client":
            yield str(value).casefold()


def _match(clause: Clause) -> str:
    """A word matches the words that begin like it, a phrase matches as it stands."""
    text = str(clause.values[0]).replace('"', " ")
    return f'"{text}"' if clause.field == "phrase" else f'"{text}" *'
