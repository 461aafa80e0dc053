"""Every noun and root command: name, file, and the line that the help shows without importing the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.cli.commands import noun, verb
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.cli.commands import Entry

COMMANDS: Final[Mapping[str, Entry]] = {
    "init": verb(
        "celyactl.cli.init",
        marked("Make a new desk: a git repository with desk.yaml, in which you are the first member of the team."),
    ),
    "demo": verb("celyactl.cli.demo", marked("Make a desk and play a day in it; then try your own commands there.")),
    "ticket": noun("celyactl.cli.ticket", marked("Open tickets, work on them, find them.")),
    "intervention": noun("celyactl.cli.intervention", marked("Record work that was done, and list it.")),
    "client": noun("celyactl.cli.client", marked("Clients: their identity, their people, their sites.")),
    "contract": noun("celyactl.cli.contract", marked("Contracts: their terms, what they promise, when they are open.")),
    "component": noun("celyactl.cli.component", marked("The parts of the clients' installations.")),
    "sla": noun("celyactl.cli.sla", marked("See what was promised, what falls due, and why.")),
    "version": verb("celyactl.cli.version", marked("Show the versions of celyactl, Python and git.")),
}
