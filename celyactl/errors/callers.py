"""What is not known of a caller: whose number it is, under which contract it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, NotFound, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class CallerUnknown(NotFound):
    """Nobody of the desk has this number or this name; `number` is E.164."""

    def __init__(self, typed: str, number: str | None = None) -> None:
        what = _("Nobody here has the number {number}") if number else _("Nobody here is called {number}")
        todo = _(
            "Ask for the client, then `celyactl who NAME`, or record the call with"
            " `celyactl call NUMBER TITLE --contract SLUG --caller NAME`."
        )
        super().__init__(what.format(number=number or typed), todo=todo)


class CallerPerhapsUnread(BadData):
    """Nobody has this number or this name in the clients' files that can be read; `unread` tells of the others."""

    def __init__(self, typed: str, number: str | None, unread: Sequence[str]) -> None:
        what = _("Nobody has {number} in the clients' files that can be read").format(number=number or typed)
        todo = _("`celyactl check` says what is wrong, or record the call with `--contract SLUG --caller NAME`.")
        super().__init__(what, where="; ".join(unread), todo=todo)


class ContractNeeded(Usage):
    """Several contracts may be meant, or none is known: the caller's words decide."""

    def __init__(self, slugs: Sequence[str]) -> None:
        what = _("It is not known under which contract this call comes")
        known = _("Give one with `--contract`: {slugs}.").format(slugs=", ".join(slugs))
        super().__init__(what, todo=known if slugs else _("Give one with `--contract`."))
