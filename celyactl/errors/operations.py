"""What a planned operation refuses: another kind of ticket, an operation that is over, nobody to tell."""

from __future__ import annotations

from celyactl.errors.base import BadData
from celyactl.i18n import gettext as _


class NotAnOperation(BadData):
    """An operation is a ticket of that kind."""

    def __init__(self, ref: str, kind: str) -> None:
        todo = _("`celyactl operation plan --contract SLUG --title TEXT` opens one.")
        super().__init__(_("This ticket is no planned operation but: {kind}").format(kind=kind), where=ref, todo=todo)


class NoOperationPlanned(BadData):
    """An operation is planned before anything else is said of it."""

    def __init__(self, ref: str) -> None:
        super().__init__(
            _("No window is planned for this operation"),
            where=ref,
            todo=_("`celyactl operation plan {ref} --start INSTANT --end INSTANT` plans one.").format(ref=ref),
        )


class OperationOver(BadData):
    """An operation that took place, or was called off, changes no more."""

    http_status = 409

    def __init__(self, ref: str) -> None:
        super().__init__(
            _("This operation took place or was called off already"),
            where=ref,
            todo=_("`celyactl undo {ref}` takes the last act back.").format(ref=ref),
        )
