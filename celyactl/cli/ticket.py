"""`celyactl ticket`: its verbs, each imported when it is named."""

from __future__ import annotations

from typing import Final

from celyactl.cli.commands import Commands, verb
from celyactl.i18n import marked

_OPENING: Final = "celyactl.cli.tickets.opening"
_READING: Final = "celyactl.cli.tickets.reading"
_ACTS: Final = "celyactl.cli.tickets.acts"
_TURNS: Final = "celyactl.cli.tickets.turns"
_CHECKING: Final = "celyactl.cli.tickets.checking"
_WRITING: Final = "celyactl.cli.tickets.writing"
_EDITING: Final = "celyactl.cli.tickets.editing"
_RELATING: Final = "celyactl.cli.tickets.relating"

app = Commands(
    {
        "new": verb(_OPENING, marked("Open a ticket.")),
        "list": verb("celyactl.cli.tickets.listing", marked("List tickets.")),
        "show": verb(_READING, marked("Show a ticket: whose turn it is, what its clocks say, its journal.")),
        "summary": verb(
            _READING, marked("Show a ticket as its client should see it: in everyday words, without anything internal.")
        ),
        "note": verb(
            _WRITING, marked("Write a note: internal, or public for the client, which ends the response clock.")
        ),
        "ack": verb(_ACTS, marked("Reach the operator and take the problem into account: ends the response clock.")),
        "assist": verb(_ACTS, marked("Help the operator.")),
        "assign": verb(_ACTS, marked("Make it somebody's ticket.")),
        "start": verb(_ACTS, marked("Begin to work.")),
        "wait": verb(_TURNS, marked("Hand the turn over: to the client, to a third party, or to later.")),
        "chase": verb(_TURNS, marked("Record that a third party was reminded.")),
        "resume": verb(_ACTS, marked("Take the turn back after a wait.")),
        "cause": verb(_ACTS, marked("Name the cause.")),
        "restore": verb(_ACTS, marked("Say that the function is back: ends the restoration clock.")),
        "resolve": verb(
            _WRITING, marked("Hold the matter for settled; an incident needs its cause and its restoration.")
        ),
        "done": verb(
            "celyactl.cli.tickets.finishing",
            marked("Finish: the cause, the time worked, the restoration and the resolution in one act."),
        ),
        "close": verb(_ACTS, marked("Close a resolved ticket.")),
        "reopen": verb(_ACTS, marked("Open a settled ticket again.")),
        "confirm": verb(_ACTS, marked("Record that the client says it is settled.")),
        "cancel": verb(_ACTS, marked("Cancel a ticket that should not have been, or is no longer wanted.")),
        "escalate": verb(
            _TURNS,
            marked("Pass the ticket up a level, with what that level needs to go on, or put it before a manager."),
        ),
        "priority": verb(_ACTS, marked("Judge the urgency anew.")),
        "attach": verb("celyactl.cli.tickets.files", marked("Add files to a ticket.")),
        "file": verb(
            "celyactl.cli.tickets.files",
            marked("Take a file of a ticket, fetched from the other clone when it is not here, or list them."),
        ),
        "reason": verb(_ACTS, marked("Say why a promise was missed.")),
        "checks": verb(_CHECKING, marked("Record what was checked, point by point of one of the desk's checklists.")),
        "edit": verb(_EDITING, marked("Correct a ticket: title, kind, priority, assignee, people, place, labels.")),
        "label": verb(_RELATING, marked("Put labels on a ticket, or take them off.")),
        "link": verb(
            _RELATING, marked("Link a ticket to another one: related, duplicate, follow-up, caused-by, parent.")
        ),
        "merge": verb(
            _RELATING,
            marked(
                "Merge a ticket into an older one of the same client: it is cancelled as a duplicate, both keep their"
                " journals."
            ),
        ),
    }
)
