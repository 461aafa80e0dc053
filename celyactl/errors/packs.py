"""What prepaid packs, and the billing of work outside of contracts, refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotAPack(BadData):
    """A contract of another type has no packs."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("This contract sells no packs"),
            where=slug,
            todo=_("`celyactl contract list` shows the type of each contract."),
        )


class ExpiresTooSoon(BadData):
    """A pack that ends before it begins."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("The pack would expire before it is bought"),
            where=slug,
            todo=_("Give `--expires` a day after that of `--bought`."),
        )


class PackSizeNeeded(Usage):
    """A pack is one of tickets, or one of hours."""

    def __init__(self) -> None:
        super().__init__(
            _("A pack has a number of tickets or of hours"), todo=_("Give either `--tickets` or `--hours`.")
        )


class NothingBilled(BadData):
    """There is nothing to take back on a ticket."""

    def __init__(self, ref: str) -> None:
        super().__init__(
            _("Nothing that was exported for billing stands on this ticket"),
            where=ref,
            todo=_("`celyactl billing list --month 2026-11` shows what was exported."),
        )


class SeveralBilled(Usage):
    """More than one intervention of a ticket was exported: which one is meant must be said."""

    def __init__(self, ref: str, names: Sequence[str]) -> None:
        super().__init__(
            _("Several interventions of this ticket were exported"),
            where=ref,
            todo=_("Give one with `--intervention`: {names}.").format(names=", ".join(names)),
        )


class AgreementIncomplete(Usage):
    """An agreement to be billed is somebody's, given in some way."""

    def __init__(self) -> None:
        super().__init__(
            _("An agreement needs who gave it and how"), todo=_("Give both `--agreed-by` and `--agreed-how`.")
        )
