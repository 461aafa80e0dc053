"""Words that are given to a command: as typed, or from standard input for `-`, without the blanks at their ends."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from celyactl.cli.files import STDIN, read
from celyactl.errors.ticket import NotText
from celyactl.i18n import marked


def given(context: typer.Context, words: str | None) -> str | None:
    """The words of an option or an argument. Raises NotText."""
    if words != STDIN or context.resilient_parsing:
        return words
    try:
        return read(STDIN).decode("utf-8").strip()
    except UnicodeDecodeError as problem:
        raise NotText(problem.start) from None


How = Annotated[str | None, typer.Option("--how", metavar=marked("TEXT"), help=marked("By which way."), callback=given)]
_INTERNAL: Final = marked("What to say, internal: the client does not read it; - reads standard input.")
_PUBLIC: Final = marked("What to say, and the client reads it; - reads standard input.")
_EITHER: Final = marked("What to say, internal without --public; - reads standard input.")

Words = Annotated[str | None, typer.Argument(metavar=marked("[TEXT]"), help=_INTERNAL, callback=given)]
PublicWords = Annotated[str | None, typer.Argument(metavar=marked("[TEXT]"), help=_PUBLIC, callback=given)]
NeededWords = Annotated[str, typer.Argument(metavar=marked("TEXT"), help=_INTERNAL, callback=given)]
EitherWords = Annotated[str | None, typer.Argument(metavar=marked("[TEXT]"), help=_EITHER, callback=given)]
NeededPublicWords = Annotated[str, typer.Argument(metavar=marked("TEXT"), help=_PUBLIC, callback=given)]
