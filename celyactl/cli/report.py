"""`celyactl report`: its verbs, each imported when it is named."""

from __future__ import annotations

from typing import Final

from celyactl.cli.commands import Commands, verb
from celyactl.i18n import marked

_DECIDING: Final = "celyactl.cli.reports.deciding"

app = Commands(
    {
        "annual": verb(
            "celyactl.cli.reports.annual",
            marked("Make the annual report of a contract: tickets, promises kept, work, availability."),
        ),
        "review": verb(
            _DECIDING, marked("Write a word of your own into a report, and decide on what its figures suggest.")
        ),
        "approve": verb(_DECIDING, marked("Approve a report as the present commit tells it, so that it may go out.")),
        "verify": verb(
            "celyactl.cli.reports.verifying",
            marked("Prove a report: compute it again from its commit, and compare figures and bytes."),
        ),
    }
)
