"""What a checklist refuses: a list, or a point of it, that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from celyactl.errors.base import BadData, Usage
from celyactl.errors.desk import UnknownName
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownChecklist(UnknownName):
    """The desk has no checklist of this name."""

    unknown: ClassVar[str] = marked("There is no checklist {name}")


class WhichChecklist(Usage):
    """Several checklists suit the ticket, or none."""

    def __init__(self, known: Sequence[str]) -> None:
        what = _("It does not follow from the ticket which checklist is meant")
        listed = ", ".join(known)
        todo = _("Name it with `--list`: {names}.").format(names=listed) if known else _("desk.yaml holds none yet.")
        super().__init__(what, where="--list", todo=todo)


class NoSuchPoint(BadData):
    """A number, or a beginning, that names no point of the list; points count from 1."""

    def __init__(self, text: str, items: Sequence[str]) -> None:
        what = _('"{text}" is no point of the list').format(text=text)
        listed = _("; ").join(f"{number} {item}" for number, item in enumerate(items, 1))
        super().__init__(what, where="--done, --result", todo=_("Its points: {items}.").format(items=listed))
