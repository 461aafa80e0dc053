"""A new clone of a desk: fetched whole, then set up so that people's own `git pull` joins tickets as `sync` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors.desk import AlreadyThere
from celyactl.errors.repository import NotInDesk
from celyactl.errors.syncing import NotADesk, RemoteUnreachable
from celyactl.i18n import gettext as _
from celyactl.store.remote import address as addresses
from celyactl.store.remote import transport
from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_OURS: Final = "main"
DRIVER: Final = "celyactl merge-driver %O %A %B %P"
"""What git runs for files that both sides changed, when people type `git pull`; named by `.gitattributes`."""


def clone(
    address: str,
    path: Path,
    *,
    bare: bool = False,
    may_ask: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Clone a desk to `path`; the company's name.

    Raises:
        AddressRefused: the address is of another kind than https, ssh or a path.
        AlreadyThere: something is at `path`.
        RemoteUnreachable, RemoteDenied: the other side does not answer, or refuses.
        NotADesk: what was cloned holds no desk; it stays, to be looked at.
        BadFile: its `desk.yaml` can't be read; as before.

    """
    from celyactl.store.store import Store

    checked = addresses.checked(address)
    target = path.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise AlreadyThere(str(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        transport.clone(checked, target, bare=bare, may_ask=may_ask, progress=progress)
    except RemoteUnreachable as error:
        raise RemoteUnreachable(error.said, todo=_("Check the address, or try again with a network.")) from None
    try:
        with Repository.open(target) as repository:
            _take_the_branch(repository)
        with Repository.discover(target) as repository:
            set_up(repository)
            return Store(repository).view().company.company
    except NotInDesk:
        raise NotADesk(address) from None


def set_up(repository: Repository) -> None:
    """Name the merge driver in the settings of the clone."""
    repository.git(["config", "--local", "merge.celyactl.name", "celyactl"])
    repository.git(["config", "--local", "merge.celyactl.driver", DRIVER])


def _take_the_branch(repository: Repository) -> None:
    """Follow the desk's branch where the other side's HEAD names one that is not there.

    `git init --bare` on a server names `master`, or what its administrator set; a desk begins on `main`.
    """
    if repository.head().commit is not None:
        return
    place = "refs/remotes/origin/" if repository.place.work_tree else "refs/heads/"
    listed = repository.git(["for-each-ref", "--format=%(refname)", place]).decode().split()
    names = [name.removeprefix(place) for name in listed]
    branch = _OURS if _OURS in names else names[0] if len(names) == 1 else None
    if branch is None:
        return
    if repository.place.work_tree:
        repository.git(["checkout", "--quiet", "-B", branch, "--track", f"origin/{branch}"])
    else:
        repository.git(["symbolic-ref", "HEAD", f"refs/heads/{branch}"])
