"""`celyactl import`: old tickets out of a spreadsheet or another system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, not_recorded
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from celyactl.services.importing.bringing import Brought
    from celyactl.services.importing.sheet import Sheet

app = Commands()


@app.write("import", example="celyactl import tickets.csv --dry-run")
def import_tickets(
    path: Annotated[
        str, typer.Argument(metavar=marked("FILE"), help=marked("A CSV file as spreadsheets write it; - for input."))
    ],
    batch: Annotated[bool, typer.Option("--batch", help=marked("One commit for all, not one each."))] = False,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", metavar=marked("NAME"), help=marked("What its columns are called: glpi, zammad, or a file.")
        ),
    ] = None,
    dates: Annotated[
        Literal["dmy", "mdy"] | None,
        typer.Option("--dates", help=marked("Whether the day or the month comes first, where the file does not tell.")),
    ] = None,
) -> None:
    """Bring in old tickets from a table: each is a commit, and all or none.

    A ticket whose external_id is there already is passed over, so that the same file may be given again.
    """
    from celyactl.services.importing.bringing import Wanted, bring
    from celyactl.services.importing.mapping import Mapping, load
    from celyactl.services.importing.sheet import read

    store, who = session.current().desk.store, acting()
    known = load(mapping) if mapping else Mapping()
    sheet = read(_bytes(path), _("standard input") if path == "-" else path)
    with Bar(_("Bringing in")) as bar:
        brought = bring(store, who, Wanted(sheet, known, batch, dates), bar)
    _tell(brought, sheet)


def _bytes(path: str) -> bytes:
    """The file, one byte more than is ever read at most. Raises FileUnreadable."""
    from celyactl.errors.saving import FileUnreadable
    from celyactl.errors.system import reason
    from celyactl.services.importing.sheet import MOST_BYTES

    if path == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with open(path, "rb") as opened:  # noqa: PTH123 - it may be a pipe
            return opened.read(MOST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as problem:
        raise FileUnreadable(path, reason(problem)) from None


def _tell(brought: Brought, sheet: Sheet) -> None:
    from celyactl.services.importing.bringing import came_of_it, how_read

    data = {
        "created": len(brought.tickets),
        "known": brought.known,
        "commit": brought.commit,
        "encoding": sheet.encoding,
        "separator": sheet.separator,
        "dates": brought.order,
        "tickets": [one._asdict() for one in brought.tickets],
    }

    def words() -> list[str]:
        line = came_of_it(brought)
        found = how_read(sheet, brought.order)
        said = [_("The file: {facts}.").format(facts=", ".join(found))] if found else []
        return [*said, not_recorded(line) if session.current().dry_run else line]

    show(data, words, warnings=brought.warnings)
