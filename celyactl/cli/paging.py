"""Long answers through a pager: on a terminal only, and only when the terminal has too few rows for them.

`CELYACTL_PAGER`, else the configuration, else `PAGER`, else `less`; empty or `cat` is none. `less` shows styles and
ends by itself at the end.
"""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import suppress
from io import StringIO
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

from celyactl.cli import stand_in_characters
from celyactl.cli.terminal import is_terminal
from celyactl.store.preferences import preferences

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_LESS: Final = "FRX"


class Screen(StringIO):
    """What a terminal is to show, gathered first."""

    def isatty(self) -> bool:
        """It is laid out and styled as on the terminal itself."""
        return True


def shown(write: Callable[[TextIO], None]) -> None:
    """Write to standard output, through a pager when a person is there and it is longer than the terminal."""
    command = _pager()
    if not command:
        write(sys.stdout)
        return
    screen = Screen()
    write(screen)
    text = screen.getvalue()
    if text.count("\n") < get_terminal_size().lines or not _paged(command, text):
        sys.stdout.write(text)


def _pager() -> list[str]:
    """The pager's command line; empty without one, and where nobody could turn its pages."""
    if not is_terminal() or not sys.stdin or not sys.stdin.isatty():
        return []
    usual = preferences.get().pager
    named = os.environ.get("CELYACTL_PAGER", os.environ.get("PAGER", "less") if usual is None else usual)
    with suppress(ValueError):
        words = shlex.split(named)
        return [] if words[:1] == ["cat"] else words
    return []


def _paged(command: list[str], text: str) -> bool:
    """Whether the pager took the text; one that can't be started did not."""
    import subprocess  # for long answers only

    sys.stdout.flush()
    env = {"LESS": _LESS, "LESSCHARSET": "utf-8"} | os.environ
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=env)  # noqa: S603 - the person's own pager
    except OSError:
        return False
    encoded = text.encode(sys.stdout.encoding or "utf-8", stand_in_characters.NAME)
    while True:
        try:
            process.communicate(encoded)
        except KeyboardInterrupt:  # the pager's affair, as long as it is there
            encoded = b""
            continue
        return True
