"""`celyactl billing export|list|reverse`: work outside of contracts and hours, for whoever writes the invoices."""

from __future__ import annotations

import re
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, sees_prices
from celyactl.cli.commands import Commands
from celyactl.cli.options import Ref
from celyactl.cli.output import show
from celyactl.cli.saving import saving
from celyactl.cli.table import Table
from celyactl.cli.words import given
from celyactl.errors.packs import MonthNotUnderstood
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render import billing as words
from celyactl.render.moments import Wall
from celyactl.services.contracts import billing

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import IO

    from celyactl.domain.billing import Line
    from celyactl.services.contracts.billing import Export

app = Commands()

_MONTH: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")
Month = Annotated[str, typer.Option("--month", metavar=marked("MONTH"), help=marked("Which month, as in 2026-11."))]
File = Annotated[
    Path | None,
    typer.Option("--csv", metavar=marked("FILE"), help=marked("Write the lines there too, for a spreadsheet.")),
]


@app.write(example="celyactl billing export --month 2026-11 --csv novembre.csv")
def export(month: Month, csv: File = None) -> None:
    """Export the work to be billed of a month, each once: out of hours, out of contract."""
    first, now = _first(month), session.current()
    with _destination(None if now.dry_run else csv) as file:
        done = billing.export(now.desk.store, acting(), first)
        _write(file, done.answer)
    _give(done.answer, warnings=done.warnings, is_trial=now.dry_run)


@app.command("list", example="celyactl billing list --month 2026-11")
def listing(month: Month, csv: File = None) -> None:
    """List what was exported with a month, and what was taken back in it."""
    view = session.current().desk.view
    found = billing.exported(view, _first(month), sees_prices=sees_prices())
    with _destination(csv) as file:
        _write(file, found)
    _give(found, warnings=view.warnings)


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


def _first(text: str) -> date:
    found = _MONTH.fullmatch(text.strip())
    if found is None or found["year"] < "1970":
        raise MonthNotUnderstood(text)
    return date(int(found["year"]), int(found["month"]), 1)


def _destination(path: Path | None) -> AbstractContextManager[IO[bytes] | None]:
    """Where the file goes: it is known to have a place before anything is recorded."""
    return saving(path) if path else nullcontext()


def _write(file: IO[bytes] | None, found: Export) -> None:
    if file is None:
        return
    from celyactl.render.spreadsheet import as_csv  # only for a file

    currency, wall = _surroundings()
    file.write(as_csv(words.COLUMNS, [words.cells(line, currency, wall) for line in found.lines]).encode())


def _give(found: Export, *, warnings: tuple[str, ...] | list[str], is_trial: bool = False) -> None:
    data = {"month": f"{found.month:%Y-%m}", "lines": [_data(line) for line in found.lines]}
    show(data, lambda: _table(found, is_trial=is_trial), warnings=list(warnings))


def _data(line: Line) -> dict[str, Any]:
    currency, wall = _surroundings()
    said = dict(zip(words.COLUMNS, words.cells(line, currency, wall), strict=True))
    sign = -1 if line.back else 1
    real = {"real_seconds": sign * words.real_seconds(line.work), "billed_seconds": sign * line.seconds}
    kept = {name: text or None for name, text in said.items() if not name.endswith("_minutes")}
    return kept | real


def _table(found: Export, *, is_trial: bool) -> list[str | Table]:
    if not found.lines:
        return [_("Nothing to bill.")]
    currency, wall = _surroundings()
    count = len(found.lines)
    total = ngettext("{n} line", "{n} lines", count).format(n=count)
    foot = _("Nothing was recorded (--dry-run). Otherwise: {line}").format(line=total) if is_trial else total
    return [Table(words.headings(), [words.row(line, currency, wall) for line in found.lines], flexible=(5,)), foot]


def _surroundings() -> tuple[str, Wall]:
    desk = session.current().desk
    return desk.view.company.currency, Wall(desk.now)
