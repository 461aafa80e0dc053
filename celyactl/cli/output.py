"""Answers: words for people, the envelope `{"v": 1, "data": …, "warnings": []}` for programs; errors on stderr.

All text passes `visible`, so that no ticket or mail can command a terminal. Instants are RFC 3339, durations seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final, TextIO

from celyactl.cli import session
from celyactl.cli.table import Table
from celyactl.cli.terminal import is_terminal, visible, width
from celyactl.i18n import gettext as _
from celyactl.i18n import language
from celyactl.render.terminal.columns import columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.cli.pages import Sheet
    from celyactl.errors import CelyactlError, Fault

    Words = str | Table | Sheet | Sequence[str | Table | Sheet]

FAULTS_ON_A_TERMINAL: Final = 20

# Not in the catalogue: programs and people search for these words, with an ordinary space before the colon.
_ERROR: Final = {"fr": "erreur : ", "en": "error: "}
_WARNING: Final = {"fr": "attention : ", "en": "warning: "}


class Verbatim(str):
    """Text that is shown as it is, however long its lines are: another program will read it."""

    __slots__ = ()


def show(data: object, words: Callable[[], Words], *, warnings: Sequence[str] = ()) -> None:
    """Give the answer of a command, once, at its end: `data` under `--json`, else the words, warnings on stderr."""
    now = session.current()
    now.is_writing = False  # an answer is given once the act is recorded: it must not be kept to be done again
    for warning in warnings:
        now.warn(warning)
    if now.json:
        _write_json(sys.stdout, {"v": 1, "data": data, "warnings": now.warnings})
    else:
        _say(words())
        _tell_warnings()


def say_more(words: str) -> None:
    """Add a line for the person at the terminal after the answer."""
    _write(sys.stdout, words)


def tell(error: CelyactlError, *, as_json: bool) -> None:
    """Give an error on stderr; a stderr that is gone is no further error."""
    with suppress(OSError, ValueError):
        if as_json:
            _write_json(sys.stderr, {"v": 1, "error": _facts(error)})
        else:
            _tell_warnings()
            faults = [] if _says_its_only_fault(error) else error.faults
            _write(sys.stderr, _ERROR[language()] + (error.heading if faults else error.sentence))
            _tell_faults(faults)
        sys.stderr.flush()


def _says_its_only_fault(error: CelyactlError) -> bool:
    return len(error.faults) == 1 and error.faults[0].message in error.sentence


def tell_waiting(what: str) -> None:
    """Tell a person at a terminal why nothing happens yet."""
    if is_terminal(sys.stderr) and not session.current().json:
        _write(sys.stderr, _("Waiting: {what}…").format(what=what))


def _facts(error: CelyactlError) -> dict[str, object]:
    return {
        "code": error.code(),
        "exit": error.exit_code,
        "message": error.sentence,
        "faults": [_fault_as_data(fault) for fault in error.faults],
    }


def _fault_as_data(fault: Fault) -> dict[str, object]:
    names = ("path", "line", "field", "code", "message")
    return {name: getattr(fault, name) for name in names}


def _tell_faults(faults: Sequence[Fault]) -> None:
    from celyactl.i18n import ngettext  # faults are rare

    shown = faults[:FAULTS_ON_A_TERMINAL] if is_terminal(sys.stderr) else faults
    for fault in shown:
        place = f"{fault.path}:{fault.line}" if fault.line else fault.path
        _write(sys.stderr, ": ".join(filter(None, (place, fault.field, fault.message))))
    if more := len(faults) - len(shown):
        text = ngettext("… and {n} more: --json shows all", "… and {n} more: --json shows all", more)
        _write(sys.stderr, text.format(n=more))


def _tell_warnings() -> None:
    for warning in session.current().warnings:
        _write(sys.stderr, _WARNING[language()] + warning)


def _say(words: Words) -> None:
    if sys.stdout is None:
        return
    if is_terminal():
        from celyactl.cli.paging import shown  # for terminals only

        shown(lambda stream: _say_to(stream, words))
    else:
        _say_to(sys.stdout, words)


def _say_to(stream: TextIO, words: Words) -> None:
    for part in words if isinstance(words, Sequence) and not isinstance(words, str) else [words]:
        if not isinstance(part, str):
            part.write(stream)
        elif isinstance(part, Verbatim):
            stream.write(visible(part).removesuffix("\n") + "\n")
        elif part:
            _write(stream, part)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        shown = visible(text).removesuffix("\n")
        stream.write((_wrapped(shown) if is_terminal(stream) else shown) + "\n")


def _wrapped(text: str) -> str:
    """The text with its lines broken between words, where the terminal would break them anywhere."""
    room = width()
    if all(columns(line) <= room for line in text.split("\n")):
        return text
    from celyactl.render.terminal.layout import plain  # for long lines on a terminal only
    from celyactl.render.terminal.page import Line, Page, Span

    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines]
    page = Page(tuple(Line((Span(line),), hang=indent) for line, indent in zip(lines, indents, strict=True)))
    return plain(page, room).removesuffix("\n")


def _write_json(stream: TextIO | None, envelope: dict[str, object]) -> None:
    from celyactl.cli.json_form import as_json  # json is imported by those who ask for it

    if stream is None:
        return
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    stream.write(as_json(envelope) + "\n")
