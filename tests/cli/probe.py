"""A command for tests of the frame: it takes one of each kind of parameter and raises what it is told to."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import typer

from celyactl.cli import prompts, session
from celyactl.cli.commands import Commands, noun
from celyactl.cli.main import start
from celyactl.cli.output import show
from celyactl.cli.root import Root
from celyactl.cli.table import Table
from celyactl.errors import BadData, Fault

probe = Commands()

FAULTS = [Fault("tickets/a.yaml", line, "priority", "not_allowed", "P9 is not allowed") for line in range(1, 26)]
PROBLEMS = {
    "data": BadData("A file is wrong", where="tickets/a.yaml", todo="Mend it.", faults=FAULTS),
    "bug": ZeroDivisionError("https://me:hunter2@git.example/desk"),
    "ctrl-c": KeyboardInterrupt(),
    "full": OSError(errno.ENOSPC, "No space left on device", "desk.lock"),
    "denied": PermissionError(errno.EACCES, "Permission denied", "desk.yaml"),
}


@probe.command("fail")
def fail(kind: Annotated[str, typer.Argument(metavar="KIND")]) -> None:
    """Fail."""
    raise PROBLEMS[kind]


@probe.write("take")
def take(
    word: str,
    priority: Annotated[Literal["P1", "P2"], typer.Option(help="How urgent.")],
    level: Annotated[int, typer.Option(min=1, max=3)] = 2,
    title: str = "",
) -> None:
    """Take one of each kind."""
    now = session.current()
    data = {
        "word": word,
        "priority": priority,
        "level": level,
        "title": title,
        "dry_run": now.dry_run,
        "at": now.clock(),
    }
    show(data, lambda: title or word, warnings=["Mind the step."])


@probe.command("list")
def listing() -> None:
    """List two rows."""
    rows = [("CEL-2611-4F7K2QX", "Plus de tonalité\n au poste 12"), ("CEL-2611-AAAAAAA", "\x1b[31mrouge")]
    show([], lambda: Table(["Référence", "Titre"], rows))


@probe.command("ask")
def ask() -> None:
    """Ask for a name."""
    company = prompts.ask("--company", "Company?")
    show(company, lambda: company)


@probe.command("spill")
def spill() -> None:
    """Write more than a pipe holds."""
    show([], lambda: "line\n" * 2_000_000)


@probe.command("where")
def where() -> None:
    """Say where the command was started."""
    show(str(Path.cwd()), lambda: str(Path.cwd()))


@probe.command("raw")
def raw() -> None:
    """Answer values that JSON has no form for."""
    show({"when": datetime(2026, 11, 21, 9, 0, tzinfo=UTC), "who": {"b", "a"}, "odd": "a\udc80"}, str)


class Probing(Root):
    """The root with the probe beside the real commands."""

    table: ClassVar = {**Root.table, "probe": noun("probe_entry", "Probe the frame.")}


app = Commands(cls=Probing)


@app.callback()
def root() -> None:
    """The frame under test."""


if __name__ == "__main__":
    start(app)
