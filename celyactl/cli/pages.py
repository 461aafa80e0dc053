"""Pages of the render layer on standard output: styled and fitted to a terminal's width, plain and whole into a pipe.

The colours are the terminal's own first eight without black, white, yellow and blue, which some background hides; green
is a dark one, which white shows as well as black, where the terminal has 256 of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.cli.terminal import has_colour, is_terminal, visible, width
from celyactl.render.terminal.layout import lay_out
from celyactl.render.terminal.page import Style

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from celyactl.render.terminal.page import Page, Span

STYLES: Final = {
    Style.PLAIN: "",
    Style.TITLE: "bold underline",
    Style.STRONG: "bold",
    Style.QUIET: "dim",
    Style.LATE: "bold red",
    Style.SOON: "bold magenta",
    Style.GOOD: "color(28)",
    Style.PRIVATE: "reverse",
    Style.STRUCK: "strike dim",
}


class Sheet:
    """A page that the command's answer prints."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, stream: TextIO) -> None:
        """Write the page in the form that the stream's reader can use."""
        rows = lay_out(self.page, width() if is_terminal(stream) else None)
        if is_terminal(stream) and has_colour():
            _write_styled(rows, stream)
        else:
            stream.writelines(visible("".join(span.text for span in row)) + "\n" for row in rows)


def _write_styled(rows: Iterable[list[Span]], stream: TextIO) -> None:
    from rich.console import Console  # rich is for terminals only
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for row in rows:
        text = Text()
        for span in row:
            text.append(visible(span.text), style=STYLES[span.style])
        console.print(text)
