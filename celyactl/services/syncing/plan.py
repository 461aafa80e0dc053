"""What one attempt of an exchange is about to do: where both sides are, and where they shall be. Ids are commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.services.syncing.filing import NO_FILES, Files

if TYPE_CHECKING:
    from celyactl.store.joining.histories import Union
    from celyactl.store.steps import Onward


class Plan(Struct, frozen=True):
    """`head` is ours, `tip` theirs (None: no commit yet); `merge` when both shall be at a new one.

    `onward` is where our branch moves to, None when it stays.
    """

    branch: str
    head: str | None
    tip: str | None
    files: Files = NO_FILES
    onward: Onward | None = None
    union: Union | None = None
    merge: str | None = None

    @property
    def target(self) -> str | None:
        """What both sides shall be at."""
        return self.onward.commit if self.onward else self.head

    @property
    def sends(self) -> bool:
        """Whether anything goes to the other side."""
        return bool(self.files.updates) or self.target != self.tip

    @property
    def joined(self) -> tuple[str, ...]:
        """The files that both sides changed."""
        return self.union.joined if self.union else ()
