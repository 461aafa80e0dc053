"""What an edit of a client, a contract or a ticket refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Busy, NotFound, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownField(NotFound):
    """A path of `--set` that leads to nothing; `known` are the fields that are possible there."""

    def __init__(self, field: str, known: Sequence[str]) -> None:
        what = _('There is no field "{field}"').format(field=field)
        if known:
            todo = _("Possible here: {names}.").format(names=", ".join(known))
        else:
            todo = _("There is nothing below it: set the whole of it, or edit the text.")
        super().__init__(what, where="--set", todo=todo)


class SeveralValues(BadData):
    """A path of `--set` that leads to a list or a mapping."""

    def __init__(self, field: str) -> None:
        what = _('"{field}" holds more than one value').format(field=field)
        super().__init__(
            what, where="--set", todo=_("Edit the text: leave `--set` out on a terminal, or give `--file`.")
        )


class NoAssignment(Usage):
    """`--set` without an equals sign."""

    def __init__(self, text: str) -> None:
        what = _('"{text}" sets nothing').format(text=text[:80])
        super().__init__(what, where="--set", todo=_("Write it like `--set note=TEXT`; nothing after `=` clears it."))


class ChangedMeanwhile(Busy):
    """Somebody recorded the file while it was being edited."""

    def __init__(self, path: str) -> None:
        what = _("The file was changed by somebody else while you edited it")
        super().__init__(what, where=path, todo=_("Put your changes into the new text."))


class NothingToSet(Usage):
    """An edit of many tickets that says nothing of what is to change."""

    def __init__(self) -> None:
        what = _("An edit of several tickets needs what it changes")
        super().__init__(what, where="--set, --label", todo=_("Give `--set assignee=lea`, or `--label +vip`."))


class ContractOfAnother(BadData):
    """A ticket goes to a contract of its own client only."""

    def __init__(self, slug: str, owner: str, ref: str, client: str) -> None:
        what = _("The contract {slug} is {owner}’s, the ticket {client}’s")
        super().__init__(
            what.format(slug=slug, owner=owner, client=client),
            where=ref,
            todo=_("Name a contract of {client}: `celyactl contract list`.").format(client=client),
        )


class NoDraft(NotFound):
    """There is no text that was kept for this."""

    def __init__(self, folder: str) -> None:
        super().__init__(_("No text is kept for this"), where=folder, todo=_("Leave `--recover` out."))


class GivenUp(Usage):
    """Whoever was asked decided to record nothing."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was recorded, as you decided"))


class EditorFailed(BadData):
    """The editor could not be started, or ended with an error."""

    def __init__(self, command: str, reason: str) -> None:
        what = _("The editor {command} failed: {reason}").format(command=command, reason=reason)
        super().__init__(what, todo=_("Name another one in EDITOR."))
