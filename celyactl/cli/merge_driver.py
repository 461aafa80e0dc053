"""`celyactl merge-driver`: git runs it for a file that both sides changed; the result takes the place of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from celyactl.cli.commands import Commands
from celyactl.cli.files import read
from celyactl.cli.output import show
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

app = Commands()

_File = Annotated[Path, typer.Argument(metavar=marked("FILE"), help=marked("As git gives it: %O, %A, %B."))]


@app.command("merge-driver", example="celyactl merge-driver base ours theirs contracts/acme/client.yaml")
def merge_driver(
    base: _File,
    ours: _File,
    theirs: _File,
    path: Annotated[str, typer.Argument(metavar=marked("PATH"), help=marked("Where the file is in the desk: %P."))],
) -> None:
    """Join one file for git: what `git pull` runs for the files of a desk."""
    from celyactl.store.joining.driver import drive

    text, settled = drive(path, *map(read, (base, ours, theirs)))
    ours.write_bytes(text)
    line = _("{path}: both sides changed the same; decide, then `git commit`").format(path=path)
    show({"path": path, "settled": settled}, lambda: [] if settled else line)
    if not settled:
        raise typer.Exit(1)
