"""The root of every deliberate error: a sentence made of facts, an exit code (sysexits) and an HTTP status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Fault(NamedTuple):
    """One thing wrong in one file: where it is (line from 1, 0 when unknown) and what to do about it."""

    path: str
    line: int
    field: str
    code: str
    message: str


class CelyactlError(Exception):
    """What a person can act on: what happened, where, and what to do."""

    exit_code: ClassVar[int] = 70
    http_status: ClassVar[int] = 500

    def __init__(self, what: str, *, where: str = "", todo: str = "", faults: Sequence[Fault] = ()) -> None:
        self.what = what
        self.where = where
        self.todo = todo
        self.faults = tuple(faults)
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """`what (where). todo`, in the language that was current when the error was made."""
        place = f" ({self.where})" if self.where else ""
        advice = f" {self.todo}" if self.todo else ""
        return f"{self.what}{place}.{advice}"

    def advise(self, more: str) -> None:
        """Add a sentence to what there is to do."""
        self.todo = f"{self.todo} {more}".strip()

    @property
    def heading(self) -> str:
        """The sentence when the faults are listed after it."""
        return self.sentence

    @classmethod
    def code(cls) -> str:
        """The stable name under `--json`: the class name in snake case."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__).lower()


class Usage(CelyactlError):
    """The command line can't be understood, or a value is missing."""

    exit_code = 2
    http_status = 400


class BadData(CelyactlError):
    """A file or a value that breaks a rule of the desk."""

    exit_code = 65
    http_status = 422


class NotFound(CelyactlError):
    """Something named is not there."""

    exit_code = 66
    http_status = 404


class Unavailable(CelyactlError):
    """A service that is needed does not answer."""

    exit_code = 69
    http_status = 503


class CannotCreate(CelyactlError):
    """A new thing can't be made where it was asked for."""

    exit_code = 73
    http_status = 409


class InputOutput(CelyactlError):
    """The disk refused: nothing was recorded."""

    exit_code = 74
    http_status = 507


class Busy(CelyactlError):
    """Somebody else holds the desk, or it is in a state that passes: try again later."""

    exit_code = 75
    http_status = 503


class Denied(CelyactlError):
    """The actor, or the system's user, may not do this."""

    exit_code = 77
    http_status = 403


class Misconfigured(CelyactlError):
    """The machine or the desk is not set up for this."""

    exit_code = 78
    http_status = 500
