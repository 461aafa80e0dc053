"""What escalation refuses: a machine that is not the one, a notice that nobody gave."""

from __future__ import annotations

from celyactl.errors.base import BadData, NotFound
from celyactl.i18n import gettext as _


class NoCall(NotFound):
    """Nobody was called about this ticket, or not by this notice."""

    def __init__(self, ref: str, notice: str | None) -> None:
        what = (
            _("There is no call {notice} on the ticket").format(notice=notice)
            if notice
            else _("No call on the ticket waits for an answer")
        )
        super().__init__(what, where=ref, todo=_("See `celyactl ticket show {ref}`.").format(ref=ref))


class AlreadyTaken(BadData):
    """Somebody took it on before."""

    http_status = 409

    def __init__(self, ref: str, who: str) -> None:
        todo = _("See `celyactl ticket show {ref}`.").format(ref=ref)
        super().__init__(_("{who} took it on already").format(who=who), where=ref, todo=todo)
