"""What a check takes and gives: files as git lists them, findings with their severity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from celyactl.errors.base import Fault

Severity = Literal["error", "warning"]


class File(Struct, frozen=True):
    """One file of a listing: `mode` is git's (`100644`), the blob is empty for a submodule."""

    path: str
    mode: str
    blob: bytes


class Finding(Struct, frozen=True, order=True):
    """One thing to put right, or (a warning) to look at; `line` counts from 1 and is 0 for the whole file."""

    path: str
    line: int
    field: str
    code: str
    message: str
    severity: Severity = "error"
    committed: bool = True


def error(fault: Fault) -> Finding:
    """A finding that fails the check."""
    return Finding(fault.path, fault.line, fault.field, fault.code, fault.message)


def warning(fault: Fault) -> Finding:
    """A finding that only wants a look."""
    return Finding(fault.path, fault.line, fault.field, fault.code, fault.message, "warning")
