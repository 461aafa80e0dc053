"""Gathers what a report is computed from: a contract, its tickets and the services it relies on, at one commit.

A report is a function of contract, period and commit: today is the day of the commit.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from celyactl import __version__
from celyactl.domain.figures.contract import Sources, figures_of
from celyactl.domain.figures.recommending import suggestions
from celyactl.domain.holiday_zones import data_version
from celyactl.domain.language import language_for
from celyactl.domain.packs import balance
from celyactl.domain.words import Kind
from celyactl.errors.reporting import UnknownCommit
from celyactl.i18n import spoken
from celyactl.render.report.data import figures_data, report_data
from celyactl.render.report.matter import Matter
from celyactl.services.components.announcements import announced
from celyactl.services.facts import facts_of_contract
from celyactl.services.reliance import hosted_services
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from celyactl.domain.availability import Outage
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.figures.contract import ContractFigures
    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period
    from celyactl.domain.figures.recommending import Suggested
    from celyactl.domain.packs import Balance
    from celyactl.domain.preventive import DueVisit
    from celyactl.domain.report import Report
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.i18n import Language
    from celyactl.store.repository import Repository

    Form = Literal["pdf", "html", "json"]


class Gathered(Struct, frozen=True, dict=True):
    """A report before it has words: its figures, and what they are of."""

    contract: Contract
    client: Client
    period: Period
    commit: str
    made: datetime
    facts: tuple[Facts, ...]
    figures: ContractFigures
    report: Report | None

    @cached_property
    def computed(self) -> dict[str, Any]:
        """What a report's hash is of."""
        return figures_data(self.figures, self.suggested, self.report)

    @cached_property
    def suggested(self) -> tuple[Suggested, ...]:
        """What the figures suggest to do next."""
        return suggestions(self.figures, self.facts, self.period)


def view_at(repository: Repository, name: str) -> View:
    """The desk as a commit tells it. Raises UnknownCommit."""
    commit = repository.resolve(name)
    if commit is None:
        raise UnknownCommit(name)
    return View(repository, commit)


def gather(view: View, slug: str, period: Period) -> Gathered:
    """The figures of a contract over a period, by the view's commit. Raises UnknownContract, BadFile."""
    contract = view.contract(slug)
    client = view.client(contract.client)
    made = view.made_at
    told = facts_of_contract(view, contract, period, made)
    stories = tuple(case.story for case in told.read)
    sources = Sources(
        contract=contract,
        client=client,
        facts=told.facts,
        planned=stories,
        outages={name: outages_of_service(view, name) for name in hosted_services(view, client)},
        balance=_balance(view, contract, [case.ticket for case in told.read], (period, made)),
        announced=announced(),
        now=made,
        visits=promised_visits(view, contract, stories, (period, made)),
    )
    figures = figures_of(sources, period)
    return Gathered(
        contract,
        client,
        period,
        view.commit,
        made,
        told.facts,
        figures,
        view.report(contract, period.start, period.end),
    )


def promised_visits(
    view: View, contract: Contract, stories: Sequence[Story], when: tuple[Period, datetime]
) -> tuple[DueVisit, ...]:
    """The preventive visits that the contract promises in the period, as they stand at its end, or now."""
    if not contract.preventive:
        return ()
    from celyactl.services.prevention.due import visits_of  # few contracts promise any

    period, made = when
    today = min(made.astimezone(view.zone).date(), period.end)
    mine = [story for story in stories if story.header.kind is Kind.PREVENTIVE]
    return tuple(visits_of(view, contract, mine, (period.start, period.end), today))


def _balance(view: View, contract: Contract, tickets: Sequence[Ticket], when: tuple[Period, datetime]) -> Balance:
    """The packs at the end of the period, or now."""
    period, made = when
    until = min(period.ends, made)
    day = (until.astimezone(view.zone) - timedelta(microseconds=1)).date()
    if not contract.packs:
        return balance(contract, (), day, view.zone)
    from celyactl.domain.fold import as_of, refold  # few contracts sell packs

    known = (as_of(ticket, until) for ticket in tickets)
    return balance(contract, [refold(ticket) for ticket in known if ticket is not None], day, view.zone)


def made_with() -> dict[str, str]:
    """What computed a report, with versions: the same make it again byte for byte."""
    return dict(_made_with())


@cache
def _made_with() -> Mapping[str, str]:
    from importlib.metadata import version  # for reports only

    return {
        "celyactl": __version__,
        "typst": version("typst"),
        "pygal": version("pygal"),
        "holidays": data_version(),
        "announcements": announced().checked.isoformat(),
        "fonts": "Libertinus Serif, DejaVu Sans Mono (typst)",
    }


def report_json(gathered: Gathered) -> dict[str, Any]:
    """A report as plain data."""
    about = gathered.contract, gathered.client, gathered.period, gathered.commit
    return report_data(*about, gathered.computed) | {"made_with": made_with()}


def document(view: View, gathered: Gathered, form: Form, language: Language | None = None) -> bytes:
    """A report in a form, in a language, by default the client's. Raises the errors of a desk's own template."""
    data = report_json(gathered)
    if form == "json":
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    tongue = language or language_for(view.company, gathered.client)
    return spoken(tongue, lambda: _set(view, gathered, form, data | {"language": tongue, "format": form}))


def _set(view: View, gathered: Gathered, form: Form, data: dict[str, Any]) -> bytes:
    from celyactl.render.report.annual import annual_html, annual_pdf  # not for figures alone

    matter = Matter(
        company=view.company,
        client=gathered.client,
        contract=gathered.contract,
        period=gathered.period,
        commit=gathered.commit,
        made=gathered.made,
        figures=gathered.figures,
        suggested=gathered.suggested,
        report=gathered.report,
        data=data,
    )
    if form == "pdf":
        return annual_pdf(matter)
    return annual_html(matter, view.template)


def outages_of_service(view: View, service: str) -> list[Outage]:
    """Every outage of a service that some ticket, of any client, tells of."""
    from celyactl.domain.availability import outages_of  # few clients rely on hosted services
    from celyactl.domain.fold import refold
    from celyactl.services.histories import tickets_with_outage

    told = (outages_of(refold(ticket)) for ticket in tickets_with_outage(view, service))
    return [outage for several in told for outage in several if outage.service == service]
