"""`celyactl intervention sheet`: one page to sign."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.files import save
from celyactl.cli.options import Ref
from celyactl.cli.output import show
from celyactl.i18n import Language, marked
from celyactl.i18n import gettext as _

app = Commands()


@app.command(example="celyactl intervention sheet 4F7K2QE --output bon.pdf")
def sheet(
    ref: Ref,
    output: Annotated[
        Path | None, typer.Option("--output", metavar=marked("FILE"), help=marked("Where to; REF.pdf by default."))
    ] = None,
    which: Annotated[
        str | None,
        typer.Option("--which", metavar="ID", help=marked("Which one, by the end of its id; the next, else the last.")),
    ] = None,
    language: Annotated[
        Language | None, typer.Option("--language", help=marked("The language of the sheet; the client's by default."))
    ] = None,
) -> None:
    """Write the sheet of an intervention as one page of A4, with places to sign."""
    from celyactl.services.interventions.sheet import sheet as made

    view = session.current().desk.view
    content = made(view, ref, which, language)
    known = view.resolve(ref)
    path = output or Path(f"{known}.pdf")
    save(path, content)
    said = _("{ref}: sheet written to {path}")
    show({"ref": known, "path": path}, lambda: said.format(ref=known, path=path), warnings=view.warnings)
