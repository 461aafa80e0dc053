"""Waits for a lock that another process holds, and tells whoever listens what is waited for; times in seconds."""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

NOTICE: Final = 1.0
"""After so long a person wonders what is the matter."""
_PAUSE: Final = 0.01

listener: ContextVar[Callable[[str], None] | None] = ContextVar("celyactl_waiting", default=None)
"""Who is told, once a wait, what holds the lock."""


class Patience:
    """One wait of at most `limit` seconds; `holder` says in a sentence who has the lock."""

    def __init__(self, limit: float, holder: Callable[[], str]) -> None:
        self._began = time.monotonic()
        self._limit = limit
        self._holder: Callable[[], str] | None = holder

    def lasts(self) -> bool:
        """Pause before the next attempt; False, at once, when there was time enough."""
        waited = time.monotonic() - self._began
        if waited >= self._limit:
            return False
        tell = listener.get()
        if tell and self._holder and waited >= NOTICE:
            tell(self._holder())
            self._holder = None
        time.sleep(_PAUSE)
        return True
