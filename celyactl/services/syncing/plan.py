"""What one attempt of an exchange is about to do: where both sides are, and where they shall be. Ids are commits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from celyactl.services.syncing.filing import NO_FILES, Files

if TYPE_CHECKING:
    from celyactl.store.joining.histories import Union


@dataclass(frozen=True, slots=True)
class Plan:
    """`head` is ours, `tip` theirs (None: no commit yet), `target` what both shall be at; `merge` when it is a new one.

    `fetched` commits come, `going` commits of ours go.
    """

    branch: str
    head: str | None
    tip: str | None
    target: str | None
    files: Files = NO_FILES
    union: Union | None = None
    merge: str | None = None
    fetched: int = 0
    going: int = 0

    @property
    def merged(self) -> int:
        """How many merge commits are made."""
        return 1 if self.merge else 0

    @property
    def joined(self) -> tuple[str, ...]:
        """The files that both sides changed."""
        return self.union.joined if self.union else ()
