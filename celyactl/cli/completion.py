"""`celyactl --show-completion SHELL`: typer's own option knows only the shell in which it runs."""

from __future__ import annotations

from typing import Final

import typer
from typer._completion_shared import get_completion_script  # typer gives it no public name

from celyactl.errors.command_line import ValueNotAllowed

OPTION: Final = "--show-completion"
SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")


def show_script(program: str, shell: str) -> None:
    """Print what a shell reads to complete the program's commands. Raises ValueNotAllowed."""
    if shell not in SHELLS:
        raise ValueNotAllowed(OPTION, shell, program, SHELLS)
    variable = f"_{program.upper()}_COMPLETE"
    typer.echo(get_completion_script(prog_name=program, complete_var=variable, shell=shell))
