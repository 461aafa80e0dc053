"""`celyactl schema`: the JSON Schemas of the desk's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.commands import Commands
from celyactl.cli.output import Verbatim, show
from celyactl.errors.command_line import MissingValue, ValueNotAllowed
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

app = Commands()


@app.write(example="celyactl schema ticket")
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=marked("[NAME]"), help=marked("One of desk, client, contract, correspondence, report, ticket.")
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help=marked("Bring those that the desk keeps for editors up to date."))
    ] = False,
) -> None:
    """Print the JSON Schema of a kind of file, or refresh those of the desk."""
    if write:
        _refresh()
        return
    from celyactl.store import schema as schemas

    if name is None:
        raise MissingValue(_("NAME"), "celyactl schema", schemas.NAMES)
    if name not in schemas.NAMES:
        raise ValueNotAllowed(_("NAME"), name, "celyactl schema", schemas.NAMES)
    show(schemas.schema(name), lambda: Verbatim(schemas.schema_text(name)))


def _refresh() -> None:
    from celyactl.services.schemas import refresh  # it writes, a print reads

    done = refresh(session.current().desk.store, acting())
    answer(done, done.answer, lambda: _refreshed(done.answer))


def _refreshed(paths: Sequence[str]) -> str:
    if not paths:
        return _("Nothing changed.")
    text = ngettext("{n} file was refreshed: {paths}", "{n} files were refreshed: {paths}", len(paths))
    return text.format(n=len(paths), paths=", ".join(paths))
