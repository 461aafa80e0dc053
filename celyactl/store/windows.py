"""Whether the windows of coverages open at all: `18:00-08:00` would count nothing, and nobody means that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.field_faults import window_turned
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from celyactl.domain.company import Company, Coverage
    from celyactl.errors.base import Fault
    from celyactl.store.yaml.values import Path


def window_faults(company: Company, path: str, line: Callable[[Path], int]) -> Iterator[Fault]:
    """The windows that close when or before they open."""
    for name, coverage in company.coverages.items():
        for place, window in _windows(coverage):
            opens, _, closes = window.partition("-")
            if closes <= opens:
                at = ("coverages", name, *place)
                yield window_turned(path, line(at), named(at), window)


def _windows(coverage: Coverage) -> Iterator[tuple[Path, str]]:
    for day, windows in coverage.week.items():
        yield from ((("week", day, index), window) for index, window in enumerate(windows))
    for date, windows in coverage.exceptions.items():
        yield from ((("exceptions", date.isoformat(), index), window) for index, window in enumerate(windows))
