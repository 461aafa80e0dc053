"""A verb without its reference, on a terminal: the tickets are offered, letters filter them, a number takes one.

Plain lines on standard error: they work over any connection and for a screen reader, and standard output stays the
answer's. Without a terminal nothing is asked.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from typer._click.exceptions import MissingParameter  # typer vendors click and gives it no public name
from typer.core import TyperArgument

from celyactl.cli import session
from celyactl.cli.prompts import perhaps
from celyactl.cli.table import Table
from celyactl.cli.terminal import can_ask
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Context
    from typer._click.core import Command
    from typer._click.exceptions import UsageError

    from celyactl.store.index.choice import Choice

_REF: Final = "ref"
_TEXT: Final = "text"
_ABOUT_SETTLED: Final = frozenset({"close", "confirm", "reopen"})
_SHOWN: Final = 12


def with_reference(command: Command, context: Context, words: Sequence[str], problem: UsageError) -> list[str] | None:
    """The words of a command with the reference that somebody chose before them; None when that is not the problem."""
    return _chosen(command, words) if _lacks_reference(command, context, problem) else None


def _lacks_reference(command: Command, context: Context, problem: UsageError) -> bool:
    """Whether the first argument is a reference, and what was typed for it is none: `ticket note 'Rappelé'`."""
    arguments = [one for one in command.params if isinstance(one, TyperArgument)]
    if context.resilient_parsing or not arguments or arguments[0].name != _REF or not arguments[0].required:
        return False
    if not isinstance(problem, MissingParameter) or problem.param not in arguments:
        return False
    return problem.param is arguments[0] or not _is_reference(str(context.params.get(_REF, "")))


def with_text_for_reference(command: Command, context: Context, words: Sequence[str]) -> list[str] | None:
    """The words with a reference before them where a text was typed in its place: `ticket resolve 'Carte remplacée'`.

    None when the first word may be a reference, or when there is no text that it could be instead.
    """
    arguments = [one for one in command.params if isinstance(one, TyperArgument)]
    if context.resilient_parsing or [one.name for one in arguments] != [_REF, _TEXT]:
        return None
    given = context.params
    if given.get(_TEXT) is not None or given.get(_REF) is None or _is_reference(given[_REF]):
        return None
    return _chosen(command, words)


def _chosen(command: Command, words: Sequence[str]) -> list[str] | None:
    if not can_ask() or session.current().json or "--json" in words:
        return None
    offered = _offered(settled=command.name in _ABOUT_SETTLED)
    return [choose(offered), *words] if offered else None


def _is_reference(text: str) -> bool:
    from celyactl.domain.reference import understand  # only for words that are too few
    from celyactl.errors import CelyactlError

    try:
        understand(text)
    except CelyactlError as error:
        return error.code() != "malformed_reference"
    return True


def _offered(*, settled: bool) -> list[Choice]:
    from celyactl.store.index.choice import choices  # only where something is offered
    from celyactl.store.index.index import asked
    from celyactl.store.index.people import who_is
    from celyactl.store.place import find

    now = session.current()
    place = find(now.start)
    return asked(
        place, lambda index: choices(index, who_is(index, place, now.actor, now.author_email), settled=settled)
    )


def choose(offered: Sequence[Choice]) -> str:
    """The reference that somebody takes; raises KeyboardInterrupt on Ctrl-C or -D."""
    left = list(offered)
    while True:
        _show(left)
        answer = perhaps(
            _("Number, or letters to filter:") if len(left) > 1 else _("Enter takes it, letters filter anew:")
        )
        if answer.isdecimal() and 1 <= int(answer) <= min(len(left), _SHOWN):
            return left[int(answer) - 1].ref
        if not answer and len(left) == 1:
            return left[0].ref
        found = matching(offered, answer)
        if not found:
            sys.stderr.write(_("None is like that.") + "\n")
        left = found or list(offered)


def matching(offered: Sequence[Choice], typed: str) -> list[Choice]:
    """Those that have all the words, in any order; else those that have the letters, in this order."""
    from celyactl.domain.folding import folded  # only where something is typed

    words = folded(typed).split()
    texts = [
        (one, folded(f"{one.ref} p{one.priority} {one.client} {one.assignee or ''} {one.title}")) for one in offered
    ]
    whole = [one for one, text in texts if all(word in text for word in words)]
    return whole or [one for one, text in texts if _in_order("".join(words), text)]


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _show(left: Sequence[Choice]) -> None:
    rows = [
        [str(number), one.ref, f"P{one.priority}", one.client, one.assignee or "-", one.title]
        for number, one in enumerate(left[:_SHOWN], 1)
    ]
    headings = ["", _("Reference"), _("Prio"), _("Client"), _("Assignee"), _("Title")]
    Table(headings, rows, spare=(4, 3)).write(sys.stderr)
    if more := len(left) - _SHOWN:
        text = ngettext("… and {n} more: type some letters", "… and {n} more: type some letters", more)
        sys.stderr.write(text.format(n=more) + "\n" if more > 0 else "")
