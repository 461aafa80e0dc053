"""`celyactl report`: its verbs, each imported when it is named."""

from __future__ import annotations

from celyactl.cli.commands import Commands, verb
from celyactl.i18n import marked

app = Commands(
    {
        "annual": verb(
            "celyactl.cli.reports.annual",
            marked("Make the annual report of a contract: tickets, promises kept, work, availability."),
        ),
    }
)
