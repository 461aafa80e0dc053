"""`celyactl intervention`: its verbs, each imported when it is named."""

from __future__ import annotations

from typing import Final

from celyactl.cli.commands import Commands, verb
from celyactl.i18n import marked

_PLANNING: Final = "celyactl.cli.interventions.planning"
_RECORDING: Final = "celyactl.cli.interventions.recording"

app = Commands(
    {
        "add": verb(_RECORDING, marked("Record work that was done; out of hours it is marked, and billable.")),
        "plan": verb(_PLANNING, marked("Plan an intervention: somebody will come, or work from afar.")),
        "move": verb(_PLANNING, marked("Give a planned intervention another window or technician.")),
        "done": verb(_RECORDING, marked("Record that a planned intervention was made.")),
        "cancel": verb(_PLANNING, marked("Call a planned intervention off.")),
        "sheet": verb(
            "celyactl.cli.interventions.sheet",
            marked("Write the sheet of an intervention as one page of A4, with places to sign."),
        ),
        "list": verb(
            "celyactl.cli.interventions.listing",
            marked("List the interventions that were made, or with --planned those to come, by their beginning."),
        ),
    }
)
