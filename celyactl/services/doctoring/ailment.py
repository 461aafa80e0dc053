"""What `doctor` finds, and what it is given to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.errors import CelyactlError
    from celyactl.services.acting import Acting
    from celyactl.store.repository import Repository

Severity = Literal["error", "warning"]


class Ailment(Struct, frozen=True):
    """One thing that is wrong, or (a warning) worth knowing; `todo` says what to do when it is not repaired."""

    code: str
    what: str
    todo: str = ""
    path: str = ""
    severity: Severity = "error"
    repaired: bool = False

    @classmethod
    def of(cls, error: CelyactlError) -> Ailment:
        """What a command would be refused with."""
        return cls(error.code(), error.what, error.todo, error.where)


class Patient(Struct, frozen=True):
    """A clone at one commit (None before the first), the instant, and whether to repair.

    `acting` is who repairs what takes an act; None when nobody of the team is here.
    """

    repository: Repository
    commit: str | None
    now: datetime
    fix: bool = False
    deep: bool = False
    acting: Acting | None = None
