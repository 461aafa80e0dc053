"""A technician's morning in a real terminal (tmux): each screen is compared with what it was.

Run by `make trial-terminal`; after a change that is meant, look at the screens and add `--snapshot-update`.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

pytestmark = [
    pytest.mark.trial,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

CODE = "4F7K2QE"
DAY = (
    ("09:00", "who '04 67 00 00 01'"),
    ("09:00", "ticket new --contract acme-2026 --title 'Plus aucun appel entrant' --priority P1 --requester claire"),
    ("09:02", f"ticket ack {CODE} --how 'rappel au standard'"),
    ("09:03", "ticket list"),
    ("09:05", f"ticket wait {CODE} --for third-party --party Opérateur --their-ref 'OP 4412' --until 14:00"),
    ("09:06", "sla board"),
    ("09:40", f"ticket resume {CODE}"),
    ("09:41", f"ticket show {CODE}"),
    ("09:45", f"ticket resolve {CODE} 'Les appels passent.'"),
    ("09:46", f"ticket cause {CODE} 'L’opérateur a migré le trunk.'"),
    ("09:47", f"ticket restore {CODE}"),
    ("09:48", f"ticket resolve {CODE} 'Les appels passent.'"),
    ("09:50", f"sla explain {CODE} --clock restoration"),
    ("09:51", f"ticket sho {CODE}"),
)
"""The acts, at their local hours; the resolution before its cause and the last one are refused."""

PROGRAM = f"""#!{sys.executable}
import os, sys
from datetime import datetime
from celyactl.cli import session
from celyactl.cli.main import main
from celyactl.domain import reference
reference.mint = lambda *_: reference.Reference("CEL", "2611", {CODE!r})
now = datetime.fromisoformat("2026-11-23T" + open(os.environ["HOUR"]).read() + ":00+01:00")
with session.clock_at(lambda: now):
    main()
"""


@contextmanager
def terminal(desk, folder, columns, rows, language):
    """A shell in the desk on a terminal of this size: type a command, get the screen."""
    (folder / "bin").mkdir()
    (folder / "bin" / "celyactl").write_text(PROGRAM, encoding="utf-8")
    (folder / "bin" / "celyactl").chmod(0o755)
    tmux = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
    env = os.environ | {
        "CELYACTL_LANG": language,
        "HOUR": str(folder / "hour"),
        "LC_ALL": "C.UTF-8",
        "PAGER": "cat",
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PROMPT_COMMAND": f"{shlex.join(tmux)} wait-for -S ready",
        "PS1": "$ ",
        "PYTHONUTF8": "1",
    }

    def do(*words):
        end = subprocess.run([*tmux, *words], env=env, cwd=desk.path, capture_output=True, check=True, timeout=60)
        return end.stdout.decode()

    def prompted():
        """The screen once the shell has ended the command and shows its prompt again."""
        do("wait-for", "ready")
        for _attempt in range(500):
            rows = [row.rstrip() for row in do("capture-pane", "-p").rstrip().splitlines()]
            if rows[-1:] == ["$"]:
                return "\n".join(rows[:-1])
            time.sleep(0.01)
        raise AssertionError(rows)

    def typed(line, hour):
        (folder / "hour").write_text(hour)
        do("send-keys", "-l", line)
        do("send-keys", "Enter")
        return prompted()

    size = ("-x", str(columns), "-y", str(rows))
    do("new-session", "-d", *size, "bash", "--norc", "--noprofile", "--noediting")
    try:
        prompted()
        yield typed
    finally:
        do("kill-server")


@pytest.mark.parametrize("look", [("fr", 80, 24), ("en", 120, 40)], ids=["fr-80-24", "en-120-40"])
def test_each_screen_is_as_it_was(desk, tmp_path, snapshot, look):
    language, columns, rows = look
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h", "--coverage", "extended")
    screens = []
    with terminal(desk, tmp_path, columns, rows, language) as typed:
        for hour, words in DAY:
            typed("clear", hour)
            screen = typed(f"celyactl {words}", hour)
            assert "Traceback" not in screen
            assert all(len(row) <= columns for row in screen.splitlines())
            screens.append(f"[{hour}]\n{screen}")
    assert "\n\n".join(screens) == snapshot
