"""What a table of tickets to bring in can get wrong; each fault has its line, and nothing is brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Fault, NotFound
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 80


def shown(cell: str) -> str:
    """A cell on one line, short, without what can't be seen."""
    words = " ".join(cell.split())
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in cut)


class BadTable(BadData):
    """Lines of a table that can't become tickets: all of them are told, and none of the others is brought in."""

    def __init__(self, path: str, faults: Sequence[Fault]) -> None:
        first = faults[0]
        where = f"{path}:{first.line}" if first.line else path
        super().__init__(first.message, where=where, todo=_("Nothing was brought in."), faults=faults)
        self._path = path

    @property
    def heading(self) -> str:
        """How many faults there are, since each is listed after it."""
        count = len(self.faults)
        found = ngettext("{n} fault in the file", "{n} faults in the file", count).format(n=count)
        return f"{found} ({self._path}). {self.todo}"


class TableTooLarge(BadData):
    """A file beyond what is ever read; sizes in bytes."""

    def __init__(self, path: str, limit: int) -> None:
        what = _("The file is larger than the {limit} bytes that are read").format(limit=limit)
        super().__init__(what, where=path, todo=_("Split it into several files."))


class NoTable(BadData):
    """A file that holds no table: `reason` is a translated part of a sentence."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        where = f"{path}:{line}" if line else path
        super().__init__(_("This is no table: {reason}").format(reason=reason), where=where)


class ColumnsMissing(BadData):
    """A table without columns that it must have; `known` are the headings that were found."""

    def __init__(self, path: str, missing: Sequence[str], known: Sequence[str]) -> None:
        what = _("These columns are missing: {names}").format(names=", ".join(missing))
        found = ", ".join(map(shown, known)) or "-"
        todo = _("Found: {names}. Name the columns so in the first line, or give a mapping with `--mapping`.")
        super().__init__(what, where=f"{path}:1", todo=todo.format(names=found))


class UnknownMapping(NotFound):
    """No shipped mapping has this name, and no file either."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        what = _("There is no mapping {name}").format(name=name)
        super().__init__(what, todo=_("Give one of {words}, or the path of a file.").format(words=", ".join(known)))


class BadMapping(BadData):
    """A mapping file that can't be used; `reason` is a translated part of a sentence."""

    def __init__(self, path: str, reason: str) -> None:
        what = _("The mapping can't be used: {reason}").format(reason=reason)
        super().__init__(
            what, where=path, todo=_("`{command} --help` shows what is possible.").format(command="celyactl import")
        )


class WriterDisagrees(BadData):
    """A bug: a ticket's file came out otherwise than the canonical writer writes it; nothing was brought in."""

    exit_code = 70

    def __init__(self, ref: str) -> None:
        super().__init__(_("The file of {ref} was not written as it must be; nothing was brought in").format(ref=ref))


class HandLost(BadData):
    """A process that made tickets ended before its work did: killed, or out of memory."""

    exit_code = 75

    def __init__(self) -> None:
        super().__init__(
            _("A process that helped was ended from outside; nothing was brought in"), todo=_("Try again.")
        )


def missing(column: str) -> str:
    """A cell that must say something."""
    return _("{column} is missing").format(column=column)


def needs_words(text: str, allowed: Sequence[str]) -> str:
    """A word outside of the declared ones."""
    return _('"{word}" is not allowed: one of {words}').format(word=shown(text), words=", ".join(allowed))


def too_long(length: int, limit: int) -> str:
    """A text beyond what its field takes."""
    return _("{length} characters, and {limit} are possible").format(length=length, limit=limit)


def impossible_character(code: int) -> str:
    """NUL, say."""
    return _("it holds U+{code:04X}, which is not a character").format(code=code)


def not_an_instant(text: str) -> str:
    """A date without its hour, a number of a spreadsheet, words."""
    return _('"{text}" is no instant: write 2026-11-21 10:05 or 21/11/2026 10:05').format(text=shown(text))


def ambiguous_day(text: str, first: str, second: str) -> str:
    """Day and month could change places, in every date of the file."""
    return _('"{text}" may be {first} or {second}: give --dates dmy or --dates mdy').format(
        text=shown(text), first=first, second=second
    )


def before(text: str, other: str, bound: str) -> str:
    """Two instants of one line in the wrong order."""
    return _('"{text}" is before {other}, {bound}').format(text=shown(text), other=other, bound=shown(bound))


def in_the_future(text: str) -> str:
    """Only what has happened is brought in."""
    return _('"{text}" is in the future').format(text=shown(text))


def needs(column: str, other: str) -> str:
    """A cell that says nothing without another one."""
    return _("{column} needs {other} too").format(column=column, other=other)


def incident_needs(column: str) -> str:
    """An incident is resolved only with its cause and its restoration."""
    text = _("a resolved incident needs its {column}; a mapping may say what to take where it is missing")
    return text.format(column=column)


def twice(ident: str, line: int) -> str:
    """Two lines with one name."""
    return _('"{ident}" is on line {line} already').format(ident=shown(ident), line=line)


def several_contracts(client: str, slugs: Sequence[str]) -> str:
    """A client's name says which contract only where it has one."""
    return _("{client} has several contracts: one of {slugs}").format(client=shown(client), slugs=", ".join(slugs))


def unread(path: str) -> str:
    """A row of a client or a contract whose own file is bad."""
    return _("{path} can't be read: `celyactl check` says what is wrong with it").format(path=path)


def too_many_cells(found: int, expected: int) -> str:
    """A line with more cells than the first one has headings: a separator inside a text, mostly."""
    text = _("{found} cells under {expected} headings: put a text that holds the separator between quotation marks")
    return text.format(found=found, expected=expected)
