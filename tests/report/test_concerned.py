"""A report reads the tickets that its period may tell of: the figures are those of all tickets of the contract."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from celyactl.domain.figures.concerned import is_concerned
from celyactl.domain.figures.contract import Sources, figures_of
from celyactl.domain.figures.period import Period
from celyactl.domain.figures.telling import facts_of
from celyactl.domain.packs import balance
from celyactl.services.components.announcements import announced
from celyactl.services.histories import tickets_of
from celyactl.services.reports.gathering import gather, promised_visits, view_at
from celyactl.services.sla import Cases
from celyactl.store.repository import Repository

SPANS = [
    ("2025-01-01", "2026-01-01"),
    ("2026-01-01", "2027-01-01"),
    ("2026-03-10", "2026-03-17"),
    ("2027-01-01", "2028-01-01"),
]


@pytest.mark.parametrize("slug", ["warndt-2025", "grand-large-2025", "montfleuri-2025", "val-orne-2025"])
def test_tickets_that_are_left_out_change_no_figure(sample, slug):
    repository = Repository.discover(Path(sample))
    with closing(repository):
        judge(view_at(repository, "HEAD"), slug)


def judge(view, slug):
    contract, tickets, cases = view.contract(slug), list(tickets_of(view, slug)), Cases(view)
    left_out = 0
    for start, end in SPANS:
        period = Period(date.fromisoformat(start), date.fromisoformat(end), view.zone)
        gathered = gather(view, slug, period)
        now = gathered.made
        whole_cases = [cases.of(ticket) for ticket in tickets]
        facts = [facts_of(case.story, case.courses(now)) for case in whole_cases]
        stories = [case.story for case in whole_cases]
        outages = {one.service: () for one in gathered.figures.availability}
        packs = balance(contract, (), (period.ends - timedelta(days=1)).date(), view.zone)
        promised = promised_visits(view, contract, stories, (period, now))
        sources = Sources(contract, gathered.client, facts, stories, outages, packs, announced(), now, promised)
        whole = figures_of(sources, period)
        for name in (
            "tickets",
            "response",
            "restoration",
            "onsite",
            "interventions",
            "waiting",
            "operations",
            "preventive",
            "level1",
        ):
            assert getattr(whole, name) == getattr(gathered.figures, name), name
        left_out += len(tickets) - len(gathered.facts)
        assert len(gathered.facts) == sum(is_concerned(ticket, period) for ticket in tickets)
    assert left_out
