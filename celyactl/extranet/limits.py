"""How often one may fail to sign in within 15 minutes: with one code, from one address, and all together.

`failures` under `[extranet]` of the machine's `config.toml` says it otherwise.
What else is limited so (`of`) is counted apart.

An attempt counts as failed from its beginning on, and is forgiven when it succeeds: many at once get no more tries.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.extranet.state import State

WITHIN: Final = 15 * 60
MOST: Final[Mapping[str, int]] = {"code": 5, "address": 20, "all": 300}


class Limits:
    """The failures that count."""

    def __init__(self, state: State, most: Mapping[str, int] = MOST, of: str = "") -> None:
        self._state = state
        self._most = most
        self._of = of

    def begin(self, code: str, address: str, now: int) -> str | None:
        """Begin an attempt, and give its name; None when there were too many."""
        names = {"code": f"{self._of}code {code}", "address": f"{self._of}address {address}", "all": f"{self._of}all"}
        attempt = secrets.token_hex(16)
        with self._state.writing() as file:
            file.execute("DELETE FROM failures WHERE at <= ?", (now - WITHIN,))
            for kind, name in names.items():
                (count,) = file.execute("SELECT count(*) FROM failures WHERE name = ?", (name,)).fetchone()
                if count >= self._most[kind]:
                    return None
            file.executemany("INSERT INTO failures VALUES (?, ?, ?)", [(attempt, name, now) for name in names.values()])
        return attempt

    def forgive(self, attempt: str) -> None:
        """It was no failure."""
        with self._state.writing() as file:
            file.execute("DELETE FROM failures WHERE attempt = ?", (attempt,))
