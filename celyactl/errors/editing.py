"""What an edit of a client or a contract refuses; a person's text that is refused is kept, and the error says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Busy, NotFound, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from celyactl.errors.base import CelyactlError, InputOutput


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


def keeping(error: CelyactlError, draft: Path, command: str) -> CelyactlError:
    """The same error, which also says where the text is kept and how to go on with it."""
    kept = _("Your text is kept in {path}: correct it there, then `{command} --file {path}`.")
    kept = kept.format(path=draft, command=command)
    error.todo = f"{error.todo} {kept}" if error.todo else kept
    return error


def keeping_for(error: CelyactlError, draft: Path, command: str) -> CelyactlError:
    """The same error, which also says where the words are kept and how to go on with them."""
    kept = _("Your text is kept in {path}: `{command} --recover` goes on with it.")
    kept = kept.format(path=draft, command=command)
    error.todo = f"{error.todo} {kept}" if error.todo else kept
    return error


def with_draft(error: InputOutput, draft: Path | None) -> None:
    """Let the error also say where the command line is kept; None when it could not be kept."""
    if draft:
        kept = _("What you typed is kept in {path}.").format(path=draft)
    else:
        kept = _("What you typed could not be kept either: your shell may still have it.")
    error.todo = f"{error.todo} {kept}" if error.todo else kept
