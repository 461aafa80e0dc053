"""The entry of the program."""

from __future__ import annotations

import sys
from functools import cache
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from typer.main import get_command

from celyactl.cli import stand_in_characters
from celyactl.cli.commands import Commands
from celyactl.cli.root import Root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Command

app = Commands(cls=Root)


@app.callback()
def celyactl() -> None:
    """The service desk in a git repository: tickets, contracts and SLA clocks."""


def main() -> None:
    """Run the command line of this process."""
    start(app)


def run(words: Sequence[str]) -> int:
    """Run one command line within this process; its exit code."""
    try:
        built(app)(list(words))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def start(commands: Commands) -> None:
    """Run the command line of this process with these commands."""
    sys.stdout, sys.stderr = prepared(sys.stdout), prepared(sys.stderr)
    built(commands)()


@cache
def built(commands: Commands) -> Command:
    """What typer makes of these commands, made once: a process that plays a day runs many lines."""
    return get_command(commands)


def prepared(stream: TextIO) -> TextIO:
    """The stream, so that it loses nothing and refuses no character.

    A terminal in Latin-1 shows something like the characters that it lacks. Under `PYTHONUNBUFFERED` Python drops what
    a full disk or a closed pipe did not take and says nothing: a buffer raises.
    """
    if not isinstance(stream, TextIOWrapper):
        return stream
    if isinstance(stream.buffer, FileIO):
        line_by_line = stream.isatty()
        stream = TextIOWrapper(BufferedWriter(stream.buffer), encoding=stream.encoding, line_buffering=line_by_line)
    stream.reconfigure(errors=stand_in_characters.NAME)
    return stream
