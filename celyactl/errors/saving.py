"""What keeps a file from being left, or read, where somebody asked for it."""

from __future__ import annotations

from celyactl.errors.base import CannotCreate, NotFound
from celyactl.i18n import gettext as _


class FileNotSaved(CannotCreate):
    """The system refuses the file; nothing of it is left there."""

    def __init__(self, path: str, reason: str) -> None:
        what = _("The file can't be written: {reason}").format(reason=reason)
        super().__init__(what, where=path, todo=_("Give another place."))


class FileNotRead(NotFound):
    """A file that was named and can't be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            _("{path} can't be read: {reason}").format(path=path, reason=reason), todo=_("Check the name.")
        )
