"""`celyactl ticket done`: cause, work, restoration and resolution as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.options import At, OnComponents, Ref, Technician
from celyactl.cli.tickets.telling import answer, happened
from celyactl.cli.words import given
from celyactl.domain.durations import format_duration, parse_duration
from celyactl.domain.entries.field import Intervention
from celyactl.domain.words import Mode
from celyactl.errors.command_line import OptionAlone
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.words import word
from celyactl.services.tickets.finishing import Finish, finish

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.ticket import Ticket

app = Commands()

_TEXT = marked("TEXT")
_Restored = Annotated[
    str | None,
    typer.Option("--restored", metavar=marked("INSTANT"), help=marked("When the function was back; now by default.")),
]
_Time = Annotated[
    str | None,
    typer.Option("--time", metavar=marked("DURATION"), help=marked("How long the work took, up to then: 25m, 1h30m.")),
]


@app.write(
    example="celyactl ticket done 4F7K2QE --cause 'Registrar migré' --restored 11:42 --time 25m --mode remote"
    " --public 'Les appels passent de nouveau.'"
)
def done(
    ref: Ref,
    cause: Annotated[
        str | None,
        typer.Option("--cause", metavar=_TEXT, help=marked("What was wrong, internal."), callback=given),
    ] = None,
    unknown: Annotated[bool, typer.Option("--unknown", help=marked("The cause could not be found."))] = False,
    component: OnComponents = None,
    restored: _Restored = None,
    time: _Time = None,
    mode: Annotated[
        Mode | None, typer.Option("--mode", help=marked("How the work was done; remotely by default."))
    ] = None,
    technician: Technician = None,
    summary: Annotated[
        str | None,
        typer.Option("--summary", metavar=_TEXT, help=marked("What was done; the cause by default."), callback=given),
    ] = None,
    public: Annotated[
        str | None,
        typer.Option("--public", metavar=_TEXT, help=marked("What the client reads of it."), callback=given),
    ] = None,
    at: At = None,
) -> None:
    """Finish: the cause, the time worked, the restoration and the resolution in one act."""
    desk = session.current().desk
    _require_meant({"--mode": mode, "--technician": technician, "--summary": summary}, time, "--time")
    _require_meant({"--unknown": unknown or None, "--component": component}, cause, "--cause")
    moment, back = desk.instant(at), desk.instant(restored)
    how = Finish(
        cause=cause,
        unknown=unknown,
        components=component or (),
        restored=back,
        length=parse_duration(time) if time else None,
        mode=mode or Mode.REMOTE,
        technician=technician,
        summary=summary,
        public=public,
        at=moment,
    )
    answer(finish(desk.store, acting(), ref, how), lambda ticket: _finished(ticket, moment, worked=time is not None))


def _require_meant(options: dict[str, object], other: object, name: str) -> None:
    """Raises OptionAlone for an option that says nothing when another one is not given."""
    for option, value in options.items():
        if value is not None and other is None:
            raise OptionAlone(option, name)


def _finished(ticket: Ticket, at: datetime | None, *, worked: bool) -> str:
    line = happened(ticket, at)
    if not worked:
        return line
    *_others, work = (entry for entry in ticket.journal if isinstance(entry, Intervention))
    length = format_duration(work.end - work.start)
    return _("{line}; {mode}, {length}").format(line=line, mode=word(work.mode), length=length)
