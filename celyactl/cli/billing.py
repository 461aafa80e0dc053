"""`celyactl billing export|list|reverse`: work outside of contracts and hours, for whoever writes the invoices."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, done_or_tried, require_whole, sees_prices
from celyactl.cli.acts import month as of_month
from celyactl.cli.commands import Commands
from celyactl.cli.files import saving
from celyactl.cli.options import Ref
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.cli.words import given
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render import billing as words
from celyactl.render.moments import Wall
from celyactl.services.contracts import billing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from typing import IO

    from celyactl.domain.billing import Line
    from celyactl.services.contracts.billing import Export

app = Commands()

Month = Annotated[str, typer.Option("--month", metavar=marked("MONTH"), help=marked("Which month, as in 2026-11."))]
File = Annotated[
    Path | None,
    typer.Option("--csv", metavar=marked("FILE"), help=marked("Write the lines there too, for a spreadsheet.")),
]


@app.write(example="celyactl billing export --month 2026-11 --csv novembre.csv")
def export(month: Month, csv: File = None) -> None:
    """Export the work to be billed of a month, each once: out of hours, out of contract."""
    now = session.current()
    first = of_month(month)
    with _destination(None if now.dry_run else csv) as file:
        done = billing.export(now.desk.store, acting(), first)
        _write(file, done.answer)
    _give(done.answer, done.warnings)


@app.command("list", example="celyactl billing list --month 2026-11")
def listing(month: Month, csv: File = None) -> None:
    """List what was exported with a month, and what was taken back in it."""
    view = session.current().desk.view
    found = billing.exported(view, of_month(month), sees_prices=sees_prices())
    with _destination(csv) as file:
        _write(file, found)
    _give(found, view.warnings)


@app.write(example="celyactl billing reverse 4F7K2QE --text 'Geste commercial'")
def reverse(
    ref: Ref,
    text: Annotated[str, typer.Option("--text", metavar=marked("TEXT"), help=marked("Why."), callback=given)],
    intervention: Annotated[
        str | None,
        typer.Option("--intervention", metavar="ID", help=marked("Which one, when several were exported.")),
    ] = None,
    csv: File = None,
) -> None:
    """Take back what was exported of an intervention; it is not exported again."""
    now = session.current()
    with _destination(None if now.dry_run else csv) as file:
        done = billing.reverse(now.desk.store, acting(), ref, text, intervention)
        _write(file, done.answer)
    [line] = done.answer.lines
    answer(done, _data(line), lambda: _("{ref}: taken back").format(ref=line.ticket.ref))


def _destination(path: Path | None) -> AbstractContextManager[IO[bytes] | None]:
    """Where the file goes: it is known to have a place before anything is recorded."""
    return saving(path) if path else nullcontext()


def _write(file: IO[bytes] | None, found: Export) -> None:
    if file is None:
        return
    from celyactl.render.spreadsheet import as_csv  # only for a file

    currency, wall = _surroundings()
    file.write(as_csv(words.COLUMNS, [words.cells(line, currency, wall) for line in found.lines]).encode())


def _give(found: Export, warnings: Sequence[str]) -> None:
    """Show the lines; exit code 1 when a file that can't be read may hold others."""
    data = {"month": f"{found.month:%Y-%m}", "lines": [_data(line) for line in found.lines]}
    show(data, lambda: _table(found), warnings=warnings)
    require_whole(found.left_out)


def _data(line: Line) -> dict[str, Any]:
    currency, wall = _surroundings()
    said = dict(zip(words.COLUMNS, words.cells(line, currency, wall), strict=True))
    sign = -1 if line.back else 1
    real = {"real_seconds": sign * words.real_seconds(line.work), "billed_seconds": sign * line.seconds}
    kept = {name: text or None for name, text in said.items() if not name.endswith("_minutes")}
    return kept | real


def _table(found: Export) -> list[str | Table]:
    if not found.lines:
        return [_("Nothing to bill.")]
    currency, wall = _surroundings()
    rows = [words.row(line, currency, wall) for line in found.lines]
    total = ngettext("{n} line", "{n} lines", len(rows)).format(n=len(rows))
    return [Table(words.headings(), rows, flexible=(5,)), done_or_tried(total)]


def _surroundings() -> tuple[str, Wall]:
    desk = session.current().desk
    return desk.view.company.currency, Wall(desk.now)
