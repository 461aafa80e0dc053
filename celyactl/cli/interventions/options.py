"""Options that the verbs of `intervention` and `operation` share, and the window that `--start` and `--end` mean."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.words import given
from celyactl.domain.words import Mode
from celyactl.i18n import marked

if TYPE_CHECKING:
    from datetime import datetime

INSTANT: Final = marked("INSTANT")
_TEXT: Final = marked("TEXT")
_FROM_THE_START: Final = re.compile(r"\s*(\+|[0-9]{1,2}[:h])")

Start = Annotated[str, typer.Option("--start", metavar=INSTANT, help=marked("When it began."))]
End = Annotated[
    str, typer.Option("--end", metavar=INSTANT, help=marked("When it ended: an hour of that day, +1h30, an instant."))
]
Begins = Annotated[str, typer.Option("--start", metavar=INSTANT, help=marked("When it begins."))]
Ends = Annotated[
    str, typer.Option("--end", metavar=INSTANT, help=marked("When it ends: an hour of that day, +1h30, an instant."))
]
HowDone = Annotated[Mode, typer.Option("--mode", help=marked("How the work was done."))]
HowMade = Annotated[Mode | None, typer.Option("--mode", help=marked("How the work was done; as planned by default."))]
HowToCome = Annotated[Mode, typer.Option("--mode", help=marked("How the work will be done."))]
Summary = Annotated[str, typer.Option("--summary", metavar=_TEXT, help=marked("What was done."), callback=given)]
Technician = Annotated[
    str | None, typer.Option("--technician", metavar=marked("WHO"), help=marked("Who does it; you by default."))
]
WhoCame = Annotated[
    str | None, typer.Option("--technician", metavar=marked("WHO"), help=marked("Who did it; as planned by default."))
]
Site = Annotated[
    str | None, typer.Option("--site", metavar="ID", help=marked("At which site; the ticket's by default."))
]
WhereMade = Annotated[
    str | None, typer.Option("--site", metavar="ID", help=marked("At which site; as planned by default."))
]
Travel = Annotated[
    str | None, typer.Option("--travel", metavar=marked("DURATION"), help=marked("Time on the road, apart."))
]
Arrival = Annotated[str | None, typer.Option("--arrival", metavar=INSTANT, help=marked("When the site was reached."))]
Departure = Annotated[str | None, typer.Option("--departure", metavar=INSTANT, help=marked("When the site was left."))]
Parts = Annotated[
    list[str] | None,
    typer.Option(
        "--part",
        metavar=marked("WHAT=OUT/IN"),
        help=marked("A part that was swapped, with its serial numbers; repeatable."),
    ),
]
Passed = Annotated[
    list[str] | None,
    typer.Option("--test", metavar=marked("POINT[=RESULT]"), help=marked("A test that passed; repeatable.")),
]
Failed = Annotated[
    list[str] | None,
    typer.Option("--failed", metavar=marked("POINT[=RESULT]"), help=marked("A test that failed; repeatable.")),
]
Told = Annotated[bool, typer.Option("--public", help=marked("The client is told."))]
AgreedBy = Annotated[
    str | None, typer.Option("--agreed-by", metavar=_TEXT, help=marked("Who at the client agreed to be billed."))
]
AgreedHow = Annotated[
    str | None,
    typer.Option("--agreed-how", metavar=_TEXT, help=marked("By which way: by telephone, a signed sheet…")),
]
Which = Annotated[
    str | None,
    typer.Option("--which", metavar="ID", help=marked("Which one, by the end of its id, when several are planned.")),
]
SinceThirtyDays = Annotated[
    str | None,
    typer.Option("--from", metavar=marked("DATE"), help=marked("From that day on; 30 days back by default.")),
]
OfClient = Annotated[str | None, typer.Option("--client", metavar="ID", help=marked("Of one client."))]
ToldOnly = Annotated[
    bool, typer.Option("--public", help=marked("What the client was told only, in everyday words in the calendar."))
]
CalendarFile = Annotated[
    Path | None, typer.Option("--ics", metavar=marked("FILE"), help=marked("Write them as a calendar file too."))
]


def window(start: str, end: str, *, upcoming: bool = False) -> tuple[datetime, datetime]:
    """The instants that are meant: `11:45` and `+1h30` count from the beginning, which may be another day."""
    desk = session.current().desk
    began = desk.meant(start, desk.now, upcoming=upcoming)
    return began, desk.meant(end, began if _FROM_THE_START.match(end) else desk.now, upcoming=upcoming)
