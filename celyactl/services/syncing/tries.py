"""How long, and after what pauses, an exchange is tried again while others are faster. Times are in seconds.

A pause is drawn by chance below a limit that doubles with every loss, and that shrinks with the age of the oldest act
that waits: whoever has waited longest comes back soonest, so nobody starves.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from celyactl.errors.syncing import RemoteLocked, StillBusy

if TYPE_CHECKING:
    from celyactl.store.remote.failures import LostRace

LOCKED: Final = 10.0
"""Seconds for which a lock of git over there is waited for, as for one here."""
_FIRST: Final = 0.05
_LONGEST: Final = 0.8


class Tries(Struct):
    """The attempts of one exchange: `lost` of them, so far, to somebody who was faster."""

    patience: float
    lost: int = 0
    _began: float = field(default_factory=time.monotonic)

    def again(self, lost: LostRace, age: float) -> None:
        """Pause before the next attempt, when the oldest act that waits is `age` seconds old.

        Raises:
            RemoteLocked, StillBusy: there was time enough.

        """
        waited = time.monotonic() - self._began
        if lost.lock and waited > LOCKED:
            raise RemoteLocked(lost.lock) from None
        if waited > self.patience:
            raise StillBusy(round(self.patience)) from None
        import random  # most exchanges are never lost

        self.lost += 1
        time.sleep(random.uniform(0, longest_pause(self.lost, max(age, waited))))  # noqa: S311  # it hides nothing


def longest_pause(lost: int, age: float) -> float:
    """The limit of the pause after so many losses, when something has waited for `age` seconds."""
    return min(_FIRST * float(1 << min(lost, 10)), _LONGEST) / (1 + age)
