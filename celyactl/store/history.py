"""The history as data: who did what, when, through which door, read from the trailers of the commits.

A commit without trailers was made by hand and is told as such, with the tickets and contracts whose files it touched.
What was read is kept beside the clone and grows with the branch: nothing is read twice. Newest first.
"""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime
from sqlite3 import DatabaseError
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.store.commit_reading import commits
from celyactl.store.history_reading import name_of, touched
from celyactl.store.index.cache import drop_all, filled, run_script

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from sqlite3 import Connection

    from celyactl.store.commit_reading import Commit
    from celyactl.store.repository import Repository

    Progress = Callable[[int, int], None]

_FILE: Final = "history.sqlite"
_VERSION: Final = "1"
_BATCH: Final = 2000
_TABLES: Final = """
CREATE TABLE meta (version TEXT, head TEXT);
CREATE TABLE commits (
    seq INTEGER PRIMARY KEY, id TEXT, at TEXT, seconds INTEGER, author TEXT, email TEXT, subject TEXT,
    op TEXT, ref TEXT, actor TEXT, channel TEXT, op_id TEXT
);
CREATE TABLE touched (name TEXT, seq INTEGER, PRIMARY KEY (name, seq)) WITHOUT ROWID;
CREATE INDEX commits_by_actor ON commits (actor, seq);
CREATE INDEX commits_by_email ON commits (email, seq);
CREATE INDEX touched_by_commit ON touched (seq);
"""
_INSERT: Final = "INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Act(NamedTuple):
    """One commit. `op`, `channel` and `op_id` are None when it was made by hand; then `actor` is None too.

    `at` is when it was committed, in the committer's offset; `names` are the tickets, slugs and clients it touched.
    """

    commit: str
    at: datetime
    author: str
    email: str
    subject: str
    op: str | None
    ref: str | None
    actor: str | None
    channel: str | None
    op_id: str | None
    names: tuple[str, ...]

    @property
    def by_hand(self) -> bool:
        """Whether it carries no trailers of this program."""
        return self.op is None


class Wanted(NamedTuple):
    """Which acts: those that touched one of `names`, by an actor (or, by hand, an e-mail), in [since, until)."""

    names: Collection[str] = ()
    actor: str | None = None
    email: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class Log(NamedTuple):
    """What was asked for; warnings are sentences for people."""

    acts: list[Act]
    warnings: tuple[str, ...]


def acts(repository: Repository, commit: str, wanted: Wanted, limit: int = 0, progress: Progress | None = None) -> Log:
    """The acts that led to `commit` and match, newest first; `limit` 0 means all.

    What is not known yet of the history is read first, and `progress` gets (done, total).
    """
    path = repository.place.git_dir / "celyactl" / _FILE
    for damaged in (False, True):
        if damaged:
            path.unlink(missing_ok=True)
        made = filled(path, lambda connection: _bring(connection, repository, commit, progress or _silently))
        with closing(made.connection), suppress(DatabaseError):
            return Log(_select(made.connection, wanted, limit), made.warnings)
    raise DatabaseError(str(path))


def _select(connection: Connection, wanted: Wanted, limit: int) -> list[Act]:
    where, values = _conditions(wanted)
    query = f"SELECT * FROM commits WHERE {where} ORDER BY seq DESC LIMIT ?"  # noqa: S608 - places for values only
    return [_act(connection, *row) for row in connection.execute(query, (*values, limit or -1)).fetchall()]


def _act(connection: Connection, seq: int, ident: str, at: str, _seconds: int, *facts: str) -> Act:
    author, email, subject, *trailers = facts
    op, ref, actor, channel, op_id = trailers
    found = connection.execute("SELECT name FROM touched WHERE seq = ? ORDER BY name", (seq,))
    names = tuple(str(name) for (name,) in found)
    return Act(ident, datetime.fromisoformat(at), author, email, subject, op, ref, actor, channel, op_id, names)


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    parts: list[tuple[str, list[object]]] = [("1", [])]
    if wanted.names:
        places = ", ".join("?" * len(wanted.names))
        parts.append((f"seq IN (SELECT seq FROM touched WHERE name IN ({places}))", [*wanted.names]))  # noqa: S608
    if wanted.actor or wanted.email:
        parts.append(("(actor = ? OR (actor IS NULL AND email = ?))", [wanted.actor, (wanted.email or "").lower()]))
    if wanted.since:
        parts.append(("seconds >= ?", [int(wanted.since.timestamp())]))
    if wanted.until:
        parts.append(("seconds < ?", [int(wanted.until.timestamp())]))
    return " AND ".join(sql for sql, _values in parts), [value for _sql, values in parts for value in values]


def _bring(connection: Connection, repository: Repository, commit: str, progress: Progress) -> None:
    known = _head(connection)
    if known == commit:
        return
    if known is None or not repository.contains(known, commit):
        known = None  # another branch, or a history that was rewritten
        drop_all(connection)
        run_script(connection, _TABLES)
    _add(connection, repository, known, commit, progress)
    connection.execute("DELETE FROM meta")
    connection.execute("INSERT INTO meta VALUES (?, ?)", (_VERSION, commit))


def _head(connection: Connection) -> str | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return None
    found = connection.execute("SELECT head FROM meta WHERE version = ?", (_VERSION,)).fetchone()
    return str(found[0]) if found else None


def _add(connection: Connection, repository: Repository, known: str | None, commit: str, progress: Progress) -> None:
    names = repository.git(["rev-list", "--topo-order", "--reverse", commit, *([f"^{known}"] if known else [])])
    idents = names.decode().split()
    first = int(connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM commits").fetchone()[0])
    for start in range(0, len(idents), _BATCH):
        batch = idents[start : start + _BATCH]
        _put(connection, repository, list(commits(repository, batch)), first + start)
        progress(start + len(batch), len(idents))


def _put(connection: Connection, repository: Repository, batch: list[Commit], first: int) -> None:
    connection.executemany(_INSERT, ((seq, *_row(one)) for seq, one in enumerate(batch, first)))
    # a commit that names its ticket is believed here: `audit verify` proves it
    paths = touched(repository, [one.id for one in batch if not one.ref])
    pairs = (
        (name, seq)
        for seq, one in enumerate(batch, first)
        for name in ([one.ref] if one.ref else filter(None, map(name_of, paths.get(one.id, ()))))
    )
    connection.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", pairs)


def _row(one: Commit) -> tuple[str | int | None, ...]:
    """In the order of the columns of `commits` after `seq`; an e-mail in lower case, to be looked up."""
    said = one.trailers
    act = (said.op, said.ref, said.actor, said.channel, said.op_id) if said else (None,) * 5
    person = (one.author.name, one.author.email.lower(), one.subject)
    return (one.id, one.at.isoformat(), int(one.at.timestamp()), *person, *act)


def _silently(_done: int, _total: int) -> None:
    """Nobody looks on."""
