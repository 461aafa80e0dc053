"""Writes docs/cli.md: every command with its arguments, its options and its example, from the program itself.

`python scripts/cli_page.py` writes the page; a test holds it to be current.
"""

from __future__ import annotations

import re
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperOption
from typer.main import get_command

from celyactl import i18n
from celyactl.cli import session
from celyactl.cli.commands import Noun, load
from celyactl.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
_SHARED = frozenset({"--json", "--lang", "--dry-run", "--help"})
_HEAD = """# The commands

Made from the program by `make pages`; `celyactl COMMAND --help` shows the same, in French as well. Every command takes
`--json` and `--lang fr|en`, those that write take `--dry-run` too; `celyactl -C FOLDER` runs one as if started there.
"""


def page() -> str:
    """The whole page, in English."""
    return copy_context().run(_page)


def _page() -> str:
    session.begin()
    i18n.use("en")
    return "\n".join([_HEAD, *_group(get_command(app), ())])


def _group(group: Noun, words: tuple[str, ...]) -> Iterator[str]:
    for name in [*group.registered, *group.lazy]:
        command = load(name, group.lazy[name]) if name in group.lazy else group.get_command(None, name)
        if isinstance(command, Noun):
            if not words:
                yield f"## {name}\n\n{command.help}\n"
            yield from _group(command, (*words, name))
        else:
            yield from _verb(command, (*words, name), alone=not words)


def _verb(command: Any, words: tuple[str, ...], *, alone: bool) -> Iterator[str]:
    yield f"{'##' if alone else '###'} {' '.join(words)}\n"
    yield f"{command.help}\n"
    arguments = [one for one in command.params if isinstance(one, TyperArgument)]
    options = [one for one in command.params if isinstance(one, TyperOption) and not _SHARED & set(one.opts)]
    rows = [*(_row(one, one.make_metavar(None)) for one in arguments), *(_row(one, _spelling(one)) for one in options)]
    if rows:
        yield "\n".join(["| | |", "|---|---|", *rows]) + "\n"
    yield f"```\n{command.epilog}\n```\n"


def _row(parameter: TyperArgument | TyperOption, spelling: str) -> str:
    text = " ".join((parameter.help or "").split())
    must = " *must*" if parameter.required else ""
    known = parameter.default
    default = f" [{known}]" if isinstance(known, str | int) and not isinstance(known, bool) and known != "" else ""
    return f"| `{spelling.replace('|', chr(92) + '|')}`{must} | {_escaped(text)}{default} |"


def _spelling(option: TyperOption) -> str:
    names = ", ".join(option.opts)
    if option.is_flag:
        return names
    kind = option.type
    choices = getattr(kind, "choices", None)
    value = "|".join(str(getattr(one, "value", one)) for one in choices) if choices else option.metavar or "VALUE"
    return f"{names} {value}"


def _escaped(text: str) -> str:
    return re.sub(r"([|<>])", r"\\\1", text)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
