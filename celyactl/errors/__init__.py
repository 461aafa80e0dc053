"""Every deliberate error, its exit code and its HTTP status; the families are here, the facts in this folder."""

from celyactl.errors.base import (
    BadData,
    Busy,
    CannotCreate,
    CelyactlError,
    Denied,
    Fault,
    InputOutput,
    Misconfigured,
    NotFound,
    Unavailable,
    Usage,
)

__all__ = [
    "BadData",
    "Busy",
    "CannotCreate",
    "CelyactlError",
    "Denied",
    "Fault",
    "InputOutput",
    "Misconfigured",
    "NotFound",
    "Unavailable",
    "Usage",
]
