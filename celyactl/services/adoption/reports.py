"""A report's file edited by hand: its word and recommendations are people's, everything else is an act's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors import checking as say
from celyactl.store.consistency import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.report import Report
    from celyactl.errors.base import Fault
    from celyactl.store.records import Lines

_PEOPLES: Final = ("word", "recommendations")
_FIXED: Final = ("contract", "start", "end", "imported")


def changes(before: Report | None, edited: Report) -> tuple[str, ...]:
    """Which of the parts that people write differ; of a new file those that it has."""
    pairs = ((name, getattr(before, name, None) or None, getattr(edited, name) or None) for name in _PEOPLES)
    return tuple(name for name, old, new in pairs if old != new)


def faults(before: Report | None, edited: Report, path: str, line: Lines) -> Iterator[Fault]:
    """Where the edit touched what is no person's to write; `before` is None for a new file."""
    for name in _FIXED if before else ():
        if getattr(edited, name) != (was := getattr(before, name)):
            yield say.fixed_in_report(path, line((name,)), name, readable(was))
    if edited.journal != (before.journal if before else ()):
        yield say.approvals_by_command(path, line(("journal",)))
