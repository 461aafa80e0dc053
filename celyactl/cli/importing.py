"""`celyactl import`: old tickets out of a spreadsheet or another system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.files import STDIN, read
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
    from celyactl.services.importing.sheet import MOST_BYTES
    from celyactl.services.importing.sheet import read as understood

    store, who = session.current().desk.store, acting()
    known = load(mapping) if mapping else Mapping()
    sheet = understood(read(path, MOST_BYTES + 1), _("standard input") if path == STDIN else path)
    with Bar(_("Bringing in")) as bar:
        brought = bring(store, who, Wanted(sheet, known, batch, dates), bar)
    _tell(brought, sheet)


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
        return [*said, done_or_tried(line)]

    show(data, words, warnings=brought.warnings)
