"""`client edit` and `contract edit`: fields set by name, a text from `--file`, or the person's editor on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from celyactl.cli import drafts, files, session
from celyactl.cli.acts import acting
from celyactl.cli.editor import edit
from celyactl.cli.terminal import can_ask
from celyactl.domain.model import Model
from celyactl.errors.command_line import ValueNeeded
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from celyactl.services.editing import Subject
    from celyactl.services.recording import Done

M = TypeVar("M", bound=Model)

Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar=marked("FIELD=VALUE"),
        help=marked("Set one field, as in sla.reopening_days=3; nothing after = clears it; repeatable."),
    ),
]
File = Annotated[
    str | None,
    typer.Option("--file", metavar=marked("PATH"), help=marked("Take the whole text from a file; - is the input.")),
]
Recover = Annotated[
    bool, typer.Option("--recover", help=marked("Go on with the text that was kept when it was not recorded."))
]


def edited(subject: Subject[M], command: str, sets: list[str] | None, file: str | None) -> Done[M]:
    """Edit a file in the way that was asked for; `command` is what to type to go on after a refusal.

    Raises ValueNeeded without a way and without a terminal, EditorFailed, and what the services raise; a text that was
    refused is kept, and the error says where.
    """
    from celyactl.services import editing  # the options are read by commands that edit nothing

    desk = session.current().desk
    if sets:
        return editing.edit_fields(desk.store, acting(), subject, sets)
    if file and file != files.STDIN:
        written = editing.Written(files.read(file), drafts.made_from(file))
        return editing.edit_text(desk.store, acting(), subject, written)
    if not file and not can_ask():
        raise ValueNeeded(_("--set FIELD=VALUE, --file PATH"))
    return _by_draft(subject, command, typed=bool(file))


def _by_draft(subject: Subject[M], command: str, *, typed: bool) -> Done[M]:
    """Record a text that is in no file yet, and keep it until it is."""
    from celyactl.services import editing

    desk = session.current().desk
    before = editing.text_of(desk.view, subject)
    version = editing.version_of(before)
    draft = drafts.keep(subject.name, version, files.read(files.STDIN) if typed else before)
    with drafts.until_recorded(draft, command):
        text = draft.read_bytes() if typed else edit(draft)
        done = editing.edit_text(desk.store, acting(), subject, editing.Written(text, None if typed else version))
    if session.current().dry_run:
        session.current().warn(_("Your text is kept in {path}.").format(path=draft))
    return done
