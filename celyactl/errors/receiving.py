"""What a server does not take from a clone; each fault names its path, or the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors.base import BadData, Fault
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT: Final = 10


class NotTaken(BadData):
    """A push that breaks a rule of the desk: nothing of it is taken."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        text = ngettext(
            "The desk does not take this: {n} fault", "The desk does not take this: {n} faults", len(faults)
        )
        todo = _("Put it right in your clone, then `celyactl sync`.")
        if all(fault.code == "commit_ahead" for fault in faults):
            todo = _("Set the clock right; what it dated ahead is taken when that time has come.")
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


def found(code: str, path: str, commit: str, message: str) -> Fault:
    """What an audit finds of a commit."""
    said = _("commit {commit}: {message}").format(commit=commit[:_SHORT], message=message)
    return Fault(path or commit[:_SHORT], 0, "", code, said)


def no_files(ref: str) -> Fault:
    """A ref of files that holds something else."""
    return Fault(
        ref, 0, "", "not_files", _("a ref of files holds one commit without a parent, and files by their SHA-256")
    )
