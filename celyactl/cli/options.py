"""Options and arguments that several commands share, as annotations: `at: At = None`, `ref: Ref`."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from celyactl.cli.words import given
from celyactl.i18n import marked

At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar=marked("INSTANT"),
        help=marked("When it happened, if earlier: 14:30, yesterday 17:30, 2026-11-20T14:30."),
    ),
]
Ref = Annotated[str, typer.Argument(metavar="REF", help=marked("The reference of the ticket, whole or short."))]
MOST: Final = 20
"""Tickets that a section of a board shows: what people read before they ask for a list."""
Most = Annotated[
    int,
    typer.Option(
        "--limit", min=0, max=1_000_000, metavar="N", help=marked("How many tickets a section shows; 0 for all.")
    ),
]
Checked = Annotated[
    list[str] | None,
    typer.Option(
        "--check",
        metavar=marked("POINT[=RESULT]"),
        help=marked("What level 1 checked, and what it found; repeatable."),
    ),
]
OnComponents = Annotated[
    list[str] | None, typer.Option("--component", metavar="ID", help=marked("On which component; repeatable."))
]
AtSite = Annotated[str | None, typer.Option("--site", metavar="ID", help=marked("At which site."))]
Public = Annotated[bool, typer.Option("--public", help=marked("The client may read it."))]
Technician = Annotated[
    str | None, typer.Option("--technician", metavar=marked("WHO"), help=marked("Who did it; you by default."))
]
WhyInternal = Annotated[
    str | None, typer.Option("--text", metavar=marked("TEXT"), help=marked("Why; internal."), callback=given)
]
OpenedSince = Annotated[
    str | None,
    typer.Option("--from", metavar=marked("DATE"), help=marked("Tickets opened from that day on; 12 months back.")),
]
UntilTomorrow = Annotated[
    str | None,
    typer.Option("--to", metavar=marked("DATE"), help=marked("The day after the last; tomorrow by default.")),
]
Requester = Annotated[str | None, typer.Option("--requester", metavar="ID", help=marked("Which contact reported it."))]
