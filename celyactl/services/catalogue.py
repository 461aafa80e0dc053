"""Every client and contract that can be read: one bad file hides no other, it is warned of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from celyactl.errors.file import BadFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.store.view import View

T = TypeVar("T")


def clients(view: View) -> Iterator[Client]:
    """The clients by id."""
    return _readable(view, view.client_ids(), view.client)


def contracts(view: View, client: str | None = None) -> Iterator[Contract]:
    """The contracts by slug: those of a client (by id), or all."""
    found = _readable(view, view.contract_slugs(), view.contract)
    return (contract for contract in found if client in {None, contract.client})


def _readable(view: View, names: Iterable[str], read: Callable[[str], T]) -> Iterator[T]:
    for name in names:
        try:
            record = read(name)
        except BadFile as bad:
            view.warnings.append(bad.sentence)
        else:
            yield record
