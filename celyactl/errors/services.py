"""Why a service of the desk can't work here: there is none of its kind, or it works on another machine."""

from __future__ import annotations

from typing import Final

from celyactl.errors.base import Misconfigured
from celyactl.i18n import gettext as _

_TAKEN_OVER: Final = {"mail": "celyactl mail flush --take-over", "escalation": "celyactl escalation run --take-over"}
"""What makes a machine the one, by kind of service; the others run anywhere."""


class NoService(Misconfigured):
    """`desk.yaml` names no service of this kind."""

    def __init__(self, kind: str) -> None:
        command = _TAKEN_OVER.get(kind)
        todo = (
            _("`{command}` makes this machine the one, or write it under `services:`.").format(command=command)
            if command
            else _("`celyactl team service add {kind} --kind {kind} --email ADDRESS` adds it.").format(kind=kind)
        )
        super().__init__(
            _("The desk has no service of the kind `{kind}`").format(kind=kind), where="desk.yaml", todo=todo
        )


class NotTheInstance(Misconfigured):
    """Another machine does the work of this service."""

    def __init__(self, kind: str, instance: str | None, here: str) -> None:
        facts = {"kind": kind, "instance": instance, "here": here, "command": _TAKEN_OVER.get(kind, "-")}
        what = _("The service `{kind}` runs on {instance}, and this machine is {here}")
        todo = _("If that one is gone, `{command}` makes this machine the one.")
        if instance is None:
            what = _("No machine was said to be the one of the service `{kind}`; this one is {here}")
            todo = _("`{command}` makes this machine the one.")
        super().__init__(what.format(**facts), where="desk.yaml", todo=todo.format(**facts))
