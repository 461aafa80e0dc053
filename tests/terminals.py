"""A person at a terminal, for tests: a pseudo-terminal, what is typed on it, and what it shows.

    status, screen = at_a_terminal(desk, "ticket", "checks", ref, typed="o\\nn\\n", editor="text + 'Rappelé'")

`editor` is a Python expression about `text` (and `path`) whose value the editor leaves behind.
"""

from __future__ import annotations

import os
import re
import sys

from forked import Forked


def at_a_terminal(desk, *words, typed="", editor=None, rows=24, columns=80, **environment):
    """Run a command on a pseudo-terminal at the desk's hour; its status, and what the screen got without styles."""
    env = os.environ | {
        "TERM": "xterm-256color",
        "NO_COLOR": "1",
        "COLUMNS": str(columns),
        "LINES": str(rows),
        "PYTHONUTF8": "1",
        "PAGER": "cat",
        "EDITOR": _editor(desk, editor),
        **environment,
    }
    ours, theirs = os.openpty()
    os.write(ours, typed.encode())
    with Forked(*words, cwd=desk.path, env=env, streams=(theirs, theirs, theirs), clock=lambda: desk.now) as process:
        os.close(theirs)
        screen = b""
        while chunk := _read(ours):
            screen += chunk
    os.close(ours)
    return process.returncode, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.decode().replace("\r\n", "\n"))


def _editor(desk, expression):
    if expression is None:
        return "false"
    script = desk.path.parent / "editor.py"
    script.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text()\n"
        f"text = {expression}\npath.write_text(text)\n"
    )
    return f"{sys.executable} {script}"


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""
