"""`celyactl contract export`: the folder that a leaving client takes along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import done_or_tried, require_whole, sees_prices
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.options import Slug
from celyactl.cli.output import show
from celyactl.i18n import marked, ngettext

app = Commands()


@app.write("export", example="celyactl contract export acme-2026 ./acme")
def export_contract(
    slug: Slug,
    folder: Annotated[
        Path, typer.Argument(metavar=marked("FOLDER"), help=marked("A folder to be made, or an empty one."))
    ],
    internal: Annotated[
        bool,
        typer.Option(
            "--internal", help=marked("With internal entries and notes, and prices for managers: not for the client.")
        ),
    ] = False,
) -> None:
    """Write all of a contract into a folder of open files, for a client that leaves: what it may read, and no more."""
    from celyactl.services.exporting.leaving import take_out

    now = session.current()
    taken = take_out(now.desk.view, slug, now.desk.now, internal=internal, prices=internal and sees_prices())
    if not now.dry_run:
        _write(folder, taken.files)
    data = {"folder": folder.resolve(), "files": sorted(taken.files), "tickets": taken.tickets}
    data["interventions"] = taken.interventions

    def line() -> str:
        text = ngettext(
            "{n} ticket in {folder}, {files} files.", "{n} tickets in {folder}, {files} files.", taken.tickets
        )
        said = text.format(n=taken.tickets, folder=folder, files=len(taken.files))
        return done_or_tried(said)

    show(data, line, warnings=now.desk.view.warnings)
    require_whole(now.desk.view.left_out)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Make the folder and its files. Raises AlreadyThere when something is in it, FileNotSaved."""
    from celyactl.errors.desk import AlreadyThere  # errors are rare
    from celyactl.errors.named_file import FileNotSaved
    from celyactl.errors.system import reason

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlreadyThere(str(folder))
    try:
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    except OSError as problem:
        raise FileNotSaved(str(folder), reason(problem)) from None
