"""`celyactl operation`: its verbs, each imported when it is named."""

from __future__ import annotations

from typing import Final

from celyactl.cli.commands import Commands, verb
from celyactl.i18n import marked

_TELLING: Final = "celyactl.cli.operations.telling"

app = Commands(
    {
        "plan": verb(
            "celyactl.cli.operations.planning",
            marked("Plan an operation: a ticket of its own, its window, what it touches, the risk and the way back."),
        ),
        "announce": verb(_TELLING, marked("Tell the client of an operation; 24 hours ahead, it excludes its time.")),
        "done": verb(_TELLING, marked("Record that an operation took place, and resolve its ticket.")),
        "cancel": verb(_TELLING, marked("Call an operation off.")),
        "list": verb(
            "celyactl.cli.operations.listing", marked("List planned operations, as a table or month by month.")
        ),
    }
)
