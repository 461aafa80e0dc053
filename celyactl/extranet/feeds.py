"""Secret addresses of calendars: one a contact, kept as a hash, ended when another is made or nobody wants it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from celyactl.extranet.sessions import hashed

if TYPE_CHECKING:
    from celyactl.extranet.state import State

_BYTES: Final = 24


class Feeds:
    """The calendars of one clone's extranet."""

    def __init__(self, state: State) -> None:
        self._state = state

    def begin(self, client: str, contact: str) -> str:
        """A new secret, in the place of the one before."""
        secret = secrets.token_urlsafe(_BYTES)
        with self._state.writing() as file:
            file.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?)", (client, contact, hashed(secret)))
        return secret

    def end(self, client: str, contact: str) -> None:
        """Whoever has the address sees nothing from now on."""
        with self._state.writing() as file:
            file.execute("DELETE FROM feeds WHERE client = ? AND contact = ?", (client, contact))

    def has(self, client: str, contact: str) -> bool:
        """Whether a calendar of this contact may be read by its address."""
        with self._state.reading() as file:
            query = "SELECT 1 FROM feeds WHERE client = ? AND contact = ?"
            return file.execute(query, (client, contact)).fetchone() is not None

    def owner(self, secret: str) -> tuple[str, str] | None:
        """Client and contact of a secret."""
        with self._state.reading() as file:
            row = file.execute("SELECT client, contact FROM feeds WHERE hash = ?", (hashed(secret),)).fetchone()
        return (row[0], row[1]) if row else None
