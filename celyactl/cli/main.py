"""The entry of the program."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from typer.main import get_command

from celyactl.cli.commands import Commands
from celyactl.cli.root import Root

app = Commands(cls=Root)


@app.callback()
def celyactl() -> None:
    """The service desk in a git repository: tickets, contracts and SLA clocks."""


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal in Latin-1 shows "?" where it has no character
    get_command(app)()
