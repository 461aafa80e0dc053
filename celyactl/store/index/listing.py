"""What `ticket list` needs of the index: rows for people, headers for programs, and the files that can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.store.index.search import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.query import Query
    from celyactl.store.index.index import Index
    from celyactl.store.layout import FileKind

    Value = str | int | None

_LISTS: Final = ("components", "labels", "aliases")
_FLAGS: Final = ("imported", "out_of_hours")


_HEADER: Final = (
    *("ref", "uid", "aliases", "imported", "title", "contract", "client", "kind", "status", "pending", "priority"),
    *("level", "assignee", "requester", "caller", "origin", "site", "components", "severity", "labels", "links"),
    *("opened_at", "out_of_hours", "out_of_contract", "external_id", "due_at"),
)
_MORE: Final = ("pending_until", "pending_more")


def lines(
    index: Index, query: Query | None, fields: Sequence[str], limit: int, now: int
) -> tuple[list[dict[str, Value]], int]:
    """These columns of the first tickets that match (all with limit 0), and how many match.

    Instants are as written, with their offset, `due_at` in the desk's zone.
    """
    rows, total = search(index.connection, query, fields, limit, now)
    return [dict(zip(fields, row, strict=True)) for row in rows], total


def headers(index: Index, query: Query | None, limit: int, now: int) -> tuple[list[dict[str, object]], int]:
    """The same as the headers of the files with `due_at`, every field there."""
    rows, total = search(index.connection, query, (*_HEADER, *_MORE), limit, now)
    return [_header(dict(zip((*_HEADER, *_MORE), row, strict=True))) for row in rows], total


def unreadable(index: Index, language: str, kind: FileKind | None = None) -> list[str]:
    """The files, or those of one kind, that no list can tell of: each with the first thing wrong, by path.

    `path:line: field: message`.
    """
    return list(unreadable_by_path(index, language, kind).values())


def unreadable_by_path(index: Index, language: str, kind: FileKind | None = None) -> dict[str, str]:
    """The same, each under its path."""
    query = "SELECT path, line, field, message FROM unreadable WHERE language = ? ORDER BY path"
    rows = index.connection.execute(query, (language,)).fetchall()
    return {row[0]: _named(*row) for row in rows if kind is None or _is_of(kind, row[0])}


def _is_of(kind: FileKind, path: str) -> bool:
    from celyactl.store.layout import classify  # lists tell of all kinds

    where = classify(path)
    return where is not None and where.kind is kind


def unknown(index: Index) -> list[tuple[str, int]]:
    """The contracts for whose open tickets no deadline can be computed, by slug, each with how many those are."""
    query = "SELECT contract, count(*) FROM tickets WHERE unknown = 1 GROUP BY contract ORDER BY contract"
    return [(str(slug), int(count)) for slug, count in index.connection.execute(query)]


def merged_halfway(index: Index) -> list[str]:
    """The files that were committed with the marks of a merge, by path."""
    query = "SELECT DISTINCT path FROM unreadable WHERE code = 'conflict' ORDER BY path"
    return [str(path) for (path,) in index.connection.execute(query)]


def _named(path: str, line: int, field: str, message: str) -> str:
    return ": ".join(part for part in (f"{path}:{line}" if line else path, field, message) if part)


def _header(row: dict[str, object]) -> dict[str, object]:
    until, more = row.pop("pending_until"), row.pop("pending_more")
    row["priority"] = f"P{row['priority']}"
    for name in _LISTS:
        row[name] = str(row[name]).split("\n") if row[name] else []
    for name in _FLAGS:
        row[name] = bool(row[name])
    row["links"] = [dict(zip(("kind", "ref"), link.split(" "), strict=True)) for link in str(row["links"]).splitlines()]
    if row["pending"]:
        since, promised, party, their_ref, question = str(more).split("\n", 4)
        row["pending"] = {
            "reason": row["pending"],
            "since": since,
            "until": until,
            "party": party or None,
            "their_ref": their_ref or None,
            "promised": promised or None,
            "question": question or None,
        }
    return row
