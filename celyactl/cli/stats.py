"""`celyactl stats`: tickets by month and priority and the time to restore, as a table with bars and as a plot."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.pages import Sheet
from celyactl.cli.progress import Bar
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.terminal.stats import stats_page
from celyactl.services.stats import Asked
from celyactl.services.stats import stats as gathered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.stats import Month

app = Commands()


class Plot(StrEnum):
    """What the plot shows."""

    TICKETS = "tickets"
    RESTORATION = "restoration"


@app.command(
    example="celyactl stats client:acme --months 6 --svg tickets.svg", context_settings={"ignore_unknown_options": True}
)
def stats(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar=marked("[QUERY]"), help=marked("client:acme prio<=P2 -label:vip due<+1d words")),
    ] = None,
    contract: Annotated[
        str | None, typer.Option("--contract", metavar="SLUG", help=marked("Only the tickets of a contract."))
    ] = None,
    months: Annotated[
        int,
        typer.Option("--months", min=1, max=120, metavar="N", help=marked("How many months, this one included.")),
    ] = 12,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar=marked("FILE"), help=marked("Write the plot there too, as SVG."))
    ] = None,
    plot: Annotated[Plot, typer.Option("--plot", help=marked("What the plot shows."))] = Plot.TICKETS,
) -> None:
    """Count tickets by month and priority, and tell how long restoration took."""
    now = session.current()
    desk = now.desk
    words = [*(query or ()), *([f"contract:{desk.view.contract(contract).slug}"] if contract else [])]
    with Bar(_("Reading the tickets")) as bar:
        found = gathered(desk.view, Asked(" ".join(words), months, desk.now, desk.who(now.actor)), bar)
    if svg:
        _write(svg, plot, found)
    show([_data(month) for month in found], lambda: Sheet(stats_page(found)), warnings=desk.view.warnings)


def _write(path: str, plot: Plot, found: Sequence[Month]) -> None:
    from celyactl.cli.files import save  # for a plot only
    from celyactl.render.plots import restoration_plot, tickets_plot

    drawn = tickets_plot(found) if plot is Plot.TICKETS else restoration_plot(found)
    save(Path(path), drawn.encode())


def _data(month: Month) -> dict[str, Any]:
    return {
        "month": f"{month.first:%Y-%m}",
        "opened": month.total,
        "by_priority": month.opened,
        "restored": month.restored,
        "median_seconds": month.median,
        "p90_seconds": month.ninth,
        "max_seconds": month.longest,
    }
