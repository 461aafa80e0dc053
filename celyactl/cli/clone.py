"""`celyactl clone`: a whole copy of a desk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.cli.terminal import can_ask, is_terminal
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

app = Commands()


@app.write(example="celyactl clone ssh://git@bureau.example/celya.git celya")
def clone(
    url: Annotated[str, typer.Argument(metavar=marked("ADDRESS"), help=marked("https, ssh, or a path."))],
    path: Annotated[Path, typer.Argument(metavar=marked("PATH"), help=marked("A new or an empty folder."))],
    bare: Annotated[
        bool, typer.Option("--bare", help=marked("Without files to look at: for services such as the extranet."))
    ] = False,
) -> None:
    """Make a clone of a desk: a whole copy, with which one works without a network."""
    from celyactl.errors.syncing import without_password
    from celyactl.services.syncing.cloning import clone as cloned
    from celyactl.store.remote.address import checked

    address = checked(url)
    if session.current().dry_run:
        line = _("{address} would be cloned to {path}").format(address=without_password(address), path=path)
        show({"path": str(path.absolute())}, lambda: done_or_tried(line))
        return
    with Bar(_("Cloning")) as bar:
        watched = bar if is_terminal(sys.stderr) else None
        company = cloned(url, path, bare=bare, may_ask=can_ask(), progress=watched)
    data = {"path": str(path.absolute()), "company": company, "bare": bare}
    show(data, lambda: _welcome(company, path))


def _welcome(company: str, path: Path) -> str:
    first = _("The desk of {company} is in {path}.").format(company=company, path=path)
    return f"{first}\n" + _("`celyactl sync` exchanges with the others, whenever there is a network.")
