"""The other clone that this desk exchanges with, as `desk.yaml` names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from celyactl.domain.company import Sync
from celyactl.errors.base import CelyactlError
from celyactl.store.remote.address import of_remote
from celyactl.store.remote.transport import Remote

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.company import Company
    from celyactl.store.repository import Repository


class HasCompany(Protocol):
    """A desk, or a view of one."""

    @property
    def company(self) -> Company:
        """`desk.yaml`. Raises BadFile."""


def rules(desk: HasCompany) -> Sync:
    """How the desk's clones exchange; as usual while `desk.yaml` can't be read, so that a mended one can come."""
    try:
        return desk.company.sync
    except CelyactlError:
        return Sync()


def remote_of(
    repository: Repository, name: str, *, may_ask: bool = False, progress: Callable[[int, int], None] | None = None
) -> Remote:
    """The remote called `name`. Raises NoRemote, AddressRefused, RemoteInside."""
    return Remote(repository, of_remote(repository, name), may_ask, progress)
