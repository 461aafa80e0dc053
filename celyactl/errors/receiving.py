"""What a server does not take from a clone; each fault names its path, or the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Fault
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotTaken(BadData):
    """A push that breaks a rule of the desk: nothing of it is taken."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        text = ngettext(
            "The desk does not take this: {n} fault", "The desk does not take this: {n} faults", len(faults)
        )
        todo = _("Put it right in your clone, then `celyactl sync`.")
        super().__init__(text.format(n=len(faults)), todo=todo, faults=faults)


def branch_removed(ref: str) -> Fault:
    """The desk's branch was to go."""
    return Fault(ref, 0, "", "branch_removed", _("the branch of the desk can't be removed"))


def not_forward(ref: str) -> Fault:
    """The branch was to move to a commit that does not descend from where it is."""
    return Fault(ref, 0, "", "not_forward", _("history only grows: the branch must go on from where it is"))


def misplaced(path: str) -> Fault:
    """A file that fits no place of the layout."""
    return Fault(path, 0, "", "misplaced", _("no file of a desk has this name"))


def entry_gone(path: str, ident: str) -> Fault:
    """An entry that was there is not any more."""
    message = _("the entry {id} is gone: a journal only grows").format(id=ident)
    return Fault(path, 0, "journal", "entry_gone", message)


def entry_rewritten(path: str, ident: str) -> Fault:
    """An entry that was there says something else."""
    message = _("the entry {id} was rewritten: a journal only grows").format(id=ident)
    return Fault(path, 0, "journal", "entry_rewritten", message)


def ticket_gone(path: str) -> Fault:
    """A file with a journal was taken away."""
    return Fault(path, 0, "", "ticket_gone", _("a file with a journal is never taken away"))


def uid_changed(path: str) -> Fault:
    """A file holds another ticket than before."""
    return Fault(path, 0, "uid", "uid_changed", _("the file holds another ticket than before"))


def unsigned(commit: str) -> Fault:
    """The desk demands signatures, and this commit has none that counts."""
    message = _("the commit carries no signature of a key that is listed in desk.yaml for that day")
    return Fault(commit[:12], 0, "", "unsigned", message)


def no_files(ref: str) -> Fault:
    """A ref of files that holds something else."""
    return Fault(
        ref, 0, "", "not_files", _("a ref of files holds one commit without a parent, and files by their SHA-256")
    )
