"""`celyactl ticket attach` and `ticket file`: files of a ticket, given and taken back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.files import STDIN, read, save
from celyactl.cli.options import At, Ref
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.cli.tickets.telling import told
from celyactl.domain.file_names import LARGEST, cleaned
from celyactl.errors.attachment import AttachmentNameNeeded, AttachmentTooLarge
from celyactl.errors.desk import AlreadyThere
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.deeds.base import size

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket
    from celyactl.services.tickets.attaching import Attached, Upload

app = Commands()

_Name = Annotated[
    str | None,
    typer.Option("--name", metavar=marked("NAME"), help=marked("The name to keep one file under, or standard input.")),
]


@app.write(example="celyactl ticket attach 4F7K2QE trace.pcap")
def attach(
    ref: Ref,
    files: Annotated[
        list[str],
        typer.Argument(metavar=marked("FILE…"), help=marked("Files of at most 20 MB; - reads standard input.")),
    ],
    name: _Name = None,
    public: Annotated[bool, typer.Option("--public", help=marked("The client may see them."))] = False,
    at: At = None,
) -> None:
    """Add files to a ticket."""
    from celyactl.services.tickets import attaching

    uploads = [_upload(path, name) for path in files]
    for sentence in attaching.renamed(uploads):
        session.current().warn(sentence)
    told(ref, attaching.attach(uploads, public=public), at)


def _upload(path: str, name: str | None) -> Upload:
    from celyactl.services.tickets.attaching import Upload

    if path == STDIN:
        if not name:
            raise AttachmentNameNeeded
        return Upload(name, read(STDIN, LARGEST + 1))
    content = read(path, LARGEST + 1)
    if len(content) > LARGEST:
        raise AttachmentTooLarge(path, max(Path(path).stat().st_size, len(content)), LARGEST)
    return Upload(name or Path(path).name, content)


@app.command("file", example="celyactl ticket file 4F7K2QE trace.pcap --output copie.pcap")
def file(
    ref: Ref,
    name: Annotated[
        str | None, typer.Argument(metavar=marked("[NAME]"), help=marked("Which file; without it all are listed."))
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar=marked("PATH"), help=marked("Where to put it; - is standard output.")),
    ] = None,
) -> None:
    """Take a file of a ticket, fetched from the other clone when it is not here, or list them."""
    from celyactl.services.tickets import attaching

    desk = session.current().desk
    ticket = desk.view.ticket(desk.view.resolve(ref))
    if name is None:
        _list(ticket)
        return
    one = attaching.named(ticket, name)
    target = Path(output or cleaned(one.note.name))
    if output != STDIN and target.exists():
        raise AlreadyThere(str(target))
    content = _content(ticket, one)
    if output == STDIN:
        sys.stdout.buffer.write(content)
        return
    save(target, content)
    data = {"path": str(target.absolute()), "sha256": one.note.sha256, "size": one.note.size}
    show(data, lambda: _("{path}: {size}").format(path=target, size=size(one.note.size)))


def _content(ticket: Ticket, one: Attached) -> bytes:
    from celyactl.render.moments import Wall
    from celyactl.services.syncing.remotes import remote_of, rules
    from celyactl.services.tickets import attaching

    desk = session.current().desk
    return attaching.content(
        desk.repository,
        ticket,
        one,
        lambda: remote_of(desk.repository, rules(desk.view).remote),
        Wall(desk.now),
    )


def _list(ticket: Ticket) -> None:
    from celyactl.services.tickets import attaching

    repository = session.current().desk.repository
    found = attaching.files_of(ticket)
    states = [_state(one, here=attaching.is_here(repository, ticket, one)) for one in found]
    data = [
        {
            "name": one.note.name,
            "sha256": one.note.sha256,
            "size": one.note.size,
            "media_type": one.note.media_type,
            "public": one.entry.public,
            "by": one.entry.by,
            "at": one.entry.at,
            "state": state,
        }
        for one, state in zip(found, states, strict=True)
    ]
    show(data, lambda: _table(found, states) if found else _("The ticket has no files."))


def _state(one: Attached, *, here: bool) -> str:
    if one.erased:
        return "erased"
    return "here" if here else "elsewhere"


def _table(found: list[Attached], states: list[str]) -> Table:
    words = {"here": _("here"), "elsewhere": _("not here yet"), "erased": _("erased")}
    rows = [
        [one.note.name, size(one.note.size), one.note.sha256[:12], one.entry.by, words[state]]
        for one, state in zip(found, states, strict=True)
    ]
    return Table([_("Name"), _("Size"), "SHA-256", _("By"), _("Where")], rows)
