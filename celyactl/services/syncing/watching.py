"""Exchange after exchange, for a service: at once when this clone changes, and now and then to see what is new.

A plain loop in the foreground: whoever started it ends it. What fails is told and tried again, ever more slowly.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from celyactl.errors.base import CelyactlError
from celyactl.services.syncing.planning import is_waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.services.syncing.exchange import Exchange
    from celyactl.services.syncing.outcome import Outcome

EVERY: Final = 5.0
"""Seconds between two looks at the other clone when nothing happens here."""
_GLANCE: Final = 0.05
"""Seconds between two looks at our own branch: it is one small file."""
_SLOWEST: Final = 60.0
_REST: Final = 0.6
"""Seconds for which a clone that has sent something leaves the way to others: what is done meanwhile goes together."""


@dataclass
class Watch:
    """`told` hears of every exchange that did something, `failed` of every one that could not; `every` in seconds."""

    exchange: Exchange
    told: Callable[[Outcome], None]
    failed: Callable[[CelyactlError], None]
    every: float = EVERY

    def run(self, is_over: Callable[[], bool] = lambda: False) -> None:
        """Exchange until `is_over`, or for ever."""
        pause = self.every
        while not is_over():
            try:
                outcome = self.exchange.run()
            except CelyactlError as error:
                self.failed(error)
                pause = min(2 * pause, _SLOWEST)
            else:
                pause = self.every
                if outcome.fetched or outcome.pushed:
                    self.told(outcome)
                if outcome.pushed:
                    time.sleep(_REST * random.uniform(0.7, 1.3))  # noqa: S311  # so that clones do not come in step
            self._wait(pause, is_over)

    def _wait(self, pause: float, is_over: Callable[[], bool]) -> None:
        """Until something was recorded here that is not over there yet, or the pause is over."""
        until = time.monotonic() + pause * random.uniform(0.7, 1.3)  # noqa: S311  # so that clones don't come in step
        repository, failed = self.exchange.remote.repository, pause > self.every
        before = repository.head().commit
        while time.monotonic() < until and not is_over():
            if repository.head().commit != before or (not failed and is_waiting(repository, self.exchange.name)):
                return
            time.sleep(_GLANCE)
