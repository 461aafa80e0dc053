"""Clients and contracts as they are found: by name, or every one that can be read, as one bad file hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from celyactl.domain.in_force import in_force, terms_of
from celyactl.errors.base import BadData
from celyactl.errors.desk import UnknownClient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.store.view import View

T = TypeVar("T")


def find_client(view: View, name: str) -> Client | None:
    """The client with this id, or this name whatever its case.

    Raises BadFile for its file, and for the first that can't be read when no other has the name.
    """
    if name in view.client_ids():
        return view.client(name)
    wanted = name.strip().casefold()
    known, bad = read_clients(view)
    found = next((client for client in known if client.name.casefold() == wanted), None)
    if found is None and bad:
        raise bad[0]
    return found


def read_clients(view: View) -> tuple[list[Client], list[BadData]]:
    """The clients by id, and why the others can't be read: whoever looks for one decides whether that matters."""
    known: list[Client] = []
    bad: list[BadData] = []
    for ident in view.client_ids():
        try:
            known.append(view.client(ident))
        except BadData as error:
            bad.append(error)
    return known, bad


def client_named(view: View, name: str) -> Client:
    """The client with this id or name. Raises UnknownClient."""
    client = find_client(view, name)
    if client is None:
        raise UnknownClient(name, view.client_ids())
    return client


def client_if_known(view: View, ident: str) -> Client | None:
    """The client with this id; None for one that the desk does not have. Raises BadFile."""
    return view.client(ident) if ident in view.client_ids() else None


def heed_edits(view: View, path: str) -> None:
    """Have a person's own edit of a client's or a contract's file warned of. Raises BadFile for a bad one."""
    from celyactl.store import handiwork  # only what shows one record looks at the work tree

    view.warnings += handiwork.warnings(view.repository, view.commit, path)


def clients(view: View) -> Iterator[Client]:
    """The clients by id."""
    return _readable(view, view.client_ids(), view.client)


def contracts(view: View, client: str | None = None) -> Iterator[Contract]:
    """The contracts by slug: those of a client (by id), or all; one without possible terms can't be read either."""

    def read(slug: str) -> Contract:
        terms_of(view.contract(slug))
        return view.contract(slug)

    found = _readable(view, view.contract_slugs(), read)
    return (contract for contract in found if client in {None, contract.client})


def contracts_in_force(view: View, client: str, day: date) -> Iterator[Contract]:
    """The contracts of a client (by id) under which it is served on a day, by slug."""
    return (one for one in contracts(view, client) if in_force(one, day))


def _readable(view: View, names: Iterable[str], read: Callable[[str], T]) -> Iterator[T]:
    for name in names:
        try:
            record = read(name)
        except BadData as bad:
            view.warnings.append(bad.sentence if bad.where else f"{name}: {bad.sentence}")
        else:
            yield record
