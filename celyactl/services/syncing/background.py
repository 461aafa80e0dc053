"""The exchange that begins by itself: one at a time, a moment after the act, so that several acts go together."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from celyactl.errors.base import CelyactlError
from celyactl.services.syncing.planning import is_waiting
from celyactl.store import lock

if TYPE_CHECKING:
    from celyactl.services.syncing.exchange import Exchange

PAUSE: Final = 0.7
"""Seconds in which a person may go on to the next act."""


def run(exchange: Exchange, *, at_once: bool) -> None:
    """Exchange until nothing waits here, or it fails: then the next act, or a person, tries again.

    When another background exchange is at work it takes our act along: it looks again once it has let go.
    """
    while is_waiting(exchange.remote.repository, exchange.name):
        try:
            with lock.hold(exchange.remote.repository.place.common_dir, 0, lock.BACKGROUND):
                time.sleep(0 if at_once else PAUSE)
                while is_waiting(exchange.remote.repository, exchange.name):
                    exchange.run()
        except (CelyactlError, OSError):
            return
