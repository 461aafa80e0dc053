"""Arguments and options that several commands about clients share, as annotations."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from celyactl.i18n import marked

ClientName = Annotated[str, typer.Argument(metavar="CLIENT", help=marked("The id or the name of the client."))]
Language = Annotated[
    Literal["fr", "en"] | None, typer.Option("--language", help=marked("In which language to write to them."))
]
Phones = Annotated[
    list[str] | None, typer.Option("--phone", metavar=marked("PHONE"), help=marked("A telephone number; repeatable."))
]
Note = Annotated[
    str | None, typer.Option("--note", metavar=marked("TEXT"), help=marked("What colleagues should know."))
]
