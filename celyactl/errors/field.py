"""What work in the field refuses: windows, visits that were not planned, parts that nobody understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, NotFound, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class WindowIsOver(BadData):
    """What is planned lies ahead."""

    def __init__(self, end: str, todo: str) -> None:
        super().__init__(_("The window ended on {end}: it can't be planned").format(end=end), where="--end", todo=todo)


class NothingPlanned(NotFound):
    """A ticket without an intervention that is still to be made."""

    def __init__(self, ref: str) -> None:
        todo = _("Plan one with `celyactl intervention plan`, or record work with `celyactl intervention add`.")
        super().__init__(_("No intervention is planned on this ticket"), where=ref, todo=todo)


class WhichVisit(Usage):
    """Several interventions are planned on a ticket, or none of this name."""

    def __init__(self, ref: str, visits: Sequence[str]) -> None:
        super().__init__(
            _("Name one of these interventions: {visits}").format(visits=_("; ").join(visits)),
            where=ref,
            todo=_("Give the end of its id: `--which ID`."),
        )


class PartNotUnderstood(Usage):
    """What was given as a part that was swapped."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not a part that was swapped').format(text=text[:80]),
            where="--part",
            todo=_("Write WHAT=OUT/IN, the serial numbers that came out and went in, like ipbx=A123/B456."),
        )


class LeftBeforeArrival(BadData):
    """Who came left later."""

    def __init__(self, arrival: str, departure: str) -> None:
        super().__init__(
            _("The departure {departure} is not after the arrival {arrival}").format(
                departure=departure, arrival=arrival
            ),
            where="--departure",
            todo=_("Check `--arrival` and `--departure`."),
        )


class NoIntervention(NotFound):
    """A sheet is of an intervention that is there."""

    def __init__(self, ref: str) -> None:
        todo = _("Plan it with `celyactl intervention plan`, or record it with `celyactl intervention add`.")
        super().__init__(_("There is no intervention on this ticket"), where=ref, todo=todo)
