"""What the index knows beside tickets: contracts, clients and the team, by the path of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.folding import folded
from celyactl.errors import CelyactlError
from celyactl.errors.file import BadFile
from celyactl.store import layout, records
from celyactl.store.index import callers
from celyactl.store.index.reading import faults_of, misfit
from celyactl.store.index.spelling import spelt
from celyactl.store.layout import FileKind, classify
from celyactl.store.trees import FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from celyactl.domain.company import Company
    from celyactl.store.repository import Repository
    from celyactl.store.trees import Entry

_UNREADABLE: Final = "INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?, ?, ?)"


def put_file(connection: Connection, repository: Repository, entry: Entry) -> None:
    """Tell of a file that is no ticket; one that can't be read is listed as such."""
    located = classify(entry.path)
    if entry.mode != FILE or located is None:
        connection.executemany(_UNREADABLE, misfit(entry))
        return
    put = _PUT.get(located.kind)
    if put is None:
        return
    try:
        put(connection, entry.path, repository.objects.read("blob", entry.id))
    except CelyactlError:
        blob = repository.objects.read("blob", entry.id)
        connection.executemany(_UNREADABLE, faults_of(entry.path, lambda: put(connection, entry.path, blob)))


def remove_file(connection: Connection, path: str) -> None:
    """Forget what the file at `path` said."""
    for table in ("contracts", "clients", "unreadable", *callers.TABLES):
        connection.execute(f"DELETE FROM {table} WHERE path = ?", (spelt(path),))  # noqa: S608 - names of ours
    if path == layout.DESK:
        connection.execute("DELETE FROM people")
        connection.execute("DELETE FROM views")


def company_of(repository: Repository, commit: str) -> Company | None:
    """`desk.yaml`; None when it is missing or can't be read."""
    try:
        blob = repository.read(commit, layout.DESK)
        return records.load_company(blob).model if blob is not None else None
    except CelyactlError:
        return None


def _put_company(connection: Connection, path: str, blob: bytes) -> None:
    company = records.load_company(blob, path).model
    people = [(person.id, person.name, person.email) for person in company.team]
    connection.executemany("INSERT OR REPLACE INTO people VALUES (?, ?, ?)", people)
    connection.executemany("INSERT OR REPLACE INTO views VALUES (?, ?)", company.views.items())


def _put_client(connection: Connection, path: str, blob: bytes) -> None:
    client = records.load_client(blob, path).model
    if path != layout.client_path(client.id):
        raise BadFile(path, [])
    facts = (client.id, client.name, folded(client.name), path)
    connection.execute("INSERT OR REPLACE INTO clients VALUES (?, ?, ?, ?)", facts)
    callers.put_callers(connection, client, path)


def _put_contract(connection: Connection, path: str, blob: bytes) -> None:
    contract = records.load_contract(blob, path).model
    facts = (contract.slug, contract.client, contract.title, path)
    connection.execute("INSERT OR REPLACE INTO contracts VALUES (?, ?, ?, ?)", facts)


_PUT: Final[dict[FileKind, Callable[[Connection, str, bytes], None]]] = {
    FileKind.DESK: _put_company,
    FileKind.CLIENT: _put_client,
    FileKind.CONTRACT: _put_contract,
}
