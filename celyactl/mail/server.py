"""Where mail goes: `smtp://user@host:587` (STARTTLS), `smtps://user@host:465` (TLS); the password is a secret apart."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from celyactl.errors.mail import MailServerWrong, NoMailServer, NoPassword
from celyactl.mail.secrets import secret

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


def server_at(address: str) -> Server:
    """The server that an address means, with its password. Raises NoMailServer, MailServerWrong, NoPassword."""
    if not address:
        raise NoMailServer
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise MailServerWrong(address) from None
    if parts.scheme not in _PORTS or not host or parts.password is not None or parts.path.strip("/"):
        raise MailServerWrong(address.rpartition("@")[2])
    user = unquote(parts.username or "")
    password = secret("smtp-password") if user else b""
    if password is None:
        raise NoPassword(user)
    return Server(host, port or _PORTS[parts.scheme], parts.scheme == "smtps", user, password.decode())
