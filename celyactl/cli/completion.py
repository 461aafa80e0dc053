"""Completion in the shell: what may stand in a place, with a word about it, from the index as it is.

A title is other people's text: it is shown by the shell, never evaluated. Typer's script for zsh evaluates, and its
formatting loads rich; so the scripts of bash and zsh are ours, and each answer is lines of `value<TAB>help`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import typer
from typer import _completion_shared as shared  # typer gives these no public names
from typer._click.core import Parameter
from typer._click.shell_completion import _resolve_context, _resolve_incomplete, split_arg_string

from celyactl.cli.terminal import visible
from celyactl.errors.command_line import ValueNotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.cli.commands import Noun

    Item = tuple[str, str]
    """A value, and what is said about it."""

OPTION: Final = "--show-completion"
SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")
_LISTS: Final = frozenset({"63", "33", "64"})
"""Bash's COMP_TYPE when it lists what is possible; then a help may stand beside a value, which is not inserted."""
_LONGEST: Final = 60

_BASH: Final = """
%(complete_func)s() {
    local IFS=$'\\n'
    mapfile -t COMPREPLY < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" COMP_TYPE="$COMP_TYPE" \\
        %(autocomplete_var)s=complete_bash "$1")
}

complete -o default -F %(complete_func)s %(prog_name)s
"""
_ZSH: Final = """
#compdef %(prog_name)s

%(complete_func)s() {
  local -a found shown
  local value help
  while IFS=$'\\t' read -r value help; do
    found+=("$value")
    shown+=("$value${help:+  -- $help}")
  done < <(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh %(prog_name)s)
  if (( $#found )); then compadd -l -d shown -a found; else _files; fi
}

compdef %(complete_func)s %(prog_name)s
"""


def use_our_scripts() -> None:
    """Have typer install and show them."""
    shared._completion_scripts.update({"bash": _BASH, "zsh": _ZSH})  # noqa: SLF001 - typer has no other way


def show_script(program: str, shell: str) -> None:
    """Print what a shell reads to complete the program's commands. Raises ValueNotAllowed."""
    if shell not in SHELLS:
        raise ValueNotAllowed(OPTION, shell, program, SHELLS)
    use_our_scripts()
    variable = f"_{program.upper()}_COMPLETE"
    typer.echo(shared.get_completion_script(prog_name=program, complete_var=variable, shell=shell))


def answers(shell: str) -> bool:
    """Whether the answer for this shell is ours to give."""
    return shell in {"bash", "zsh", "fish"}


def answer(root: Noun, program: str, shell: str) -> int:
    """Print what may stand where the shell says; the exit status, which tells fish whether there is anything."""
    args, incomplete = _typed(shell)
    items = list(_items(root, program, args, incomplete))
    if shell == "fish" and os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if items else 1
    with_help = shell != "bash" or (len(items) > 1 and os.environ.get("COMP_TYPE") in _LISTS)
    between = "  " if shell == "bash" else "\t"
    for value, said in items:
        typer.echo(f"{value}{between}{_short(said)}" if said and with_help else value)
    return 0


def _typed(shell: str) -> tuple[list[str], str]:
    """The words before the cursor after the program's name, and the word under it."""
    if shell == "bash":
        words, place = split_arg_string(os.environ.get("COMP_WORDS", "")), int(os.environ.get("COMP_CWORD") or 0)
        return words[1:place], words[place] if place < len(words) else ""
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = split_arg_string(line)[1:]
    return (words[:-1], words[-1]) if words and not line.endswith(" ") else (words, "")


def _items(root: Noun, program: str, args: list[str], incomplete: str) -> Iterable[Item]:
    from celyactl.cli import candidates  # it imports this module's types only

    if (quick := candidates.reference_first(args, incomplete)) is not None:
        return quick
    context = _resolve_context(root, {}, program, args)
    place, incomplete = _resolve_incomplete(context, args, incomplete)
    if isinstance(place, Parameter) and (found := candidates.of(place, context.params, incomplete)) is not None:
        return found
    return ((str(item.value), item.help or "") for item in place.shell_complete(context, incomplete))


def _short(text: str) -> str:
    """One line of a text, without what commands a terminal."""
    line = " ".join(visible(text).split())
    return f"{line[: _LONGEST - 1]}…" if len(line) > _LONGEST else line
