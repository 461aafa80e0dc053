"""What a git repository can refuse: none of these left anything behind in the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Busy, Denied, InputOutput, Misconfigured, NotFound
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotInDesk(NotFound):
    """No desk at this path nor above it."""

    def __init__(self, path: str) -> None:
        todo = _("Make one with `celyactl init PATH`, or name one with `celyactl -C PATH`.")
        super().__init__(_("This is not in a desk"), where=path, todo=todo)


class ForeignRepository(Denied):
    """The repository belongs to another user of the system, and git does not trust it."""

    def __init__(self, path: str) -> None:
        todo = _("If you trust its owner: git config --global --add safe.directory '{path}'").format(path=path)
        super().__init__(_("The repository belongs to another user"), where=path, todo=todo)


class GitMissing(Misconfigured):
    """The program git can't be started."""

    def __init__(self) -> None:
        super().__init__(_("git was not found"), todo=_("Install git 2.36 or later and put it on the PATH."))


class RepositoryRefused(Misconfigured):
    """A repository set up in a way that we don't write to; `reason` is a translated sentence part."""

    def __init__(self, reason: str, where: str, todo: str) -> None:
        super().__init__(_("The repository can't be used: {reason}").format(reason=reason), where=where, todo=todo)


class GitFailed(InputOutput):
    """A command of git failed before anything was recorded; `said` is git's last line."""

    def __init__(self, command: str, said: str) -> None:
        what = _("git {command} failed, nothing was recorded: {said}").format(command=command, said=said)
        super().__init__(what, todo=_("Put right what git names, then try again."))


class NothingRecorded(InputOutput):
    """The disk is full, read-only or failing; `reason` is the system's own word."""

    def __init__(self, reason: str, where: str) -> None:
        what = _("Nothing was recorded: {reason}").format(reason=reason)
        super().__init__(what, where=where, todo=_("Make room or check the disk, then try again."))


class MaybeRecorded(InputOutput):
    """The disk failed between moving the branch and making that durable, and would not let it be moved back."""

    def __init__(self, reason: str, commit: str) -> None:
        what = _("The disk failed while {commit} was being recorded: {reason}").format(
            commit=commit[:12], reason=reason
        )
        todo = _("Once the disk works again, `celyactl log` tells whether it was kept: look before doing it again.")
        super().__init__(what, todo=todo)


class DeskBusy(Busy):
    """Another process holds the desk; `seconds` since it took it, `command` as it was started."""

    def __init__(self, pid: int, command: str, seconds: int) -> None:
        what = _("The desk is held by process {pid} ({command}) for {seconds} s").format(
            pid=pid, command=command, seconds=seconds
        )
        super().__init__(what, todo=_("Try again when it has ended."))


class GitLockHeld(Busy):
    """A lock file of git that is not ours stayed for the whole wait."""

    def __init__(self, path: str) -> None:
        todo = _("Wait for the git command that holds it; if none is running, remove that file.")
        super().__init__(_("git is at work in this clone"), where=path, todo=todo)


class OperationUnderWay(Busy):
    """A person's merge, rebase or the like is not finished; `name` is git's word for it."""

    def __init__(self, name: str, finish: str, abandon: str) -> None:
        what = _("A git {name} is under way in this clone").format(name=name)
        todo = _("End it with `{finish}`, or give it up with `{abandon}`.").format(finish=finish, abandon=abandon)
        super().__init__(what, todo=todo)


class DetachedHead(Busy):
    """HEAD names a commit and not a branch: a new commit would belong to nothing."""

    def __init__(self) -> None:
        todo = _("Go back to a branch with `git switch BRANCH`.")
        super().__init__(_("The clone is on no branch (detached HEAD)"), todo=todo)


class DeskMoved(Busy):
    """The branch no longer is where it was when the act was prepared."""

    def __init__(self, branch: str) -> None:
        super().__init__(_("The branch {branch} moved meanwhile").format(branch=branch), todo=_("Try again."))


class EditedByHand(BadData):
    """A person's uncommitted edits of files that an act would write."""

    def __init__(self, paths: Sequence[str]) -> None:
        todo = _("Keep the edit with `celyactl adopt`, or drop it with `git checkout -- {path}`.").format(path=paths[0])
        super().__init__(_("Edited by hand and not committed"), where=", ".join(paths), todo=todo)


class DeletedByHand(EditedByHand):
    """Files that an act would write and that a person took out of the work tree."""

    def __init__(self, paths: Sequence[str]) -> None:
        todo = _("`git checkout -- {path}` brings it back.").format(path=paths[0])
        super(EditedByHand, self).__init__(_("Deleted by hand"), where=", ".join(paths), todo=todo)


class NotARegularFile(BadData):
    """A symbolic link, a submodule, an executable or a folder where a plain file belongs."""

    def __init__(self, path: str, kind: str) -> None:
        what = _("Only plain files belong here, this is: {kind}").format(kind=kind)
        todo = _("Remove it from the repository, or put a plain file (mode 0644) in its place.")
        super().__init__(what, where=path, todo=todo)


class BadPath(BadData):
    """A path that must not be written in a repository."""

    def __init__(self, path: str) -> None:
        super().__init__(_("The path is not allowed"), where=repr(path), todo=_("Use plain names without `..`."))


class ObjectTooLarge(BadData):
    """A file in the history beyond what is ever read; sizes in bytes."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        what = _("The file has {size} bytes, more than the {limit} that are read").format(size=size, limit=limit)
        super().__init__(what, where=name, todo=_("Remove it from the desk."))
