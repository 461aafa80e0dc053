"""Arguments and options of the commands about contracts, as annotations."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.domain.words import ContractType, Legal, Renewal
from celyactl.i18n import marked

_DATE = marked("DATE")
_NUMBER = marked("NUMBER")
_TEXT = marked("TEXT")

Slug = Annotated[str, typer.Argument(metavar="SLUG", help=marked("The short name of the contract."))]
ClientName = Annotated[
    str,
    typer.Option("--client", metavar=marked("NAME"), help=marked("Its client, by name or id; made when it is new.")),
]
Type = Annotated[ContractType, typer.Option("--type", help=marked("What is sold."))]
Title = Annotated[str | None, typer.Option("--title", metavar=_TEXT, help=marked("What people call it."))]
Coverage = Annotated[
    str, typer.Option("--coverage", metavar=marked("NAME"), help=marked("When people work: business, extended, full."))
]
Start = Annotated[str | None, typer.Option("--start", metavar=_DATE, help=marked("Its first day; today by default."))]
Targets = Annotated[
    list[str] | None,
    typer.Option(
        "--target",
        metavar=marked("PRIORITY:RESPONSE:RESTORATION"),
        help=marked("What is promised, as in P1:30m:4h; 2d are business days, - is none; repeatable."),
    ),
]
Contacts = Annotated[
    list[str] | None,
    typer.Option(
        "--contact",
        metavar=marked("ID:NAME:EMAIL:ROLE[:PHONE]"),
        help=marked("Somebody at the client; several roles are parted by commas; repeatable."),
    ),
]
Holidays = Annotated[
    str | None,
    typer.Option(
        "--holidays", metavar=marked("ZONE"), help=marked("Its public holidays: FR, FR-57…; the desk's else.")
    ),
]
Months = Annotated[int, typer.Option("--months", min=1, metavar=_NUMBER, help=marked("The length of the first term."))]
RenewalKind = Annotated[Renewal, typer.Option("--renewal", help=marked("What happens at the end of a term."))]
RenewalMonths = Annotated[
    int, typer.Option("--renewal-months", min=1, metavar=_NUMBER, help=marked("The length of each further term."))
]
NoticeMonths = Annotated[
    int, typer.Option("--notice-months", min=0, metavar=_NUMBER, help=marked("How long before the end notice is due."))
]
MaxRenewals = Annotated[
    int | None, typer.Option("--max-renewals", min=0, metavar=_NUMBER, help=marked("How often it renews at most."))
]
LatestEnd = Annotated[
    str | None,
    typer.Option("--latest-end", metavar=_DATE, help=marked("The first day on which it can't run any more.")),
]
LegalStatus = Annotated[Legal | None, typer.Option("--legal", help=marked("The legal status of the client."))]
Order = Annotated[str | None, typer.Option("--order", metavar=_TEXT, help=marked("The client's order number."))]
Text = Annotated[str | None, typer.Option("--text", metavar=_TEXT, help=marked("Why, or what was agreed."))]
