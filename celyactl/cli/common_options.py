"""The options that every command takes without naming them, after the verb as well as before the noun."""

from __future__ import annotations

import os
from contextlib import chdir
from itertools import pairwise
from typing import TYPE_CHECKING

import typer
from typer._click.core import ParameterSource  # typer vendors click and gives it no public name
from typer._types import TyperChoice  # what typer makes of a Literal
from typer.core import TyperOption

from celyactl import __version__
from celyactl.cli import session
from celyactl.errors.machine import FolderNotFound
from celyactl.i18n import LANGUAGES, marked, use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click.core import Parameter

    from celyactl.i18n import Language

LANGUAGE_VARIABLE = "CELYACTL_LANG"


def for_every_command() -> list[TyperOption]:
    """`--json` and `--lang`; the last language given wins."""
    return [_json_option(), _language_option(variable=None)]


def for_writes() -> list[TyperOption]:
    """`--dry-run`, which the command finds in its session."""
    text = marked("Say what would be done, and do nothing.")
    return [TyperOption(param_decls=["--dry-run"], is_flag=True, expose_value=False, help=text, callback=_set_dry_run)]


def for_the_root() -> list[TyperOption]:
    """What is said before the noun only, then what every command takes."""
    folder = marked("Run as if started in this folder; may be repeated, as with git.")
    version = marked("Show the version and exit.")
    return [
        TyperOption(
            param_decls=["folders", "-C"],
            multiple=True,
            metavar=marked("PATH"),
            expose_value=False,
            help=folder,
            callback=_enter,
        ),
        _json_option(),
        _language_option(variable=LANGUAGE_VARIABLE),
        TyperOption(
            param_decls=["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            help=version,
            callback=_show_version,
        ),
    ]


def hints(words: Sequence[str]) -> tuple[Language | None, bool]:
    """The language and the form that the words ask for, for what must be said before they are parsed.

    A rough reading, right but for an option's value that looks like an option.
    """
    options = list(words)[: words.index("--")] if "--" in words else list(words)
    after = (following for word, following in pairwise(options) if word == "--lang")
    joined = (word.removeprefix("--lang=") for word in options if word.startswith("--lang="))
    asked = [os.environ.get(LANGUAGE_VARIABLE), *after, *joined]
    known = [language for word in asked for language in LANGUAGES if language == word]
    return (known[-1] if known else None), "--json" in options


def _json_option() -> TyperOption:
    text = marked("Answer with JSON, for programs.")
    return TyperOption(param_decls=["--json"], is_flag=True, expose_value=False, help=text, callback=_set_json)


def _language_option(variable: str | None) -> TyperOption:
    return TyperOption(
        param_decls=["--lang"],
        type=TyperChoice(LANGUAGES),
        envvar=variable,
        show_envvar=bool(variable),
        expose_value=False,
        help=marked("The language of the answer; French by default."),
        callback=_set_language,
    )


def _set_json(_context: typer.Context, _parameter: Parameter, value: object) -> None:
    if value:
        session.current().json = True


def _set_dry_run(_context: typer.Context, _parameter: Parameter, value: object) -> None:
    session.current().dry_run = bool(value)


def _set_language(context: typer.Context, parameter: Parameter, value: Language | None) -> None:
    source = context.get_parameter_source(parameter.name or "")
    if value and source is ParameterSource.COMMANDLINE:  # the variable was heeded before parsing
        use(value)


def _enter(context: typer.Context, _parameter: Parameter, folders: Sequence[str] | None) -> None:
    for folder in filter(None, folders or ()):
        try:
            context.with_resource(chdir(folder))
        except (FileNotFoundError, NotADirectoryError):
            raise FolderNotFound(folder) from None


def _show_version(context: typer.Context, _parameter: Parameter, value: object) -> None:
    if value and not context.resilient_parsing:
        typer.echo(f"celyactl {__version__}")
        context.exit()
