"""A bar on the standard error of a person who waits; nothing for programs, and nothing for little work."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Self

from celyactl.cli.terminal import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_WORTH_A_BAR: Final = 2000


class Bar:
    """Called with (done, total); appears when `least` or more are to be done, and goes when its `with` ends."""

    def __init__(self, label: str, least: int = _WORTH_A_BAR) -> None:
        self._label = label
        self._least = least
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self._shown is None and total >= self._least and is_terminal(sys.stderr):
            self._shown = self._start(total)
        if self._shown is not None:
            progress, task = self._shown
            progress.update(task, completed=done, refresh=total < _WORTH_A_BAR)  # few parts take long, each is shown

    def _start(self, total: int) -> tuple[Progress, TaskID]:
        from rich.console import Console  # rich is for terminals only
        from rich.progress import Progress

        progress = Progress(console=Console(stderr=True), transient=True)
        progress.start()
        return progress, progress.add_task(self._label, total=total)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown is not None:
            self._shown[0].stop()
