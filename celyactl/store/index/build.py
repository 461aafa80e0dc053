"""Fills empty tables from one commit, with two processes reading when there is much to read.

All of it is one transaction: whoever opens the index while it fills waits, and a kill leaves it empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.store.index import schema, tables
from celyactl.store.index.cache import drop_all, run_script
from celyactl.store.index.directory import company_of, put_file
from celyactl.store.index.due import Deadlines
from celyactl.store.index.excluding import are_there, operations
from celyactl.store.index.holiday_mark import holiday_mark
from celyactl.store.index.index import Meta
from celyactl.store.index.readers import read_in_parallel
from celyactl.store.index.reading import INDEXED
from celyactl.store.index.recount import concerned, recount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from sqlite3 import Connection

    from celyactl.store.index.reading import Read
    from celyactl.store.repository import Repository

    Progress = Callable[[int, int], None]
    """Told how many tickets are done, of how many."""

_TICKETS: Final = "tickets/"


def build(
    connection: Connection, repository: Repository, commit: str, progress: Progress, *, alone: bool = False
) -> None:
    """Fill the tables, dropping what is there; the caller holds the transaction.

    Raises ReaderLost, never when this process reads `alone`.
    """
    drop_all(connection)
    run_script(connection, schema.TABLES)
    entries = list(repository.entries(commit, INDEXED))
    listed = [entry for entry in entries if entry.path.startswith(_TICKETS)]
    _fill(connection, read_in_parallel(repository, commit, listed, alone=alone), len(listed), progress)
    for entry in entries:
        if not entry.path.startswith(_TICKETS):
            put_file(connection, repository, entry)
    run_script(connection, schema.INDEXES)
    if are_there(connection):
        _exclude(connection, repository, commit, progress, alone=alone)
    tables.write_meta(connection, meta_of(repository, commit))


def meta_of(repository: Repository, commit: str) -> Meta:
    """What tables made of this commit, by this program, depend on."""
    company = company_of(repository, commit)
    prefix, zone = (company.prefix, company.zone) if company else ("", "")
    return Meta(schema.VERSION, holiday_mark(), commit, repository.tree_of(commit), prefix, zone)


def _exclude(connection: Connection, repository: Repository, commit: str, progress: Progress, *, alone: bool) -> None:
    """Find the announced operations; time that they exclude may excuse a miss, and move what is due."""
    from celyactl.store.index.operations import Growth, bring  # a desk may have none

    zone = Deadlines(repository, commit).zone
    windows = bring(connection, repository, Growth(commit, None, progress), zone)
    listed = list(concerned(connection, windows))
    reads = read_in_parallel(repository, commit, listed, operations(connection), alone=alone)
    recount(connection, reads, len(listed), progress)


def _fill(connection: Connection, batches: Iterable[list[Read]], total: int, progress: Progress) -> None:
    done = 0
    progress(done, total)
    for reads in batches:
        tables.put(connection, reads, done + 1)
        done += len(reads)
        progress(done, total)
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
