"""Git's own progress, read by GitPython while a transport runs: counts of objects, stage by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from git import RemoteProgress
from git.cmd import handle_process_output

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable


class _Reader(RemoteProgress):
    """Tells how far a stage is; the lines that are no progress stay in `error_lines` and `other_lines`."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        super().__init__()
        self._tell = tell

    def update(self, _stage: int, done: str | float, total: str | float | None = None, _message: str = "") -> None:
        """Called by GitPython for each line of progress."""
        if total:
            self._tell(int(done), int(total))


def watched(process: subprocess.Popen[str], tell: Callable[[int, int], None], patience: float) -> tuple[str, str]:
    """What the process said and what it complained of.

    Raises:
        TimeoutError: it took longer than `patience` seconds.

    """
    said: list[str] = []
    reader = _Reader(tell)
    try:
        handle_process_output(
            process,
            said.append,
            reader.new_message_handler(),
            decode_streams=False,
            kill_after_timeout=patience,
        )
    except RuntimeError:
        raise TimeoutError from None
    process.wait()
    return "".join(said), "\n".join([*reader.other_lines, *reader.error_lines])
