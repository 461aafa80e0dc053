"""`celyactl client`: its verbs and the nouns within it, each imported when it is named."""

from __future__ import annotations

from typing import Final

from celyactl.cli.commands import Commands, noun, verb
from celyactl.i18n import marked

_IDENTITY: Final = "celyactl.cli.clients.identity"

app = Commands(
    {
        "new": verb(_IDENTITY, marked("Take a client on, without a contract yet.")),
        "list": verb(_IDENTITY, marked("List the clients.")),
        "show": verb(_IDENTITY, marked("Show a client: its sites, its people, its contracts.")),
        "edit": verb(_IDENTITY, marked("Edit the file of a client, by field or as a text.")),
        "level1": verb(
            "celyactl.cli.clients.level1",
            marked("Show who holds level 1, whose training runs out, and what level 1 settles."),
        ),
        "contact": noun("celyactl.cli.clients.contact", marked("The people at a client.")),
        "site": noun("celyactl.cli.clients.site", marked("The places of a client.")),
    }
)
