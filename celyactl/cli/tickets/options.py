"""Options that several commands have which tell of a ticket: what was reported, by whom, about what."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.cli.words import given
from celyactl.domain.words import Kind, Priority
from celyactl.i18n import marked

KindOf = Annotated[Kind, typer.Option("--kind", help=marked("What it is about."))]
Urgency = Annotated[
    Priority | None, typer.Option("--priority", help=marked("How urgent; P1 is the most, P3 the usual one."))
]
Caller = Annotated[
    str | None,
    typer.Option(
        "--caller", metavar=marked("TEXT"), help=marked("Who called, when it is no known contact."), callback=given
    ),
]
InFull = Annotated[
    str | None, typer.Option("--text", metavar=marked("TEXT"), help=marked("The report in full."), callback=given)
]
