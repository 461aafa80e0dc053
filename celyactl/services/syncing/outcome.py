"""What an exchange did, or (`dry_run`) would do; numbers are commits unless said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from celyactl.store.joining.conflicts import Conflict


class Outcome(Struct, frozen=True):
    """`fetched` came, `pushed` went, `waiting` did not; `merged` merge commits joined the files `joined`.

    `conflicts` are all that wait for a decision in this clone, those of earlier exchanges too; `retries` tells how
    often it was begun anew because somebody else was faster.
    """

    fetched: int = 0
    merged: int = 0
    pushed: int = 0
    waiting: int = 0
    joined: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[str, ...] = ()
    retries: int = 0
