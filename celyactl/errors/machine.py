"""What the machine does to a command: the disk, the rights, an interruption, and our own bugs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import CannotCreate, CelyactlError, Denied, InputOutput, Misconfigured, NotFound
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class DiskRefused(InputOutput):
    """The system could not read or write; `reason` is its own word."""

    def __init__(self, reason: str, where: str = "") -> None:
        what = _("The disk refused: {reason}").format(reason=reason)
        todo = _("Make room or check the disk; `celyactl log` shows what was recorded.")
        super().__init__(what, where=where, todo=todo)


class AccessRefused(Denied):
    """The system's user may not touch a file."""

    def __init__(self, reason: str, where: str = "") -> None:
        what = _("Access refused: {reason}").format(reason=reason)
        super().__init__(what, where=where, todo=_("Check the owner and the rights of the file."))


class FolderNotFound(NotFound):
    """The folder of `-C` is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(_("The folder does not exist"), where=path, todo=_("Check the path given with -C."))


class MachineFileWrong(Misconfigured):
    """The machine's configuration can't be read, or a setting in it is of another kind than expected."""

    def __init__(self, path: str, setting: str, expected: str) -> None:
        if setting:
            what = _("The setting {setting} is not understood").format(setting=setting)
            todo = _("It looks like {example}.").format(example=expected)
        else:
            what = _("The configuration of this machine can't be read: {reason}").format(reason=expected)
            todo = _("Correct the file, or name another one with CELYACTL_CONFIG.")
        super().__init__(what, where=path, todo=todo)


class MachineFileUnsafe(Misconfigured):
    """A file that names a program to start, and that anybody may change."""

    def __init__(self, path: str) -> None:
        todo = _("Take that right away with `chmod go-w {path}`.").format(path=path)
        super().__init__(_("Others may write this file, which names a program"), where=path, todo=todo)


class UnknownSetting(Misconfigured):
    """A setting of the machine's configuration that is never read; `near` holds those that resemble it."""

    def __init__(self, path: str, name: str, near: Sequence[str], known: Sequence[str]) -> None:
        what = _("There is no setting {name}; it counts for nothing").format(name=name)
        todo = (
            _("Did you mean {names}?").format(names=", ".join(near))
            if near
            else _("Known settings: {words}.").format(words=", ".join(known))
        )
        super().__init__(what, where=path, todo=todo)


class Interrupted(CelyactlError):
    """A person pressed Ctrl-C, or closed the question."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__(_("Interrupted"))


class Bug(CelyactlError):
    """Something that nobody foresaw; `report` is the file that tells it, none when it could not be written."""

    exit_code = 70

    def __init__(self, kind: str, report: Path | None) -> None:
        what = _("Unexpected fault {kind}: this is a bug of celyactl").format(kind=kind)
        todo = (
            _("Send the report {path} to whoever maintains celyactl.").format(path=report)
            if report
            else _("No report could be written either.")
        )
        super().__init__(what, todo=todo)


class DemoBroken(CelyactlError):
    """A command of the demo failed: a fault of this program, or of its installation."""

    def __init__(self, command: str, status: int) -> None:
        what = _("The demo stopped: `celyactl {command}` ended with {status}").format(command=command, status=status)
        super().__init__(what, todo=_("Its own message is above."))


class DemoInUse(CannotCreate):
    """A demo in which somebody worked: its history or its files hold more than the demo made."""

    def __init__(self, path: str) -> None:
        what = _("Somebody worked in this demo")
        todo = _(
            "Choose another path, or remove it; `celyactl demo {path} --fresh` replaces it with all that is in it."
        )
        super().__init__(what, where=path, todo=todo.format(path=path))


class FolderRefused(CannotCreate):
    """The system makes no folder there; `reason` is its own word."""

    def __init__(self, path: str, reason: str) -> None:
        what = _("No folder can be made here: {reason}").format(reason=reason)
        super().__init__(what, where=path, todo=_("Choose another path, or ask for the right to write there."))
