"""Where mail goes: `smtp://user@host:587` (STARTTLS), `smtps://user@host:465` (TLS); the password is a secret apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from celyactl.errors.mail import MailServerWrong, NoMailServer, NoPassword
from celyactl.mail.secrets import password

if TYPE_CHECKING:
    from collections.abc import Mapping

_PORTS: Final = {"smtp": 587, "smtps": 465}
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class Server(NamedTuple):
    """A server; `implicit` is TLS from the first byte on, else STARTTLS, which on this machine alone may be missing."""

    host: str
    port: int
    implicit: bool
    user: str = ""
    password: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is this machine: nobody listens in between."""
        return self.host in _LOOPBACK


class Named(NamedTuple):
    """What an address names; `path` has no slashes around it."""

    scheme: str
    host: str
    port: int
    user: str
    path: str


def named(address: str, ports: Mapping[str, int]) -> Named | None:
    """What an address names, with the port of its scheme; None for what is no address, or holds a password."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ports or not host or parts.password is not None:
        return None
    path = unquote(parts.path.strip("/"))
    return Named(parts.scheme, host, port or ports[parts.scheme], unquote(parts.username or ""), path)


def server_at(address: str) -> Server:
    """The server that an address means, with its password.

    Raises NoMailServer, MailServerWrong, NoPassword, and what `password` raises.
    """
    if not address:
        raise NoMailServer
    found = named(address, _PORTS)
    if found is None or found.path:
        raise MailServerWrong(address.rpartition("@")[2])
    word = password("smtp-password") if found.user else ""
    if word is None:
        raise NoPassword(found.user)
    return Server(found.host, found.port, found.scheme == "smtps", found.user, word)
