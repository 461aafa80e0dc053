"""Typer's usage errors in our form and in the reader's language; its own sentences are English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typer._click.exceptions import (  # typer gives its usage errors no public name
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
)
from typer._types import TyperChoice
from typer.core import TyperArgument, TyperGroup

from celyactl.errors.command_line import (
    BadOption,
    BadValue,
    ExtraArgument,
    MissingCommand,
    MissingValue,
    UnknownOption,
    ValueNotAllowed,
)
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from typer._click.core import Parameter
    from typer._click.exceptions import UsageError

    from celyactl.errors import Usage

_REASONS = (
    (r"(?P<value>.+) is not a valid int(eger)?( range)?\.", marked("{value} is not a whole number")),
    (r"(?P<value>.+) is not a valid float( range)?\.", marked("{value} is not a number")),
    (r"(?P<value>.+) is not in the range x>=(?P<low>.+)\.", marked("{value} is too low: {low} at least")),
    (r"(?P<value>.+) is not in the range x<=(?P<high>.+)\.", marked("{value} is too high: {high} at most")),
    (
        r"(?P<value>.+) is not in the range (?P<low>.+)<=x<=(?P<high>.+)\.",
        marked("{value} is out of range: from {low} to {high}"),
    ),
    (r"(?P<value>.+) is not a valid boolean.*", marked("{value} is neither yes nor no")),
    (r"\w+ (?P<value>.+) does not exist\.", marked("{value} does not exist")),
    (r"\w+ (?P<value>.+) is a file\.", marked("{value} is a file")),
    (r"\w+ (?P<value>.+) is a directory\.", marked("{value} is a folder")),
    (r"\w+ (?P<value>.+) is not readable\.", marked("{value} cannot be read")),
    (r"\w+ (?P<value>.+) is not writable\.", marked("{value} cannot be written")),
)


def explained(problem: UsageError) -> Usage:
    """The same fact as one of our errors."""
    command = problem.ctx.command_path if problem.ctx else ""
    match problem:
        case NoSuchOption():
            return UnknownOption(problem.option_name, command, list(problem.possibilities or ()))
        case BadOptionUsage():
            return BadOption(problem.option_name, command, takes_none="not take" in problem.message)
        case MissingParameter():
            return MissingValue(_name(problem.param), command, _allowed(problem.param))
        case BadParameter():
            return _bad_value(problem, command)
    if problem.ctx and isinstance(problem.ctx.command, TyperGroup):
        return MissingCommand(command)
    return ExtraArgument(_between_parentheses(problem.message), command)


def help_page(problem: UsageError) -> str | None:
    """The page to show for a noun alone, which typer raises as an error."""
    return problem.message if isinstance(problem, NoArgsIsHelpError) else None


def _bad_value(problem: BadParameter, command: str) -> Usage:
    name, allowed = _name(problem.param), _allowed(problem.param)
    refused = re.match(r"'(.*)' is not one of ", problem.message)
    if allowed and refused:
        return ValueNotAllowed(name, refused[1], command, allowed)
    return BadValue(name, _reason(problem.message), command)


def _reason(message: str) -> str:
    for pattern, text in _REASONS:
        if found := re.fullmatch(pattern, message):
            return _(text).format(**found.groupdict())
    return message


def _name(parameter: Parameter | None) -> str:
    """The long option, or the word that the help shows for an argument."""
    if parameter is None:
        return _("the value")
    if parameter.param_type_name == "option":
        return max(parameter.opts, key=len)
    shown = parameter.metavar if isinstance(parameter, TyperArgument) else None
    return (shown or parameter.human_readable_name.upper()).strip("[]….")


def _allowed(parameter: Parameter | None) -> list[str]:
    return (
        [str(word) for word in parameter.type.choices] if parameter and isinstance(parameter.type, TyperChoice) else []
    )


def _between_parentheses(message: str) -> str:
    found = re.fullmatch(r".*?\(s\) \((.*)\)", message, re.DOTALL)
    return found[1] if found else message
