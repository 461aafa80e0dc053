"""`celyactl schema`: the JSON Schemas of the desk's files."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.errors.command_line import MissingValue, ValueNotAllowed
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext

app = Commands()


@app.write()
def schema(
    name: Annotated[
        str | None,
        typer.Argument(metavar=marked("[NAME]"), help=marked("Of which file: desk, client, contract, ticket…")),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help=marked("Bring those that the desk keeps for editors up to date."))
    ] = False,
) -> None:
    """Print the JSON Schema of a kind of file, or refresh those of the desk."""
    if write:
        _refresh()
        return
    from celyactl.store import schema as schemas  # noqa: PLC0415 - help needs none of it

    if name is None:
        raise MissingValue(_("NAME"), "celyactl schema", schemas.NAMES)
    if name not in schemas.NAMES:
        raise ValueNotAllowed(_("NAME"), name, "celyactl schema", schemas.NAMES)
    show(schemas.schema(name), lambda: schemas.schema_text(name))


def _refresh() -> None:
    from celyactl.services.schemas import refresh  # noqa: PLC0415 - it writes, a print reads

    done = refresh(session.current().desk.store, acting())
    text = ngettext("{n} file was refreshed: {paths}", "{n} files were refreshed: {paths}", len(done.answer))
    answer(done, done.answer, lambda: text.format(n=len(done.answer), paths=", ".join(done.answer)))
