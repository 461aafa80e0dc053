"""What `check`, `adopt` and `doctor` refuse, and the faults of an edit by hand that is no act.

The faults' messages are clauses without a final full stop, like those of `file_faults`; lines count from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors.base import BadData, Busy, Fault, NotFound
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoSuchPath(NotFound):
    """A path that is neither in the work tree nor in the last commit, or not in the desk at all."""

    def __init__(self, path: str) -> None:
        super().__init__(_("The desk has no such file or folder"), where=path, todo=_("Check the path."))


class EditedMeanwhile(Busy):
    """A person saved a file while it was being worked on."""

    def __init__(self, path: str) -> None:
        super().__init__(_("The file was saved again meanwhile"), where=path, todo=_("Try again."))


class NotAdopted(BadData):
    """Edits by hand that can't become acts as they are: nothing of what was asked is recorded."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        paths = sorted({fault.path for fault in faults})
        todo = _("Correct it, drop it with `git checkout -- {path}`, or name the files to adopt.").format(path=paths[0])
        super().__init__(_("Nothing was adopted"), where=", ".join(paths), todo=todo, faults=faults)


class NothingToWriteTo(BadData):
    """A bare clone has no files that a person could edit."""

    def __init__(self, where: str) -> None:
        super().__init__(
            _("This clone has no work tree"), where=where, todo=_("Clone the desk again, without `--bare`.")
        )


_BY_COMMAND: Final = {
    "status": marked("the status changes by an act only: {command}"),
    "pending": marked("a wait changes by an act only: {command}"),
    "level": marked("the level goes up by an escalation, with its reason: {command}"),
}
_OTHERWISE: Final = marked('"{field}" is fixed when the ticket is opened: put {value} back')


def needs_command(path: str, line: int, field: str, command: str) -> Fault:
    """A header field that only an act may change; `command` is the one to use."""
    message = _(_BY_COMMAND[field]).format(command=f"`{command}`")
    return Fault(path, line, field, "needs_command", message)


def level_down(path: str, line: int, level: int) -> Fault:
    """A lower level than the ticket has reached."""
    message = _("the level never goes down: put {level} back").format(level=level)
    return Fault(path, line, "level", "level_down", message)


def fixed_field(path: str, line: int, field: str, value: str) -> Fault:
    """A header field that never changes; `value` is the committed one."""
    return Fault(path, line, field, "fixed_field", _(_OTHERWISE).format(field=field, value=value))


def not_cleared(path: str, line: int, field: str) -> Fault:
    """A header field that always has a value."""
    message = _('"{field}" can\'t be taken away: put a value back').format(field=field)
    return Fault(path, line, field, "not_clearable", message)


def entry_gone(path: str, line: int, ident: str, kind: str) -> Fault:
    """An entry that was there and is no longer."""
    message = _("the entry {ident} ({kind}) is gone: a journal only grows, `celyactl undo` retracts an entry")
    return Fault(path, line, "journal", "entry_removed", message.format(ident=ident, kind=kind))


def entry_changed(path: str, line: int, field: str, ident: str) -> Fault:
    """An entry that says something else than it did."""
    message = _("the entry {ident} was edited: a journal only grows, add another entry instead").format(ident=ident)
    return Fault(path, line, field, "entry_changed", message)


def entry_not_last(path: str, line: int, field: str, ident: str) -> Fault:
    """A new entry among the old ones."""
    message = _("the new entry {ident} stands before older ones: put it at the end of the journal").format(ident=ident)
    return Fault(path, line, field, "entry_not_last", message)


def entry_of_another(path: str, line: int, field: str, value: str, allowed: str) -> Fault:
    """A new entry in somebody else's name, or from another channel."""
    message = _('"{field}" is {value}: whoever adopts an entry has written it, here {allowed}')
    return Fault(path, line, field, "entry_of_another", message.format(field=field, value=value, allowed=allowed))


def entry_to_come(path: str, line: int, field: str, value: str, now: str) -> Fault:
    """A new entry that is dated in the future."""
    message = _("{value} is in the future: it is {now}").format(value=value, now=now)
    return Fault(path, line, field, "at_in_the_future", message)


def file_gone(path: str) -> Fault:
    """A file of the desk that a person deleted."""
    message = _("the file was deleted, and what a desk holds is not: `git checkout -- {path}` brings it back")
    return Fault(path, 0, "", "deleted_by_hand", message.format(path=path))


def by_commands_only(path: str) -> Fault:
    """A file that people do not edit."""
    message = _("this file is written by commands only: `git checkout -- {path}` drops the edit").format(path=path)
    return Fault(path, 0, "", "by_commands_only", message)


def fixed_in_report(path: str, line: int, field: str, value: str) -> Fault:
    """A field that says which report a file is of; `value` is the committed one."""
    message = _('"{field}" says which report this is: put {value} back').format(field=field, value=value)
    return Fault(path, line, field, "fixed_field", message)


def approvals_by_command(path: str, line: int) -> Fault:
    """A report's journal that a person wrote to."""
    message = _("the journal of a report is written by commands only: put it back, and edit the word and the rest")
    return Fault(path, line, "journal", "by_commands_only", message)


def newer(path: str) -> Fault:
    """A file of a newer program."""
    message = _("the file has a newer format than this program writes: install a newer celyactl")
    return Fault(path, 1, "format", "newer_format", message)
