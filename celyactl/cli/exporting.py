"""`celyactl export`: what the desk holds as tables, or as lines of JSON, for other programs."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import day, require_whole
from celyactl.cli.commands import Commands
from celyactl.cli.output import Verbatim, show
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.domain.query import Query

app = Commands()

Format = Annotated[
    Literal["csv", "jsonl"],
    typer.Option("--format", help=marked("A table for spreadsheets, or a line of JSON for each.")),
]


@app.command(example="celyactl export tickets client:acme --format jsonl")
def tickets(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar=marked("[QUERY]"), help=marked("Which ones, as for `ticket list`; all by default.")),
    ] = None,
    form: Format = "csv",
) -> None:
    """Write tickets out, with what `import` reads; as lines of JSON with their whole journals."""
    from celyactl.cli.ticket_data import ticket_data
    from celyactl.services.exporting import rows

    now = session.current().desk
    found = list(rows.tickets(now.view, _understood(" ".join(query or ())), now.now))
    _give(
        form, rows.TICKETS, lambda: [rows.ticket_row(one) for one in found], lambda: [ticket_data(one) for one in found]
    )


@app.command(example="celyactl export contracts")
def contracts(form: Format = "csv") -> None:
    """Write the contracts out, as they are today."""
    from celyactl.cli.record_data import contract_data
    from celyactl.services import catalogue
    from celyactl.services.exporting import rows

    desk = session.current().desk
    today, found = desk.now.date(), list(catalogue.contracts(desk.view))
    _give(
        form,
        rows.CONTRACTS,
        lambda: [rows.contract_row(one, today) for one in found],
        lambda: [contract_data(one, today, prices=False) for one in found],
    )


@app.command(example="celyactl export interventions --from 2026-01-01")
def interventions(
    since: Annotated[
        str | None, typer.Option("--from", metavar=marked("DATE"), help=marked("From that day on; all by default."))
    ] = None,
    form: Format = "csv",
) -> None:
    """Write the interventions out, in the order in which they began."""
    from celyactl.domain.local_time import opening
    from celyactl.domain.rfc3339 import EARLIEST, END
    from celyactl.services.exporting import rows
    from celyactl.services.interventions.done import visits_between

    view = session.current().desk.view
    begins = opening(datetime.combine(day(since), time.min), view.zone) if since else EARLIEST
    cells = [rows.visit_row(visit) for visit in visits_between(view, begins, END)]
    _give(form, rows.INTERVENTIONS, lambda: cells, lambda: rows.plain_rows(cells, rows.INTERVENTIONS))


def _give(
    form: str,
    headings: Sequence[str],
    cells: Callable[[], list[list[str]]],
    data: Callable[[], list[dict[str, object]] | list[dict[str, str]]],
) -> None:
    """The answer in the form that was asked for, under `--json` as one list; exit code 1 when it is not whole."""
    now = session.current()
    shown = data() if now.json or form == "jsonl" else None

    def words() -> Verbatim:
        if shown is not None:
            from celyactl.cli.json_form import as_json  # a table needs none of it

            return Verbatim("".join(f"{as_json(one)}\n" for one in shown))
        from celyactl.render.spreadsheet import as_csv

        return Verbatim(as_csv(headings, cells()))

    show(shown, words, warnings=now.desk.view.warnings)
    require_whole(now.desk.view.left_out)


def _understood(text: str) -> Query:
    """What is wanted; tickets of any status unless one is named."""
    from celyactl.domain.query import Asking, parse

    now = session.current()
    asked = text if "status:" in text.lower() else f"{text} status:any"
    me = now.desk.acting(now.actor).by if "me" in text.lower().replace(":", " ").split() else None
    return parse(asked, Asking(me, now.desk.now, now.desk.view.company.zone))
