"""What keeps a file from being left, or read, where somebody asked for it."""

from __future__ import annotations

from celyactl.errors.base import CannotCreate, NotFound
from celyactl.i18n import gettext as _


class FileNotSaved(CannotCreate):
    """The system refuses the file; nothing of it is left there."""

    def __init__(self, path: str, reason: str) -> None:
        what = _("The file can't be written: {reason}").format(reason=reason)
        super().__init__(what, where=path, todo=_("Give another place."))


class FileUnreadable(NotFound):
    """A file that a command names is not there, or can't be read; `reason` is the system's own word."""

    def __init__(self, path: str, reason: str) -> None:
        what = _("The file can't be read: {reason}").format(reason=reason)
        super().__init__(what, where=path, todo=_("Check the name."))
