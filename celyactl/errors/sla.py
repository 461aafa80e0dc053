"""What a question about service hours lacks, or has too much of; promises that no hours keep."""

from __future__ import annotations

from celyactl.errors.base import BadData, Usage
from celyactl.i18n import gettext as _


class CalendarNotNamed(Usage):
    """Covered time is a contract's, or a coverage's: exactly one of them."""

    def __init__(self) -> None:
        super().__init__(
            _("It is not known whose hours count"),
            where="--contract, --coverage",
            todo=_("Give either `--contract SLUG` or `--coverage NAME --holidays ZONE`."),
        )


class NoTarget(Usage):
    """A deadline without a target is none."""

    def __init__(self) -> None:
        super().__init__(_("- is no target"), where="--target", todo=_("Give a duration such as 4h, 30m or 2d."))


class TargetOutOfReach(BadData):
    """A target that the coverage does not reach within ten years: no deadline can be told of it."""

    def __init__(self, contract: str) -> None:
        what = _("A target of {contract} is not reached within ten years").format(contract=contract)
        super().__init__(what, todo=_("`celyactl check` says which."))
