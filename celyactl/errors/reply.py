"""What a prepared reply refuses: a name that is none, a variable without a value."""

from __future__ import annotations

from typing import ClassVar

from celyactl.errors.base import BadData, Usage
from celyactl.errors.desk import UnknownName
from celyactl.i18n import gettext as _
from celyactl.i18n import marked


class UnknownReply(UnknownName):
    """No prepared reply has this name."""

    unknown: ClassVar[str] = marked("There is no prepared reply {name}")


class VariableNotGiven(BadData):
    """The reply says something that this ticket does not tell."""

    def __init__(self, reply: str, name: str) -> None:
        what = _("The reply {reply} needs {name}, and the ticket does not tell it").format(reply=reply, name=name)
        super().__init__(what, where="--template", todo=_("Give it: `--with {name}=TEXT`.").format(name=name))


class NotAVariable(Usage):
    """A value of `--with` that names no variable."""

    def __init__(self, text: str) -> None:
        what = _('"{text}" gives no variable its value').format(text=text[:80])
        super().__init__(what, where="--with", todo=_("Write it like `--with their_ref=FR-1234`."))
