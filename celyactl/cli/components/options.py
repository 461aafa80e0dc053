"""Options that several verbs of `celyactl component` share, as annotations."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.domain.component_query import FIELDS
from celyactl.errors.components import QueryWithoutQuotes
from celyactl.i18n import marked


def _client(name: str | None) -> str | None:
    return next(iter(_idents([name] if name else None) or ()), None)


def _idents(names: list[str] | None) -> list[str] | None:
    """Raises QueryWithoutQuotes."""
    for name in names or ():
        field, colon, _value = name.lstrip("-").partition(":")
        if colon and field in FIELDS:
            raise QueryWithoutQuotes(name)
    return names


Client = Annotated[
    str | None,
    typer.Argument(
        metavar="[CLIENT]", help=marked("The id or the name of the client; all by default."), callback=_client
    ),
]
Idents = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]…", help=marked("The short names of the components."), callback=_idents),
]
Where = Annotated[
    str | None,
    typer.Option(
        "--where",
        metavar=marked("QUERY"),
        help=marked("Those that it finds: kind:handset maker:yealink version:84 -site:depot."),
    ),
]
Said = Annotated[
    str | None,
    typer.Option("--text", metavar=marked("TEXT"), help=marked("What there is to say of it, on the ticket.")),
]
Ident = Annotated[str, typer.Argument(metavar="ID", help=marked("The short name of the component."))]
OnTicket = Annotated[
    str | None, typer.Option("--ticket", metavar="REF", help=marked("On which ticket it is told, whole or short."))
]
