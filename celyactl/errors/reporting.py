"""What keeps a report from being made, approved or verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import NotFound, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from datetime import date


class PeriodTurnedRound(Usage):
    """A period whose end is not after its beginning."""

    def __init__(self, start: date, end: date) -> None:
        super().__init__(
            _("the period from {start} to {end} has no day").format(start=start, end=end),
            todo=_("Give --from a day before --to."),
        )


class PeriodNeeded(Usage):
    """Neither a year nor two days were given, or both."""

    def __init__(self) -> None:
        super().__init__(_("a report needs its period"), todo=_("Give --year, or --from and --to."))


class UnknownCommit(NotFound):
    """What was given as a commit is none of this desk."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("there is no commit {name} in this desk").format(name=name),
            todo=_("`celyactl log --json` names the commits."),
        )
