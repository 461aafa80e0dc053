"""Addresses of other clones: https, ssh, or a path. Anything that could be an option or start a program is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from celyactl.errors.syncing import AddressRefused, NoRemote, RemoteInside
from celyactl.store.remote.beside import require_harmless

if TYPE_CHECKING:
    from celyactl.store.repository import Repository

PROTOCOLS: Final = "https:ssh:file"
"""What git may speak, whatever the settings of the clone say."""
_SCHEMES: Final = frozenset({"https", "ssh", "file"})
_SCP: Final = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?!:)[^:-][^\s]*")
_HOST: Final = re.compile(r"[A-Za-z0-9\[][A-Za-z0-9.:\]_-]*")


def checked(address: str) -> str:
    """The address, if git may be given it; a path is made whole.

    Raises:
        AddressRefused: it is of another kind.

    """
    if not address or address.startswith("-") or not address.isprintable() or "::" in address.partition("/")[0]:
        raise AddressRefused(address)
    scheme, separator, rest = address.partition("://")
    if separator:
        return _of_scheme(address, scheme, rest)
    if _is_path(address):
        return str(Path(address).expanduser().absolute())
    if _SCP.fullmatch(address):
        return address
    raise AddressRefused(address)


def _of_scheme(address: str, scheme: str, rest: str) -> str:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressRefused(address) from None
    if scheme not in _SCHEMES or (scheme == "file" and not rest.startswith("/")):
        raise AddressRefused(address)
    if scheme != "file" and (not _HOST.fullmatch(host) or (parts.username or "").startswith("-") or port == 0):
        raise AddressRefused(address)
    return address


def _is_path(address: str) -> bool:
    """As git has it: no colon before the first slash."""
    return ":" not in address.partition("/")[0]


def local_path(address: str) -> Path | None:
    """The folder that the address means on this machine; None for another machine."""
    if address.startswith("file://"):
        return Path(unquote(address.removeprefix("file://")))  # as git reads it
    return Path(address) if address.startswith("/") else None


def of_remote(repository: Repository, name: str) -> str:
    """The checked address of a clone's remote: of one on this machine the whole path, without links.

    Raises:
        NoRemote: there is none of that name.
        AddressRefused: its address is of another kind, or means another folder for each process.
        RemoteInside: it came with the clone itself.
        RemoteHasHooks: it lies beside the clone, by its place from there, and git would run what it holds.

    """
    found = repository.settings(rf"^remote\.{re.escape(name)}\.url$").get(f"remote.{name}.url", "")
    if not found:
        raise NoRemote(name)
    place = repository.place
    root = (place.work_tree or place.git_dir).resolve()
    is_beside = _is_path(found) and not found.startswith(("-", "~", "/"))
    address = checked(str(root / found) if is_beside else found)
    path = local_path(address)
    if path is None:
        return address
    if path.parts[1:2] == ("proc",) or path.parts[1:3] == ("dev", "fd"):
        raise AddressRefused(found)
    path = path.resolve()
    if path.is_relative_to(root):
        raise RemoteInside(str(path))
    if is_beside:
        require_harmless(path)
    return str(path)
