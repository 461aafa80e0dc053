"""Links that are good for once and for 15 minutes: kept as hashes, gone with the first use."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from celyactl.extranet.sessions import hashed

if TYPE_CHECKING:
    from celyactl.extranet.state import State

LASTS: Final = 15 * 60
"""Seconds."""
MOST_LINKS: Final = {"code": 3, "address": 10, "all": 100}
"""Asked for within a quarter of an hour: for one address of mail, from one of the network, in all."""
_BYTES: Final = 32


class Links:
    """The links of one clone's extranet; `now` is in seconds of the epoch."""

    def __init__(self, state: State) -> None:
        self._state = state

    def make(self, client: str, contact: str, now: int) -> str:
        """A new secret for somebody."""
        secret = secrets.token_urlsafe(_BYTES)
        with self._state.writing() as file:
            file.execute("DELETE FROM links WHERE until <= ?", (now,))
            file.execute("INSERT INTO links VALUES (?, ?, ?, ?)", (hashed(secret), client, contact, now + LASTS))
        return secret

    def is_good(self, secret: str, now: int) -> bool:
        """Whether it may still be used."""
        with self._state.reading() as file:
            query = "SELECT 1 FROM links WHERE hash = ? AND until > ?"
            return file.execute(query, (hashed(secret), now)).fetchone() is not None

    def use(self, secret: str, now: int) -> tuple[str, str] | None:
        """Client and contact of a secret, which is used up by it, and with it every other one of theirs."""
        with self._state.writing() as file:
            query = "SELECT client, contact FROM links WHERE hash = ? AND until > ?"
            row = file.execute(query, (hashed(secret), now)).fetchone()
            if row is None:
                return None
            file.execute("DELETE FROM links WHERE client = ? AND contact = ?", row)
        return row[0], row[1]
