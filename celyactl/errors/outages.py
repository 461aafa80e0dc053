"""What keeps an outage from being opened or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from celyactl.errors.base import BadData, Usage
from celyactl.errors.desk import UnknownName
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownSharedService(UnknownName):
    """The desk names no such service among those that clients share."""

    unknown: ClassVar[str] = marked("There is no shared service {name}")

    def __init__(self, name: str, known: Sequence[str], where: str = "") -> None:
        super().__init__(name, known, where)
        if not known:
            self.advise(
                _("Write it there under `shared_services:`, with `id` and `name`; `celyactl adopt` records it.")
            )


class AlreadyDown(BadData):
    """A ticket tells of one outage of a service at a time."""

    def __init__(self, ref: str, service: str) -> None:
        super().__init__(
            _("{service} is down already by this ticket").format(service=service),
            where=ref,
            todo=_("`celyactl outage close {ref}` says when it came back.").format(ref=ref),
        )


class NothingDown(BadData):
    """A ticket without an outage that is on, or with one of another service."""

    def __init__(self, ref: str, service: str | None = None) -> None:
        said = _("{service} is not down by this ticket").format(service=service)
        super().__init__(
            said if service else _("No outage is on by this ticket"),
            where=ref,
            todo=_("`celyactl outage list` shows those that are."),
        )


class WhichOutage(Usage):
    """Several services are down by one ticket."""

    def __init__(self, ref: str, services: Sequence[str]) -> None:
        super().__init__(
            _("Several services are down by this ticket: {names}").format(names=", ".join(services)),
            where=ref,
            todo=_("Name the one that came back."),
        )


class BackBeforeDown(BadData):
    """A service comes back after it went down."""

    def __init__(self, ref: str, back: str, down: str) -> None:
        super().__init__(
            _("It can't be back at {back}: it went down at {down}").format(back=back, down=down),
            where=ref,
            todo=_("Give a later --at."),
        )
