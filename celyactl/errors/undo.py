"""What `undo` refuses: what was built on the act, or why there is nothing to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors.base import BadData, NotFound
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED: Final = 5
"""How many names are enough to go on with."""


class NothingToUndo(NotFound):
    """Whoever asks has done nothing, there or at all, that is not undone yet."""

    def __init__(self, where: str = "") -> None:
        todo = _("Name the commit of another act, as `celyactl log` shows it.")
        super().__init__(_("You have done nothing here that could be undone"), where=where, todo=todo)


class UnknownCommit(NotFound):
    """No act of this branch has that commit."""

    def __init__(self, text: str) -> None:
        what = _("There is no act {text} in the history of this desk").format(text=text)
        super().__init__(what, todo=_("`celyactl log` shows the commits."))


class NotAnAct(BadData):
    """A commit made by hand, a merge, or the founding: git's affair, or nobody's."""

    def __init__(self, commit: str, subject: str) -> None:
        what = _('The commit {commit} ("{subject}") is no act of celyactl').format(commit=commit, subject=subject)
        super().__init__(what, todo=_("What was committed by hand is taken back by hand: `git revert`."))


class AlreadyUndone(BadData):
    """What the act wrote no longer counts, or is no longer there."""

    http_status = 409

    def __init__(self, commit: str, subject: str) -> None:
        what = _('The act {commit} ("{subject}") is undone already').format(commit=commit, subject=subject)
        super().__init__(what, todo=_("To do it again, undo the commit that undid it."))


class OpeningStays(BadData):
    """A reference that was given out stays: tickets are cancelled, not unmade."""

    http_status = 409

    def __init__(self, refs: Sequence[str]) -> None:
        named = ", ".join([*refs[:_NAMED], *["…"] * (len(refs) > _NAMED)])
        what = _("The act opened {refs}: a ticket is not unmade").format(refs=named)
        super().__init__(what, todo=_("Cancel it: `celyactl ticket cancel {ref} TEXT`.").format(ref=refs[0]))


class BuiltOn(BadData):
    """Others went on from what the act made; `uses` say who, when and what, each in a line."""

    http_status = 409

    def __init__(self, where: str, uses: Sequence[str]) -> None:
        listed = _("; ").join([*uses[:_NAMED], *["…"] * (len(uses) > _NAMED)])
        what = _("Others have built on this act: {uses}").format(uses=listed)
        super().__init__(what, where=where, todo=_("Undo those first, or correct the matter with a new act."))


class DetailsErased(BadData):
    """Details of a person who asked to be forgotten would be back."""

    http_status = 409

    def __init__(self, who: str, where: str = "") -> None:
        what = _("The details of {who} were erased: nothing brings them back").format(who=who)
        super().__init__(what, where=where, todo=_("Record what else the act did by a new one."))
