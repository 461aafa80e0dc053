"""Clients and contracts as they are found: by name, or every one that can be read, as one bad file hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from celyactl.domain.ids import id_from
from celyactl.domain.in_force import in_force, term_of
from celyactl.errors.base import BadData
from celyactl.errors.desk import UnknownClient
from celyactl.store import layout

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
    found, bad = _looked_for(view, name)
    if found is None and bad:
        raise next(iter(bad.values()))
    return found


def namesake(view: View, name: str) -> Client | None:
    """The client that a new one of this id or name would be again; files of others that can't be read are warned of.

    Raises BadFile for its file, and for one in which the name may stand when no other client has it.
    """
    found, bad = _looked_for(view, name)
    for ident, error in bad.items() if found is None else ():
        if _may_be_called(view, ident, name.strip().casefold()):
            raise error
        view.leave_out(error.sentence)
    return found


def _looked_for(view: View, name: str) -> tuple[Client | None, dict[str, BadData]]:
    """The client with this id or name, and why others can't be read. Raises BadFile for its file."""
    if name in view.client_ids():
        return view.client(name), {}
    wanted = name.strip().casefold()
    known, bad = read_clients(view)
    return next((client for client in known if client.name.casefold() == wanted), None), bad


def _may_be_called(view: View, ident: str, wanted: str) -> bool:
    """Whether a client whose file can't be read may have a name, of which its id may be all that is left."""
    text = view.repository.read(view.commit, layout.client_path(ident)) or b""
    try:
        return wanted in text.decode().casefold() or ident == id_from(wanted)
    except UnicodeDecodeError:
        return True


def read_clients(view: View) -> tuple[list[Client], dict[str, BadData]]:
    """The clients by id, and why the others can't be read: whoever looks for one decides whether that matters."""
    known: list[Client] = []
    bad: dict[str, BadData] = {}
    for ident in view.client_ids():
        try:
            known.append(view.client(ident))
        except BadData as error:
            bad[ident] = error
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
    view.read_all_ahead()
    return _readable(view, view.client_ids(), view.client)


def contracts(view: View, client: str | None = None) -> Iterator[Contract]:
    """The contracts by slug: those of a client (by id), or all, that `contract_with_terms` can tell."""
    return (contract for contract in contracts_among(view, view.contract_slugs()) if client in {None, contract.client})


def contracts_among(view: View, slugs: Iterable[str]) -> Iterator[Contract]:
    """Those of some contracts that can be read, as `contracts`."""
    return _readable(view, slugs, lambda slug: contract_with_terms(view, slug))


def contract_with_terms(view: View, slug: str) -> Contract:
    """The contract with this slug; one whose terms are impossible, or never end, can't be read either.

    Raises UnknownContract, and BadData for why it can't be read.
    """
    contract = view.contract(slug)
    term_of(contract, contract.start)
    return contract


def contracts_in_force(view: View, client: str, day: date) -> Iterator[Contract]:
    """The contracts of a client (by id) under which it is served on a day, by slug."""
    return (one for one in contracts(view, client) if in_force(one, day))


def _readable(view: View, names: Iterable[str], read: Callable[[str], T]) -> Iterator[T]:
    for name in names:
        try:
            record = read(name)
        except BadData as bad:
            view.leave_out(bad.sentence if bad.where else f"{name}: {bad.sentence}")
        else:
            yield record
