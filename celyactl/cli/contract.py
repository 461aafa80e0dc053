"""`celyactl contract`: its verbs, each imported when it is named."""

from __future__ import annotations

from typing import Final

from celyactl.cli.commands import Commands, verb
from celyactl.i18n import marked

_READING: Final = "celyactl.cli.contracts.reading"
_PACKS: Final = "celyactl.cli.contracts.packs"
_CHANGING: Final = "celyactl.cli.contracts.changing"

app = Commands(
    {
        "new": verb(
            "celyactl.cli.contracts.beginning", marked("Take a contract on, with its client and its contacts.")
        ),
        "list": verb(_READING, marked("List the contracts.")),
        "show": verb(_READING, marked("Show a contract: its term, its coverage and its targets on a day.")),
        "edit": verb(_CHANGING, marked("Edit the file of a contract, by field or as a text.")),
        "amend": verb(
            "celyactl.cli.contracts.amending",
            marked(
                "Amend a contract from a day on, and show which deadlines of open tickets move; try it with --dry-run."
            ),
        ),
        "notice": verb(
            "celyactl.cli.contracts.renewing",
            marked(
                "Write the letter that the law asks for before a tacit renewal, mail it, or record that it was sent."
            ),
        ),
        "revise": verb(
            "celyactl.cli.contracts.revising",
            marked(
                "Revise the price by the contract's index and formula; "
                "with --letter alone, write the letter of the last one."
            ),
        ),
        "renew": verb(
            "celyactl.cli.contracts.renewing",
            marked("Record that both signed for another term of a contract that never renews by itself."),
        ),
        "end": verb(_CHANGING, marked("End a contract on a day.")),
        "takeover": verb(
            "celyactl.cli.contracts.takeover",
            marked("Take an existing installation over: what was found, step by step, and the statement to sign."),
        ),
        "balance": verb(_PACKS, marked("Show what is left of prepaid packs, and what drew on them.")),
        "pack": verb(_PACKS, marked("Record a pack of tickets or of hours that the client bought.")),
        "advise": verb(
            "celyactl.cli.contracts.advising",
            marked("Replay the history under another coverage or other targets; say whether a pack is outgrown."),
        ),
        "export": verb(
            "celyactl.cli.contracts.exporting",
            marked(
                "Write all of a contract into a folder of open files, for a client that leaves: "
                "what it may read, and no more."
            ),
        ),
        "coverage": verb(
            "celyactl.cli.contracts.coverage",
            marked("Say whether people work for a contract, why not, and when that changes."),
        ),
    }
)
