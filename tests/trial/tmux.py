"""A shell in tmux on a terminal of a given size, and a program in it whose clock and references are ours."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PROGRAM = f"""#!{sys.executable}
import os, sys
from datetime import datetime
from celyactl.cli import session
from celyactl.cli.main import main
from celyactl.domain import reference
hour, code = open(os.environ["NOW"]).read().split()
reference.mint = lambda *_: reference.Reference("CEL", "2611", code)
now = datetime.fromisoformat(f"2026-11-23T{{hour}}:00+01:00")
with session.clock_at(lambda: now):
    main()
"""


_COLOURS = ("start-server", ";", "set-option", "-g", "default-terminal", "screen-256color", ";")


@dataclass(frozen=True)
class Shell:
    """A shell on a terminal: type a line, get the screen."""

    tmux: tuple[str, ...]
    now: Path
    env: dict[str, str]

    def do(self, *words: str) -> str:
        """Have tmux do something."""
        end = subprocess.run([*self.tmux, *words], env=self.env, capture_output=True, check=True, timeout=60)
        return end.stdout.decode()

    def typed(self, line: str, hour: str, code: str) -> str:
        """The screen after a line that was typed at this local hour; what it opens gets this code."""
        self.now.write_text(f"{hour} {code}", encoding="utf-8")
        self.do("send-keys", "-l", line)
        self.do("send-keys", "Enter")
        return self.prompted()

    def prompted(self) -> str:
        """The screen once the shell has ended the command and shows its prompt again."""
        self.do("wait-for", "ready")
        for _attempt in range(500):
            rows = [row.rstrip() for row in self.do("capture-pane", "-p").rstrip().splitlines()]
            if rows[-1:] == ["$"]:
                return "\n".join(rows[:-1])
            time.sleep(0.01)
        raise AssertionError(rows)

    def live(self, line: str, hour: str, shows: str, meanwhile: Callable[[], None]) -> tuple[str, str]:
        """The screens of a program that stays until Ctrl-C: once it shows a text, and once it draws anew after that."""
        self.now.write_text(f"{hour} -", encoding="utf-8")
        self.do("send-keys", "-l", line)
        self.do("send-keys", "Enter")
        before = self._screen(lambda screen: shows in screen)
        meanwhile()
        after = self._screen(lambda screen: screen != before and shows in screen)
        self.do("send-keys", "C-c")
        return before, after

    def _screen(self, is_wanted: Callable[[str], bool]) -> str:
        """The screen as soon as it is so."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            screen = "\n".join(row.rstrip() for row in self.do("capture-pane", "-p").rstrip().splitlines())
            if is_wanted(screen):
                return screen
            time.sleep(0.05)
        raise AssertionError(screen)

    def coloured(self) -> str:
        """The screen with the escapes of its colours."""
        return self.do("capture-pane", "-e", "-p")


@contextmanager
def terminal(desk: Path, folder: Path, size: tuple[int, int], language: str) -> Iterator[Shell]:
    """A shell in the desk, on a terminal of so many columns and rows."""
    (folder / "bin").mkdir()
    (folder / "bin" / "celyactl").write_text(_PROGRAM, encoding="utf-8")
    (folder / "bin" / "celyactl").chmod(0o755)
    tmux = ("tmux", "-S", str(folder / "tmux"), "-f", "/dev/null")
    env = os.environ | {
        "CELYACTL_LANG": language,
        "LC_ALL": "C.UTF-8",
        "NOW": str(folder / "now"),
        "PAGER": "cat",
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PROMPT_COMMAND": f"{shlex.join(tmux)} wait-for -S ready",
        "PS1": "$ ",
        "PYTHONUTF8": "1",
    }
    shell, (columns, rows) = Shell(tmux, folder / "now", env), size
    where = ("-c", str(desk), "-x", str(columns), "-y", str(rows))
    shell.do(*_COLOURS, "new-session", "-d", *where, "bash", "--norc", "--noprofile", "--noediting")
    try:
        shell.prompted()
        yield shell
    finally:
        shell.do("kill-server")
