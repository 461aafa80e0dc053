"""Exchange after exchange, for a service: at once when this clone changes, and now and then to see what is new.

A plain loop in the foreground: whoever started it ends it. What fails is told and tried again, ever more slowly. Times
are in seconds.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.base import CelyactlError
from celyactl.services.syncing.planning import is_waiting
from celyactl.store.head import read_branch
from celyactl.store.remote import memory, neighbour

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.services.syncing.exchange import Exchange
    from celyactl.services.syncing.outcome import Outcome

EVERY: Final = 5.0
"""Between two looks at another machine when nothing happens here: each look is a connection."""
_GLANCE: Final = 0.05
"""Between two looks at our own branch, and at that of a clone on this machine: small files."""
_SETTLING: Final = 1.0
"""After an exchange, what others send to a clone on this machine is left to gather for so long."""
_SLOWEST: Final = 60.0
_REST: Final = 0.6
"""A clone that has sent something leaves the way to others for so long: what is done meanwhile goes together."""


class Watch(Struct):
    """`told` hears of every exchange that did something, `failed` of every one that could not; `every` in seconds."""

    exchange: Exchange
    told: Callable[[Outcome], None]
    failed: Callable[[CelyactlError], None]
    every: float = EVERY
    _pause: float = EVERY
    _ready: float = 0.0
    """When this clone may send again."""

    def run(self, is_over: Callable[[], bool] = lambda: False) -> None:
        """Exchange until `is_over`, or for ever."""
        while not is_over():
            self._once()
            self._wait(is_over)

    def _once(self) -> None:
        self._ready = 0.0
        try:
            outcome = self.exchange.run()
        except CelyactlError as error:
            self.failed(error)
            self._pause = min(2 * max(self._pause, self.every), _SLOWEST)
            return
        self._pause = self.every
        if outcome.fetched or outcome.pushed:
            self.told(outcome)
        if outcome.pushed:
            self._ready = time.monotonic() + _about(_REST)

    def _wait(self, is_over: Callable[[], bool]) -> None:
        """Until something was recorded here that is not over there yet, or there, or the pause is over."""
        began = time.monotonic()
        until, settled = began + _about(self._pause), began + _about(_SETTLING)
        before = self.exchange.remote.repository.head().commit
        while (now := time.monotonic()) < until and not is_over():
            if now >= self._ready and self._has_news(before):
                return
            if now >= settled and self._pause <= self.every and self._has_moved_there():
                return
            time.sleep(_GLANCE)

    def _has_news(self, before: str | None) -> bool:
        """Whether something waits here; after a failure, whether something was added since."""
        repository = self.exchange.remote.repository
        if repository.head().commit != before:
            return True
        return self._pause <= self.every and is_waiting(repository, self.exchange.name)

    def _has_moved_there(self) -> bool:
        """Whether the branch of a clone on this machine is elsewhere than we know it."""
        remote = self.exchange.remote
        branch = remote.repository.head().branch
        there = neighbour.tips(remote.address, [branch]) if branch else None
        if not there or branch is None:
            return False
        known = read_branch(remote.repository.place.common_dir, memory.tracking(self.exchange.name, branch))
        return there.get(branch) != known


def _about(seconds: float) -> float:
    """So long, give or take a third: clones must not come in step."""
    return seconds * random.uniform(0.7, 1.3)  # noqa: S311
