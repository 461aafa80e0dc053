"""What the verbs of a report share: the options that name its period."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import day
from celyactl.domain.figures.period import Period
from celyactl.errors.reporting import NoFormerTerm, PeriodNeeded
from celyactl.i18n import marked
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract
    from celyactl.store.view import View

_DATE: Final = marked("DATE")

Year = Annotated[
    int | None, typer.Option("--year", min=1970, max=2199, metavar=marked("YEAR"), help=marked("A civil year."))
]
WhichTerm = Annotated[
    Literal["current", "previous"] | None,
    typer.Option("--term", help=marked("The term of the contract that runs, or the one before, instead of a year.")),
]
From = Annotated[str | None, typer.Option("--from", metavar=_DATE, help=marked("The first day, instead of a year."))]
To = Annotated[str | None, typer.Option("--to", metavar=_DATE, help=marked("The day after the last."))]


def period_of(
    view: View, contract: Contract, year: int | None, term: str | None, days: tuple[str | None, str | None]
) -> Period:
    """The period that the options name; the term that runs is the one of the day of the view's commit.

    Raises PeriodNeeded, PeriodTurnedRound, NoFormerTerm and what reading a date raises.
    """
    from celyactl.domain.in_force import term_of  # not for a year

    start, end = days
    given = [year is not None, term is not None, start is not None or end is not None]
    if sum(given) != 1:
        raise PeriodNeeded
    if year is not None:
        return Period.year(year, view.zone)
    if term is not None:
        found = term_of(contract, view.made_at.date())
        if term == "previous":
            if found.index == 0:
                raise NoFormerTerm(contract.slug, full_date(found.start))
            found = term_of(contract, found.start - timedelta(days=1))
        return Period(found.start, found.end, view.zone)
    if start and end:
        return Period(day(start), day(end, upcoming=True), view.zone)
    raise PeriodNeeded


def view_at(commit: str | None) -> View:
    """The desk as it is, or as it was at a commit. Raises UnknownCommit."""
    from celyactl.services.reports.gathering import view_at as at

    desk = session.current().desk
    return desk.view if commit is None else at(desk.repository, commit)
