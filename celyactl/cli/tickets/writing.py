"""`celyactl ticket note|resolve`: words typed, written in an editor or prepared; who reads them is no guess.

On a terminal a text that was not typed as an argument is shown before it is recorded.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from celyactl.cli import drafts, editor, prompts, session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.editing import Recover
from celyactl.cli.options import At, Public, Ref
from celyactl.cli.terminal import can_ask, visible
from celyactl.cli.tickets.telling import told
from celyactl.cli.words import EitherWords, PublicWords
from celyactl.errors.command_line import OptionOutOfPlace, ValueNeeded
from celyactl.errors.editing import GivenUp
from celyactl.errors.reply import NotAVariable
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.texts import said
from celyactl.services.tickets import working

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

app = Commands()

_SCISSORS: Final = "# ------------------------ >8 ------------------------"


class _Composed(NamedTuple):
    """A text, and whether it was written in an editor just now: then it is shown before a client gets it."""

    text: str
    by_editor: bool = False


@app.write(example="celyactl ticket note 4F7K2QE 'Nous avons joint l’opérateur.' --public")
def note(
    ref: Ref,
    text: EitherWords = None,
    public: Public = False,
    internal: Annotated[bool, typer.Option("--internal", help=marked("Only the team reads it."))] = False,
    template: Annotated[
        str | None, typer.Option("--template", metavar=marked("NAME"), help=marked("A prepared reply."))
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--with", metavar=marked("NAME=TEXT"), help=marked("A variable of the reply; repeatable.")),
    ] = None,
    recover: Recover = False,
    at: At = None,
) -> None:
    """Write a note: internal, or public for the client, which ends the response clock.

    Without TEXT on a terminal your editor opens. Who reads the note is asked when neither option says it.
    """
    if public and internal:
        raise OptionOutOfPlace("--internal", "--public")
    if template and text is not None:
        raise OptionOutOfPlace("TEXT", "--template")
    initial = _prepared(ref, template, _given(values or ())) if template else ""
    with _composed("note", ref, text, initial, recover=recover) as composed:
        shown = public if public or internal else None
        told(ref, working.note(composed.text, public=_is_public(composed, shown)), at)


@app.write(example="celyactl ticket resolve 4F7K2QE 'Carte remplacée, appels vérifiés.'")
def resolve(ref: Ref, text: PublicWords = None, recover: Recover = False, at: At = None) -> None:
    """Hold the matter for settled; an incident needs its cause and its restoration.

    Without TEXT on a terminal your editor opens; an empty text says nothing to the client.
    """
    if text is None and not _asks():
        told(ref, working.resolve(), at)
        return
    with _composed("resolve", ref, text, "", recover=recover) as composed:
        if composed.by_editor and composed.text:
            _agree_to_send(composed.text)
        told(ref, working.resolve(None if composed.by_editor and not composed.text else composed.text), at)


def _asks() -> bool:
    """Whether a person is at the terminal and wants to be asked."""
    return can_ask() and not session.current().json


def _prepared(ref: str, name: str, given: Mapping[str, str]) -> str:
    from celyactl.services.sla import Cases
    from celyactl.services.tickets.replies import reply  # for prepared replies only

    desk = session.current().desk
    return reply(desk.view, Cases(desk.view).named(ref), acting(), name, given)


def _given(values: Sequence[str]) -> dict[str, str]:
    found = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.isidentifier():
            raise NotAVariable(value)
        found[name] = text
    return found


@contextmanager
def _composed(what: str, ref: str, typed: str | None, initial: str, *, recover: bool) -> Iterator[_Composed]:
    """The words: as typed, as prepared, or out of the editor; then a draft is kept until what is inside recorded them.

    Raises ValueNeeded without any and without a terminal.
    """
    if typed is not None or (initial and not _asks()):
        yield _Composed(initial if typed is None else typed)
        return
    if not _asks():
        raise ValueNeeded(_("TEXT"))
    name = f"{what}-{session.current().desk.view.resolve(ref, writing=True)}"
    draft = drafts.latest(name) if recover else drafts.keep(name, "text", _draft(initial, ref), ".txt")
    with drafts.until_recorded(draft, f"celyactl ticket {what} {ref}", drafts.BY_RECOVERING):
        text = editor.edit(draft).decode("utf-8", "replace").partition(_SCISSORS)[0].strip()
        yield _Composed(text, by_editor=True)


def _draft(initial: str, ref: str) -> bytes:
    help_text = _("Write above this line; what is below counts for nothing. An empty text records no words.")
    return f"{initial}\n\n{_SCISSORS}\n# {ref}\n# {help_text}\n".encode()


def _is_public(composed: _Composed, given: bool | None) -> bool:
    """Whether the client may read it: as given, else as answered; a text from the editor is shown first.

    Raises GivenUp.
    """
    if not _asks():
        return bool(given)
    if given is None:
        said(composed.text)
        _show(composed.text)
        return _asked_who_reads()
    if given and composed.by_editor:
        _agree_to_send(composed.text)
    return given


def _asked_who_reads() -> bool:
    question = _("[p]ublic, the client reads it; [i]nternal; [q]uit without recording?")
    while (answer := prompts.ask("--public, --internal", question).casefold()[:1]) not in {"p", "i"}:
        if answer == "q":
            raise GivenUp
    return answer == "p"


def _agree_to_send(text: str) -> None:
    _show(text)
    if not prompts.confirm("--public", _("The client reads this. Record it? [y/N]")):
        raise GivenUp


def _show(text: str) -> None:
    lines = visible(text).splitlines()
    sys.stderr.write("".join(f"  | {line}\n" for line in lines))
