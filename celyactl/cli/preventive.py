"""`celyactl preventive`: its verbs, each imported when it is named."""

from __future__ import annotations

from typing import Final

from celyactl.cli.commands import Commands, verb
from celyactl.i18n import marked

_PLANNING: Final = "celyactl.cli.preventives.planning"

app = Commands(
    {
        "plan": verb(
            _PLANNING, marked("Promise preventive visits under a contract: how many a year, when, what is checked.")
        ),
        "due": verb(_PLANNING, marked("List the visits that fall due, the late ones first.")),
        "open": verb(_PLANNING, marked("Open the tickets of the visits that fall due, each once.")),
        "done": verb(
            "celyactl.cli.preventives.making",
            marked("Record that a visit was made: what was checked, and what it found; findings become tickets."),
        ),
    }
)
