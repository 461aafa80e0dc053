"""Help pages in the reader's language, bold on a terminal; rich is not needed for them.

Typer writes some words itself. Three hooks make it speak French, and there are no others: the formatter below for
"Usage:", `typer.core._` (gettext's name in that module) for headings and "[required]", and `usage.py` for its errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer import core
from typer._click.formatting import HelpFormatter  # typer vendors click and gives this hook no public name

from celyactl.cli.terminal import bold
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPERS_OWN = (
    marked("Arguments"),
    marked("Options"),
    marked("Commands"),
    marked("required"),
    marked("default: {default}"),
    marked("env var: {var}"),
    marked("(dynamic)"),
    marked("[OPTIONS]"),
    marked("COMMAND [ARGS]..."),
    marked("Install completion for the current shell."),
    marked("Show completion for the current shell, to copy it or customize the installation."),
)

_KINDS = {
    "str": marked("TEXT"),
    "int": marked("NUMBER"),
    "float": marked("NUMBER"),
    "path": marked("PATH"),
    "": marked("VALUE"),
}

vars(core)["_"] = _  # the language belongs to the context, which the standard gettext does not know


class Help(HelpFormatter):
    """A page with translated and, on a terminal, bold headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line of a page."""
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A heading in bold, with the colon of the language."""
        self.write(" " * self.current_indent + bold(_("{heading}:").format(heading=heading)) + "\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options and commands, their names in bold."""
        super().write_dl([(bold(name), text) for name, text in rows], col_max, col_spacing)


class HelpContext(typer.Context):
    """The context of a command whose page is written by `Help`."""

    formatter_class = Help


def speak(command: core.TyperCommand | core.TyperGroup) -> None:
    """Translate what a new command says of itself into the language of the context; its texts are message ids."""
    command.help = _spoken(command.help)
    command.options_metavar = _spoken(command.options_metavar)
    if isinstance(command, core.TyperGroup):
        command.subcommand_metavar = _(command.subcommand_metavar)
    for parameter in command.params:
        if isinstance(parameter, core.TyperOption | core.TyperArgument):
            parameter.help = _spoken(parameter.help)
            parameter.metavar = _metavar(parameter)


def _metavar(parameter: core.TyperOption | core.TyperArgument) -> str | None:
    """The word that stands for a value: the command's own, else an argument's name or an option's kind."""
    if parameter.metavar or parameter.type.name == "choice":
        return _spoken(parameter.metavar)
    if isinstance(parameter, core.TyperArgument):
        return (parameter.name or "").upper() + ("" if parameter.nargs == 1 else "...")
    return _(_KINDS.get(parameter.type.name.removesuffix(" range"), "VALUE"))


def _spoken(text: str | None) -> str | None:
    return _(text) if text else text
