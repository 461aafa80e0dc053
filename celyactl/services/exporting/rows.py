"""Tickets, contracts and interventions as rows of text: the columns of an export, in the order in which they stand.

The columns of a ticket are those that `import` reads, so that what was taken out can be brought in elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.fold import refold
from celyactl.domain.in_force import coverage_on, targets_on, term_of
from celyactl.domain.state import acted_at
from celyactl.services.unread import leave_out_tickets
from celyactl.store import records
from celyactl.store.index.index import asked_of
from celyactl.store.index.listing import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from celyactl.domain.contract import Contract
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.query import Query
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.services.interventions.done import Visit
    from celyactl.store.view import View

TICKETS: Final = (
    *("ref", "client", "status", "level", "assignee", "labels", "severity", "out_of_hours", "out_of_contract"),
    *("contract", "title", "kind", "priority", "requester", "caller", "channel", "site", "component"),
    *("opened_at", "acknowledged_at", "cause", "restored_at", "resolved_at", "closed_at", "external_id"),
)
CONTRACTS: Final = (
    *("slug", "client", "type", "title", "start", "term_start", "term_end", "renewal", "notice_limit", "state"),
    *("coverage", "targets"),
)
INTERVENTIONS: Final = (
    *("ref", "client", "start", "end", "seconds", "travel_seconds", "mode", "technician", "site", "public"),
    *("out_of_hours", "billable", "summary"),
)


def tickets(view: View, query: Query | None, now: datetime) -> Iterator[Ticket]:
    """The tickets that a query wants, whole, in its order; those that can't be read are left out, and warned of."""
    found, _total = asked_of(
        view.repository.place, view.commit, lambda index: lines(index, query, ("path", "blob"), 0, int(now.timestamp()))
    )
    leave_out_tickets(view, query)
    paths = {str(row["blob"]): str(row["path"]) for row in found}
    for blob, text in view.repository.blobs(str(row["blob"]) for row in found):
        yield records.load_ticket(text, paths[blob]).model


def ticket_row(ticket: Ticket) -> list[str]:
    """A ticket under TICKETS."""
    story = refold(ticket)
    facts = {name: getattr(ticket, name, None) for name in TICKETS} | {
        "labels": ticket.labels,
        "channel": ticket.origin,
        "component": ticket.components,
        "acknowledged_at": _answered(story),
        "cause": story.cause.text if story.cause else None,
        "restored_at": story.restored.at if story.restored else None,
        "resolved_at": story.resolved_at,
        "closed_at": story.closed_at,
        "external_id": ticket.external_id or ticket.ref,
    }
    return [_cell(facts[name]) for name in TICKETS]


def _answered(story: Story) -> datetime | None:
    return acted_at(story.responded) if story.responded else None


def contract_row(contract: Contract, day: date) -> list[str]:
    """A contract under CONTRACTS, as it is on a day."""
    term = term_of(contract, day)
    targets = (f"{one.priority}:{one.response or '-'}:{one.restoration or '-'}" for one in targets_on(contract, day))
    facts = (contract.slug, contract.client, contract.type, contract.title, contract.start, term.start, term.end)
    more = (contract.renewal, term.notice_limit, term.state, coverage_on(contract, day), " ".join(targets))
    return [_cell(fact) for fact in (*facts, *more)]


def visit_row(visit: Visit) -> list[str]:
    """An intervention under INTERVENTIONS."""
    work = visit.work
    length = int((work.end - work.start).total_seconds())
    facts = (visit.ticket.ref, visit.ticket.client, work.start, work.end, length, work.travel_seconds, work.mode)
    more = (work.technician, work.site, work.public, work.out_of_hours, work.billable, work.summary)
    return [_cell(fact) for fact in (*facts, *more)]


def public_part(journal: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that the client may read."""
    return tuple(entry for entry in journal if entry.public)


def _cell(fact: object) -> str:
    match fact:
        case None:
            return ""
        case bool():
            return "yes" if fact else ""
        case tuple():
            return " ".join(map(str, fact))
        case _ if hasattr(fact, "isoformat"):
            return str(fact.isoformat())
    return str(int(fact)) if isinstance(fact, int) else str(fact)


def plain_rows(rows: Iterable[Sequence[str]], headings: Sequence[str]) -> list[dict[str, str]]:
    """Rows as mappings, for programs."""
    return [dict(zip(headings, row, strict=True)) for row in rows]
