"""Nouns and verbs: typer's groups and commands with the shared options, in the reader's language, loaded when named.

A command's docstring and the `help=` of its options are message ids: they are translated when the command is built,
once in each language that a process speaks.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import typer
from typer._click.core import Command  # typer vendors click and gives these two no public name
from typer._click.exceptions import UsageError
from typer._types import TyperChoice
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info, get_command_name

from celyactl.cli import session
from celyactl.cli.common_options import for_every_command, for_writes
from celyactl.cli.help import HelpContext, speak
from celyactl.cli.terminal import is_terminal
from celyactl.errors.command_line import UnknownCommand
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typer._click import Context
    from typer._click.formatting import HelpFormatter
    from typer.core import TyperOption
    from typer.models import CommandInfo

    from celyactl.i18n import Language


_EXAMPLE: Final = 68
"""Columns of an example's line, so that nothing breaks it on a terminal of 80."""


class Entry(NamedTuple):
    """A command that is imported when it is named: its module holds `app`; `help` is a message id of one line."""

    module: str
    help: str
    is_noun: bool


def noun(module: str, help_line: str) -> Entry:
    """A group: all the commands of `module.app`."""
    return Entry(module, help_line, is_noun=True)


def verb(module: str, help_line: str) -> Entry:
    """One command: the one of `module.app` that has the entry's name."""
    return Entry(module, help_line, is_noun=False)


class _Ours(Command):
    """What nouns and verbs share: the reader's language, and usage errors that know their command."""

    context_class = HelpContext

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = _(marked("Show this message and exit."))
        return option

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        return [piece.removeprefix("{").removesuffix("}") for piece in super().collect_usage_pieces(ctx)]

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The example, so that it can be copied: a long one goes on after a backslash, before an option."""
        del ctx
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_heading(_("Example"))
            formatter.write(f"  {_continued(self.epilog)}\n")

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except UsageError as problem:
            problem.ctx = problem.ctx or ctx
            raise


class Verb(_Ours, TyperCommand):
    """A command that reads: it takes `--json` and `--lang`."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        settings["params"] = [*settings.get("params", ()), *self.shared()]
        super().__init__(name, **settings)
        for parameter in self.params:
            if isinstance(parameter.type, TyperChoice):
                parameter.type.case_sensitive = False  # `p1` is P1, as in a query
        speak(self)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """The words understood; on a terminal a reference that is missing is chosen from those that are there."""
        typed = list(args)
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as problem:
            from celyactl.cli.choosing import with_reference  # only where something is missing

            words = with_reference(self, ctx, typed, problem)
            if words is None:
                raise
        else:
            words = self._with_text_for_reference(ctx, typed)
            if words is None:
                return rest
        ctx.params.clear()
        return super().parse_args(ctx, words)

    def _with_text_for_reference(self, ctx: Context, typed: list[str]) -> list[str] | None:
        """The words with a reference before them, where what stands in its place has blanks: `resolve 'All works'`."""
        if " " not in str(ctx.params.get("ref", "")).strip():
            return None
        from celyactl.cli.choosing import with_text_for_reference  # only where a text was typed

        return with_text_for_reference(self, ctx, typed)

    def shared(self) -> list[TyperOption]:
        """The options that come after the command's own."""
        return for_every_command()


class WritingVerb(Verb):
    """A command that writes: it takes `--dry-run` too."""

    def shared(self) -> list[TyperOption]:
        """`--dry-run` first."""
        return [*for_writes(), *super().shared()]

    def invoke(self, ctx: Context) -> Any:
        """Run the command, noting that what was typed matters."""
        now = session.current()
        now.is_writing = not now.dry_run
        done = super().invoke(ctx)
        if is_terminal() and now.own_desk is not None:
            from celyactl.cli.sending import send  # for acts of people only

            send()
        return done


class Commands(typer.Typer):
    """The commands of one file: `@app.command()` for those that read, `@app.write()` for those that write.

    `lazy` adds verbs or nouns that live in other files, as the root does.
    """

    def __init__(self, lazy: Mapping[str, Entry] | None = None, **settings: Any) -> None:
        super().__init__(rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True, **settings)
        self.lazy = lazy or {}

    def command(self, name: str | None = None, *, example: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """Register a command that reads; `example` is a command line that its help shows."""
        return super().command(name, **{"cls": Verb, "epilog": example, **settings})

    def write(self, name: str | None = None, *, example: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """Register a command that writes; `example` as for `command`."""
        return super().command(name, **{"cls": WritingVerb, "epilog": example, **settings})


class Noun(_Ours, TyperGroup):
    """A group that builds the one command it is asked for: a noun may have thirty."""

    def __init__(self, *, app: Commands | None = None, **settings: Any) -> None:
        super().__init__(**settings)
        self.lazy: Mapping[str, Entry] = app.lazy if app else {}
        self.registered = {_name(info): info for info in app.registered_commands} if app else {}

    @classmethod
    def of(cls, app: Commands, name: str, help_line: str) -> Noun:
        """The group of a file's commands, with the shared options."""
        made = cls(
            app=app,
            name=name,
            help=help_line,
            params=[*for_every_command()],
            no_args_is_help=True,
            rich_markup_mode=None,
        )
        speak(made)
        return made

    def list_commands(self, ctx: Context) -> list[str]:
        """Names in the order of the file, those of other files last."""
        del ctx
        return [*self.registered, *self.lazy]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """What help and completion show of a command; one of another file is not imported for that."""
        del ctx
        if entry := self.lazy.get(cmd_name):
            return TyperCommand(cmd_name, help=_(entry.help))
        info = self.registered.get(cmd_name)
        return _built(info) if info else None

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The command itself; raises `UnknownCommand`."""
        name, *rest = args
        command = load(name, self.lazy[name]) if name in self.lazy else self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            raise UnknownCommand(name, ctx.command_path, get_close_matches(name, self.list_commands(ctx)))
        return name, command, rest


def load(name: str, entry: Entry) -> Command:
    """Import an entry's file and build its group or its command."""
    app: Commands = import_module(entry.module).app
    if entry.is_noun:
        return Noun.of(app, name, entry.help)
    return next(_built(info) for info in app.registered_commands if _name(info) == name)


def _continued(example: str) -> str:
    """A command line in lines of a page's width."""
    first, *options = example.split(" --")
    lines = [first]
    for option in options:
        if len(lines[-1]) + len(option) > _EXAMPLE:
            lines.append(f"    --{option}")
        else:
            lines[-1] += f" --{option}"
    return " \\\n  ".join(lines)


def _name(info: CommandInfo) -> str:
    return info.name or get_command_name(getattr(info.callback, "__name__", ""))


def _built(info: CommandInfo) -> Command:
    return _built_in(language(), info)


@cache
def _built_in(_spoken: Language, info: CommandInfo) -> Command:
    """Building takes as long as many an act: what plays a day in one process, as the demo does, builds once."""
    return get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)
