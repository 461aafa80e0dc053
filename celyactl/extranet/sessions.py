"""Who is signed in: a random id in a cookie, everything else here; idle for 30 minutes or after 12 hours it ends.

Only the hash of an id is kept, so that whoever reads the file enters nowhere. Seconds of the epoch.
"""

from __future__ import annotations

import secrets
import sqlite3
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.extranet.logs import LOG

if TYPE_CHECKING:
    from celyactl.extranet.state import State

IDLE: Final = 30 * 60
LONGEST: Final = 12 * 3600
_BYTES: Final = 32
_GRAIN: Final = 30
"""Seconds within which a further request is not worth a write."""


class Session(NamedTuple):
    """By which code (its public part) whom was let in; `token` is what the forms of this session hold."""

    public: str
    client: str
    contact: str
    token: str


class Sessions:
    """The sessions of one clone's extranet."""

    def __init__(self, state: State) -> None:
        self._state = state

    def begin(self, public: str, client: str, contact: str, now: int) -> str:
        """A new session; gives its id, for the cookie. Those that are over are forgotten."""
        ident, token = secrets.token_urlsafe(_BYTES), secrets.token_urlsafe(_BYTES)
        with self._state.writing() as file:
            file.execute("DELETE FROM sessions WHERE seen <= ? OR begun <= ?", (now - IDLE, now - LONGEST))
            row = (hashed(ident), public, client, contact, token, now, now)
            file.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return ident

    def of(self, ident: str, now: int, *, goes_on: bool = True) -> Session | None:
        """The session with this id, which goes on by it; None for one that is unknown or over."""
        found = self._row(ident, now)
        if found is None:
            return None
        session, seen = found
        if goes_on and now - seen >= _GRAIN:
            self._see(ident, now)
        return session

    def _see(self, ident: str, now: int) -> None:
        """Have the session go on; where the disk takes nothing it ends the sooner, and may be read by until then."""
        try:
            with self._state.writing() as file:
                file.execute("UPDATE sessions SET seen = ? WHERE id = ?", (now, hashed(ident)))
        except sqlite3.OperationalError as refused:
            LOG.warning("a session was not prolonged", exc_info=refused)

    def goes_on(self, ident: str, now: int, *, is_live: bool) -> bool:
        """Whether there is such a session, and nothing to be written of this request."""
        found = self._row(ident, now)
        return found is not None and (is_live or now - found[1] < _GRAIN)

    def _row(self, ident: str, now: int) -> tuple[Session, int] | None:
        """A session that is not over, and when it was seen last."""
        query = "SELECT public, client, contact, token, seen FROM sessions WHERE id = ? AND seen > ? AND begun > ?"
        with self._state.reading() as file:
            row = file.execute(query, (hashed(ident), now - IDLE, now - LONGEST)).fetchone()
        return (Session(*row[:4]), row[4]) if row else None

    def end(self, ident: str) -> None:
        """Sign out."""
        with self._state.writing() as file:
            file.execute("DELETE FROM sessions WHERE id = ?", (hashed(ident),))


def hashed(ident: str) -> str:
    """How an id is kept."""
    return sha256(ident.encode("utf-8", "replace")).hexdigest()
