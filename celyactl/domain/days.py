"""Spans of local days, half-open: the first day counts, the last does not; None leaves an end open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def holds(since: date | None, until: date | None, day: date) -> bool:
    """Whether a day lies in [since, until)."""
    return (since is None or since <= day) and (until is None or day < until)
