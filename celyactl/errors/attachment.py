"""What a file of a ticket can be refused for, and why it may not be here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, NotFound, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class AttachmentTooLarge(BadData):
    """A file beyond what a ticket takes; sizes in bytes."""

    http_status = 413

    def __init__(self, name: str, size: int, limit: int) -> None:
        what = _("The file has {size} MB, and a ticket takes {limit} MB at most").format(
            size=-(-size // 1_000_000), limit=limit // 1_000_000
        )
        super().__init__(what, where=name, todo=_("Make it smaller, or keep it elsewhere and note where."))


class AttachmentNameNeeded(Usage):
    """Bytes from standard input have no name of their own."""

    def __init__(self) -> None:
        super().__init__(_("What comes from standard input needs a name"), todo=_("Give it with --name."))


class NoSuchAttachment(NotFound):
    """The ticket has no file of this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        todo = _("Its files: {names}.").format(names=", ".join(known)) if known else _("It has no files.")
        super().__init__(_("The ticket has no such file"), where=name, todo=todo)


class AttachmentNotHereYet(NotFound):
    """The bytes are in a clone that has not sent them yet."""

    def __init__(self, name: str) -> None:
        todo = _("The clone that has it sends it with its next `celyactl sync`.")
        super().__init__(_("The file is not here yet"), where=name, todo=todo)


class AttachmentErased(NotFound):
    """The bytes were erased; who did it and when is all that is left."""

    def __init__(self, name: str, when: str, who: str) -> None:
        super().__init__(_("The file was erased {when} by {who}").format(when=when, who=who), where=name)
