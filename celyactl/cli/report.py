"""`celyactl report`: the year of a contract, from a period and a commit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import day
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.options import Slug
from celyactl.cli.output import Verbatim, show
from celyactl.cli.saving import saving
from celyactl.domain.figures.period import Period
from celyactl.errors.reporting import PeriodNeeded, UnknownCommit
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.report.data import report_data
from celyactl.services.reporting import gather

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from celyactl.store.view import View

app = Commands()

_FILE = marked("FILE")


@app.command(example="celyactl report annual acme-2026 --year 2026 --format json")
def annual(
    slug: Slug,
    year: Annotated[
        int | None, typer.Option("--year", min=1970, max=2199, metavar=marked("YEAR"), help=marked("A civil year."))
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar=marked("DATE"), help=marked("The first day, instead of a year."))
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar=marked("DATE"), help=marked("The day after the last."))
    ] = None,
    form: Annotated[Literal["json"], typer.Option("--format", help=marked("In which form."))] = "json",
    output: Annotated[
        Path | None, typer.Option("--output", metavar=_FILE, help=marked("Where to write it; without, it is shown."))
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar=marked("COMMIT"), help=marked("As this commit tells it, instead of the last.")),
    ] = None,
) -> None:
    """Compute the annual report of a contract: tickets, promises kept, work, availability."""
    del form
    view = _view(as_of)
    gathered = gather(view, slug, _period(year, start, end, view.zone))
    data = report_data(gathered.contract, gathered.client, gathered.period, gathered.commit, gathered.figures)
    for warning in view.warnings:
        session.current().warn(warning)
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        show(data, lambda: Verbatim(text))
        return
    with saving(output) as stream:
        stream.write(text.encode())
    show(_written(data, output), lambda: _("{file}: written").format(file=output))


def _written(data: dict[str, Any], output: Path) -> dict[str, Any]:
    return {"file": str(output), "commit": data["commit"], "figures": data["figures"]}


def _view(as_of: str | None) -> View:
    """The desk as it is, or as it was. Raises UnknownCommit."""
    desk = session.current().desk
    if as_of is None:
        return desk.view
    commit = desk.repository.resolve(as_of)
    if commit is None:
        raise UnknownCommit(as_of)
    from celyactl.store.view import View  # noqa: PLC0415 - not for a report of the present

    return View(desk.repository, commit)


def _period(year: int | None, start: str | None, end: str | None, zone: ZoneInfo) -> Period:
    """Raises PeriodNeeded, PeriodTurnedRound and what reading a date raises."""
    if year is not None and start is None and end is None:
        return Period.year(year, zone)
    if year is None and start and end:
        return Period(day(start), day(end, upcoming=True), zone)
    raise PeriodNeeded
