"""Where a letter to a client is written: the ending of the file says in which form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.errors.contract import LetterForm
from celyactl.i18n import marked

if TYPE_CHECKING:
    from celyactl.render.letter import Form

LetterFile = Annotated[
    Path | None,
    typer.Option(
        "--letter", metavar=marked("FILE"), help=marked("Write the letter to the client: .pdf, .html or .txt.")
    ),
]


def form_of(path: Path) -> Form:
    """The form that a file's name asks for. Raises LetterForm."""
    match path.suffix.lower():
        case ".pdf":
            return "pdf"
        case ".html" | ".htm":
            return "html"
        case ".txt":
            return "txt"
    raise LetterForm(str(path))
