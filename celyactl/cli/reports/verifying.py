"""`celyactl report verify`: whether a report is what the desk tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.files import read
from celyactl.cli.output import show
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from celyactl.services.reports.proving import Verdict

app = Commands()


@app.command(example="celyactl report verify acme-2026.pdf")
def verify(
    file: Annotated[Path, typer.Argument(metavar=marked("FILE"), help=marked("A report: PDF, page or JSON."))],
) -> None:
    """Prove a report: compute it again from its commit, and compare figures and bytes."""
    from celyactl.services.reports.proving import verify as proved

    desk = session.current().desk
    found = proved(desk.repository, read(file), str(file))
    data = {
        "file": str(file),
        "contract": found.claim.contract,
        "commit": found.claim.commit,
        "proved": found.proved,
        "figures": "different" if found.differing else "same",
        "differing": list(found.differing),
        "bytes": {True: "same", False: "different", None: "not_compared"}[found.same_bytes],
        "versions": {name: list(pair) for name, pair in found.versions.items()},
    }
    show(data, lambda: "\n".join(_words(found)))
    if not found.proved:
        raise typer.Exit(1)


def _words(found: Verdict) -> list[str]:
    said = [
        _("{contract}, as of commit {commit}").format(contract=found.claim.contract, commit=found.claim.commit[:12])
    ]
    if found.differing:
        said.append(_("Figures: DIFFERENT ({names})").format(names=", ".join(found.differing)))
    else:
        said.append(_("Figures: the same, computed again"))
    if found.same_bytes is None:
        pairs = ", ".join(f"{name} {theirs or '-'} / {ours}" for name, (theirs, ours) in found.versions.items())
        said.append(_("Bytes: not compared, it was made with other versions ({versions})").format(versions=pairs))
    else:
        said.append(_("Bytes: the same") if found.same_bytes else _("Bytes: DIFFERENT, the file was changed"))
    return said
