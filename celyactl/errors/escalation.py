"""What escalation refuses: a machine that is not the one, a notice that nobody gave."""

from __future__ import annotations

from celyactl.errors.base import BadData, Misconfigured, NotFound
from celyactl.i18n import gettext as _


class NoEscalationService(Misconfigured):
    """`desk.yaml` names no service that escalates."""

    def __init__(self) -> None:
        what = _("The desk has no service of the kind `escalation`")
        todo = _("`celyactl escalation run --take-over` makes this machine the one, or write it under `services:`.")
        super().__init__(what, where="desk.yaml", todo=todo)


class NotTheInstance(Misconfigured):
    """Another machine escalates."""

    def __init__(self, instance: str | None, here: str) -> None:
        what = _("Escalation runs on {instance}, and this machine is {here}").format(instance=instance, here=here)
        todo = _("If that one is gone, `celyactl escalation run --take-over` makes this machine the one.")
        if instance is None:
            what = _("No machine was said to be the one that escalates; this one is {here}").format(here=here)
            todo = _("`celyactl escalation run --take-over` makes this machine the one.")
        super().__init__(what, where="desk.yaml", todo=todo)


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
