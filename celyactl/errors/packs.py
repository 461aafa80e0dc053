"""What prepaid packs, and the billing of work outside of contracts, refuse."""

from __future__ import annotations

from celyactl.errors.base import BadData, Usage
from celyactl.i18n import gettext as _


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
