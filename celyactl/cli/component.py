"""`celyactl component`: its verbs, each imported when it is named."""

from __future__ import annotations

from typing import Final

from celyactl.cli.commands import Commands, verb
from celyactl.i18n import marked

_READING: Final = "celyactl.cli.components.reading"

app = Commands(
    {
        "add": verb("celyactl.cli.components.adding", marked("Add a component to a client's installation.")),
        "list": verb(_READING, marked("List components.")),
        "show": verb(
            _READING, marked("Show a component: its versions and why it got them, what ends, its last tickets.")
        ),
        "update": verb(
            "celyactl.cli.components.updating",
            marked("Record that components got another version, all that did in one act; try it with --dry-run."),
        ),
        "replace": verb(
            "celyactl.cli.components.replacing",
            marked("Put a spare, a loan or another device in the place of a component."),
        ),
        "labels": verb(
            "celyactl.cli.components.labelling",
            marked("Make sheets of labels, 24 a page of A4, whose code opens the extranet's form for that component."),
        ),
    }
)
