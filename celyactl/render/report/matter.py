"""What a report is written from: its figures, whose they are, what the manager says, and what computed them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall, full_date
from celyactl.render.names import Names
from celyactl.render.report.suggested import Decided, decided

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from celyactl.domain.client import Client
    from celyactl.domain.company import Company
    from celyactl.domain.contract import Contract
    from celyactl.domain.figures.contract import ContractFigures
    from celyactl.domain.figures.period import Period
    from celyactl.domain.figures.recommending import Suggested
    from celyactl.domain.report import Report

_PRIORITIES = {
    "P1": marked("very urgent"),
    "P2": marked("urgent"),
    "P3": marked("normal"),
    "P4": marked("low urgency"),
}


class Matter(Struct, frozen=True):
    """A report before it is set: `data` is its JSON, `made_with` the programs with their versions."""

    company: Company
    client: Client
    contract: Contract
    period: Period
    commit: str
    made: datetime
    figures: ContractFigures
    suggested: tuple[Suggested, ...]
    report: Report | None
    data: Mapping[str, Any]

    @property
    def names(self) -> Names:
        """Names as the client knows them."""
        return Names(self.company, self.client)

    @property
    def wall(self) -> Wall:
        """The clock by which instants are told: that of the commit."""
        return Wall(self.made)

    @property
    def recommendations(self) -> tuple[Decided, ...]:
        """What to do next, as the manager left it."""
        return decided(self.suggested, self.report, self.names)

    @property
    def today(self) -> date:
        """The day of the commit."""
        return self.made.date()

    @property
    def title(self) -> str:
        """What the report is called: a year by its number."""
        start, end = self.period.start, self.period.end
        if (start.month, start.day, end.month, end.day, end.year - start.year) == (1, 1, 1, 1, 1):
            return _("Annual report {year}").format(year=start.year)
        return _("Service report")

    @property
    def span(self) -> str:
        """The days of the period."""
        last = self.period.end - timedelta(days=1)
        return _("from {start} to {last} included").format(start=full_date(self.period.start), last=full_date(last))

    def urgency(self, priority: str) -> str:
        """An urgency by the contract's own word, else by an everyday one."""
        own = next((one.word for one in self.contract.severities if one.priority.value == priority), None)
        return own or _(_PRIORITIES[priority])
