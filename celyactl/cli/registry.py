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
    "who": verb(
        "celyactl.cli.who",
        marked("Show who is calling: contract and hours, open tickets, outages, past causes, access."),
    ),
    "call": verb(
        "celyactl.cli.call",
        marked("Take a call: a ticket, acknowledged and yours in one act; its reference is spelt."),
    ),
    "ticket": noun("celyactl.cli.ticket", marked("Open tickets, work on them, find them.")),
    "view": noun("celyactl.cli.view", marked("Queries with a name, for `ticket list @name`.")),
    "intervention": noun(
        "celyactl.cli.intervention", marked("Plan interventions, record work that was done, and list it.")
    ),
    "operation": noun(
        "celyactl.cli.operation", marked("Planned operations: their windows, their notices, what became of them.")
    ),
    "preventive": noun(
        "celyactl.cli.preventive", marked("Preventive visits: what contracts promise, what falls due, what was found.")
    ),
    "client": noun("celyactl.cli.client", marked("Clients: their identity, their people, their sites.")),
    "access": noun("celyactl.cli.access", marked("The codes with which contacts enter the extranet.")),
    "extranet": noun(
        "celyactl.cli.extranet", marked("Serve the pages on which clients enter and follow their tickets.")
    ),
    "contract": noun("celyactl.cli.contract", marked("Contracts: their terms, what they promise, when they are open.")),
    "billing": noun("celyactl.cli.billing", marked("Export work outside of contracts and hours, once.")),
    "component": noun("celyactl.cli.component", marked("The parts of the clients' installations.")),
    "team": noun("celyactl.cli.team", marked("The people of the desk.")),
    "board": verb(
        "celyactl.cli.board",
        marked("Show the desk at a glance: deadlines, whose turn it is, misses, today's work, who is on call."),
    ),
    "stats": verb(
        "celyactl.cli.stats", marked("Count tickets by month and priority, and tell how long restoration took.")
    ),
    "sla": noun("celyactl.cli.sla", marked("See what was promised, what falls due, and why.")),
    "escalation": noun("celyactl.cli.escalation", marked("Tell who must be told, in time; answer a call.")),
    "oncall": noun("celyactl.cli.oncall", marked("Who answers outside business hours, and for how long.")),
    "mail": noun("celyactl.cli.mail", marked("What clients are written, and what they answer.")),
    "outage": noun("celyactl.cli.outage", marked("Outages of shared services, and their availability.")),
    "monitor": noun("celyactl.cli.monitor", marked("Take in what the monitoring tells: a ticket an incident.")),
    "report": noun("celyactl.cli.report", marked("Annual reports of contracts.")),
    "check": verb(
        "celyactl.cli.check", marked("Look for faults in the files of the desk, committed or edited by hand.")
    ),
    "adopt": verb(
        "celyactl.cli.adopt",
        marked(
            "Record what people edited by hand: fields of a ticket become entries, other files are taken as they are."
        ),
    ),
    "doctor": verb(
        "celyactl.cli.doctor",
        marked("Look at the clone, the machine and the work tree; say what is wrong and what to do."),
    ),
    "undo": verb(
        "celyactl.cli.undo",
        marked("Take an act back by a new one: your last one, your last one on a ticket, or that of a commit."),
    ),
    "clone": verb(
        "celyactl.cli.clone", marked("Make a clone of a desk: a whole copy, with which one works without a network.")
    ),
    "sync": verb(
        "celyactl.cli.sync", marked("Exchange with the other clones: fetch what is new, join it, send what is yours.")
    ),
    "conflicts": verb(
        "celyactl.cli.conflicts", marked("Show what two clones changed differently, field by field, and decide.")
    ),
    "merge-driver": verb(
        "celyactl.cli.merge_driver", marked("Join one file for git: what `git pull` runs for the files of a desk.")
    ),
    "schema": verb(
        "celyactl.cli.schema", marked("Print the JSON Schema of a kind of file, or refresh those of the desk.")
    ),
    "import": verb(
        "celyactl.cli.importing", marked("Bring in old tickets from a table: each is a commit, and all or none.")
    ),
    "export": noun("celyactl.cli.exporting", marked("Write tickets, contracts and interventions out.")),
    "log": verb("celyactl.cli.log", marked("Show who changed what, when, and through which door, newest first.")),
    "audit": noun("celyactl.cli.audit", marked("Prove what happened: verify the history, read it, anchor it.")),
    "privacy": noun("celyactl.cli.privacy", marked("What the desk holds of a person, and for how long.")),
    "version": verb("celyactl.cli.version", marked("Show the versions of celyactl, Python and git.")),
}
