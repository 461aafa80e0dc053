"""`celyactl conflicts`: what two clones changed differently, field by field, and whose value holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.errors.command_line import OneOf
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.services.recording import Done
    from celyactl.store.joining.conflicts import Conflict
    from celyactl.store.joining.pending import Pending

app = Commands()


@app.write(example="celyactl conflicts contracts/acme/acme-2026.yaml --mine")
def conflicts(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar=marked("[PATH]…"), help=marked("Which files; all without any."))
    ] = None,
    mine: Annotated[bool, typer.Option("--mine", help=marked("Record your values in the place of theirs."))] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help=marked("Leave theirs, which everybody sees."))] = False,
    edit: Annotated[bool, typer.Option("--edit", help=marked("Write the file yourself, in your editor."))] = False,
) -> None:
    """Show what two clones changed differently, field by field, and decide."""
    from celyactl.services.syncing import deciding
    from celyactl.services.syncing.halfway import halfway

    if mine + theirs + edit > 1:
        raise OneOf("--mine", "--theirs", "--edit")
    now = session.current()
    repository = now.desk.repository
    found = deciding.undecided(repository, paths or ())
    if mine and found:
        _told(found, deciding.take_mine(now.desk.store, acting(), found))
    elif theirs:
        if not now.dry_run:
            deciding.leave_theirs(repository, found)
        _told(found, None)
    elif edit:
        for one in found:
            _edited(one)
        _told(found, None)
    else:
        _shown(found, list(halfway(repository)) if not paths else [])


def _shown(found: Sequence[Pending], half_done: list[str]) -> None:
    every = [conflict for one in found for conflict in one.conflicts]
    show({"conflicts": every}, lambda: list(_tables(found)), warnings=half_done)
    if found or half_done:
        raise typer.Exit(1)


def _told(found: Sequence[Pending], done: Done[None] | None) -> None:
    text = ngettext("{n} file is settled.", "{n} files are settled.", len(found)).format(n=len(found))
    line = text if found else _("No conflict waits for a decision.")
    commit = done.commit if done else None
    data = {"settled": [one.path for one in found], "commit": commit}
    show(
        data,
        lambda: done_or_tried(line),
        warnings=done.warnings if done else (),
    )


def _tables(found: Sequence[Pending]) -> Iterator[str | Table]:
    if not found:
        yield _("No conflict waits for a decision.")
        return
    for one in found:
        yield one.path
        yield Table([_("Field"), _("Before"), _("Yours"), _("Theirs, which holds")], list(map(_row, one.conflicts)))
        yield ""
    yield _("`celyactl conflicts PATH --mine`, `--theirs` or `--edit` settles it.")


def _row(conflict: Conflict) -> list[str]:
    field = conflict.field or _("(the whole file)")
    return [field, *(_value(value) for value in (conflict.base, conflict.mine, conflict.theirs))]


def _value(value: Any) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _edited(one: Pending) -> None:
    """The file in the person's editor; settled once it is recorded."""
    from celyactl.cli.editing import edited
    from celyactl.services.editing import Subject
    from celyactl.services.syncing import deciding
    from celyactl.store import layout
    from celyactl.store.joining.files import KINDS

    where = layout.classify(one.path)
    kind = KINDS.get(where.kind) if where else None
    if kind is None:
        raise OneOf("--mine", "--theirs")
    subject = Subject(kind, one.path.rpartition("/")[2].removesuffix(".yaml"), one.path)
    edited(subject, f"celyactl conflicts {one.path} --edit", None, None)
    if not session.current().dry_run:
        deciding.leave_theirs(session.current().desk.repository, [one])
