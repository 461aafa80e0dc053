"""Queries as SQL: every value is a parameter; only names of ours are part of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.store.index.schema import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

    from celyactl.domain.query import Clause, Query

    Value = str | int | None
    Condition = tuple[str, tuple[Value, ...]]

_OPEN: Final = "open"
_IS_OPEN: Final = "open = 1"
_IN_WORDS: Final = "id IN (SELECT rowid FROM words"
_COLUMNS: Final = {
    "due": "due_order",
    "back": "back",
    "next": "min(due_order, back)",
    "opened": "opened",
    "updated": "last",
}
# How what is found is ordered: what has no value comes last, whichever way the others go.
_STATUSES: Final = "instr('new assigned in_progress pending resolved closed cancelled', status)"
_ORDERS: Final = {name: (f"{column} >= {NEVER}", column) for name, column in _COLUMNS.items()} | {
    "priority": ("", "priority"),
    "level": ("", "level"),
    "status": ("", _STATUSES),
    "client": ("", "client"),
    "contract": ("contract IS NULL", "contract"),
    "assignee": ("assignee IS NULL", "assignee"),
    "title": ("", "title COLLATE NOCASE"),
    "ref": ("", "ref"),
}
_FLAGS: Final = {
    "breached": "(open = 1 AND late < ?)",
    "unexplained": "unexplained < ?",
    "waiting": "pending IS NOT NULL",
}
_EQUAL: Final = {
    "client": "client IN (SELECT ? UNION SELECT id FROM clients WHERE folded = ?)",
    "party": "EXISTS (SELECT 1 FROM tags WHERE field = 'party' AND substr(name, 1, length(?)) = ? AND id = tickets.id)",
}
_WORDS: Final = frozenset({"words", "phrase"})
_FOLDED: Final = frozenset({"client", "contract", "assignee", "requester", "site"})
_TAGS: Final = frozenset({"component", "label"})


# The plans are ours: open tickets are few and have an index that holds what is asked of them; words, when they are
# searched among all tickets, name fewer rows than any index.
_AMONG_OPEN: Final = "INDEXED BY tickets_open"
_BY_WORDS: Final = "NOT INDEXED"


def search(
    connection: Connection, query: Query | None, columns: Sequence[str], limit: int, now: int
) -> tuple[list[tuple[Value, ...]], int]:
    """The first tickets that match, as rows with these columns, and how many tickets match in all.

    Open ones by what is due, others by opening, newest first. `query` None means all open tickets, `limit` 0 means all.
    `now` is in seconds since 1970. A query's own order comes first.
    """
    conditions = [*_conditions(query.clauses, now)] if query else [(_IS_OPEN, ())]
    only_open = any(sql == _IS_OPEN for sql, _values in conditions)
    where = " AND ".join(sql for sql, _values in conditions) or "1"
    values = [value for _sql, some in conditions for value in some]
    by_words = not only_open and any(sql.startswith(_IN_WORDS) for sql, _values in conditions)
    source = f"FROM tickets {_AMONG_OPEN if only_open else _BY_WORDS if by_words else ''} WHERE {where}"
    order = "due_order, priority, opened, ref" if only_open else "opened DESC, ref DESC"
    wanted = [*map(_order, query.sort if query else ()), order]
    text = f"SELECT {', '.join(columns)} {source} ORDER BY {', '.join(wanted)} LIMIT ?"
    rows = connection.execute(text, (*values, limit or -1)).fetchall()
    if not limit or len(rows) < limit:
        return rows, len(rows)
    return rows, int(connection.execute(f"SELECT count(*) {source}", values).fetchone()[0])


def _order(typed: str) -> str:
    without, column = _ORDERS[typed.removeprefix("-")]
    way = f"{column} DESC" if typed.startswith("-") else column
    return f"{without}, {way}" if without else way


def _conditions(clauses: Sequence[Clause], now: int) -> Iterator[Condition]:
    """Words that are all wanted are asked for at once: a common one is never listed whole to meet a rare one."""
    wanted = [clause for clause in clauses if clause.field in _WORDS and not clause.negated]
    if wanted:
        yield _found_with(wanted)
    for clause in clauses:
        if clause not in wanted:
            yield condition(clause, now)


def _found_with(words: Sequence[Clause]) -> Condition:
    return f"{_IN_WORDS} WHERE words MATCH ?)", (" AND ".join(map(_match, words)),)


def condition(clause: Clause, now: int) -> Condition:
    """One clause as SQL, and the values of its places."""
    sql, values = _positive(clause, now)
    # what is not known is not equal: NULL must not swallow a negation
    return (f"NOT coalesce({sql}, 0)", values) if clause.negated else (sql, values)


def _positive(clause: Clause, now: int) -> Condition:
    name = clause.field
    if name in _WORDS:
        return _found_with([clause])
    if name in _FLAGS:
        return _FLAGS[name], (now,) * _FLAGS[name].count("?")
    if name == "status" and clause.values == (_OPEN,):
        return _IS_OPEN, ()
    if name in _COLUMNS:
        return _instant(clause)
    if clause.operator != ":":
        return f"{name} {clause.operator} ?", clause.values
    return f"({' OR '.join(_equal(name, value) for value in clause.values)})", tuple(_bound(clause))


def _instant(clause: Clause) -> Condition:
    column = _COLUMNS[clause.field]
    if clause.operator == "in":
        return f"({column} >= ? AND {column} < ?)", clause.values
    if clause.operator == ":":
        return f"{column} = ?", (NEVER,)
    known = f" AND {column} < {NEVER}" if clause.operator == ">=" else ""
    return f"({column} {clause.operator} ?{known})", clause.values


def _equal(name: str, value: Value) -> str:
    if name in _TAGS:
        if value is None:
            return f"NOT EXISTS (SELECT 1 FROM tags WHERE tags.id = tickets.id AND field = '{name}')"  # noqa: S608
        return f"EXISTS (SELECT 1 FROM tags WHERE field = '{name}' AND name = ? AND tags.id = tickets.id)"  # noqa: S608
    if value is None:
        return f"{name} IS NULL"
    if name == "status" and value == _OPEN:
        return _IS_OPEN
    return _EQUAL.get(name, f"{name} = ?")


def _bound(clause: Clause) -> Iterator[Value]:
    from celyactl.domain.folding import folded  # the plain list compares no names

    for value in clause.values:
        if value is None or (clause.field == "status" and value == _OPEN):
            continue
        text = value.lower() if isinstance(value, str) and clause.field in _FOLDED else value
        if clause.field == "party":
            yield from (folded(str(value)),) * 2
            continue
        yield value.casefold() if isinstance(value, str) and clause.field in _TAGS else text
        if clause.field == "client":
            yield folded(str(value))


def _match(clause: Clause) -> str:
    """A word matches the words that begin like it, a phrase matches as it stands."""
    text = str(clause.values[0]).replace('"', " ")
    return f'"{text}"' if clause.field == "phrase" else f'"{text}" *'
