"""The folder that a leaving client takes: its contract, its tickets and its interventions as open files.

Only what the client may read, unless internal entries are asked for; never access codes, whoever asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.fold import refold
from celyactl.domain.model import plain
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.render.spreadsheet import as_csv
from celyactl.services.exporting import rows
from celyactl.services.histories import tickets_of
from celyactl.services.interventions.done import Visit
from celyactl.services.sla import Cases
from celyactl.services.tickets.summary import summarise
from celyactl.store.yaml.canonical import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.contract import Contract
    from celyactl.domain.ticket import Ticket
    from celyactl.store.view import View

_OURS = ("assignee", "level", "labels", "severity")
"""Fields of a ticket's header that are the company's own business."""


class Taken(Struct, frozen=True):
    """What a folder holds: its files by their relative paths, how many tickets and how many interventions."""

    files: dict[str, bytes]
    tickets: int
    interventions: int


def take_out(view: View, slug: str, now: datetime, *, internal: bool, prices: bool = False) -> Taken:
    """Everything of one contract at `now`, what it costs for managers only; a ticket that can't be read is left out.

    Raises UnknownContract, BadFile, TemplateRefused.
    """
    contract = view.contract(slug)
    found = tickets_of(view, slug)
    visits = [visit for ticket in found for visit in _visits(ticket) if internal or visit.work.public]
    files = {
        **dict(_about(view, contract, internal=internal, prices=prices)),
        **dict(_tickets(view, found, now, internal=internal)),
        "tickets.csv": as_csv(rows.TICKETS, _table(found, internal=internal)).encode(),
        "interventions.csv": as_csv(rows.INTERVENTIONS, map(rows.visit_row, visits)).encode(),
    }
    files["README.md"] = _readme(view, contract, now, files).encode()
    return Taken(files, len(found), len(visits))


def _visits(ticket: Ticket) -> Iterator[Visit]:
    return (Visit(ticket, work) for work in refold(ticket).interventions)


def _table(found: Sequence[Ticket], *, internal: bool) -> Iterator[list[str]]:
    for ticket in found:
        cells = rows.ticket_row(ticket)
        hidden = () if internal else (*_OURS, "cause")
        yield ["" if name in hidden else cell for name, cell in zip(rows.TICKETS, cells, strict=True)]


def _about(view: View, contract: Contract, *, internal: bool, prices: bool) -> Iterator[tuple[str, bytes]]:
    """Contract and client, without what managers or technicians keep to themselves."""
    client = view.client(contract.client)
    contacts = tuple(replace(one, access=()) for one in client.contacts)
    known = replace(client, contacts=contacts) if internal else replace(client, contacts=contacts, note=None)
    shown = contract if internal else replace(contract, note=None)
    shown = shown if internal and prices else replace(shown, commercial=())
    yield "contract.yaml", write(plain(shown)).encode()
    yield "client.yaml", write(plain(known)).encode()


def _tickets(view: View, found: Sequence[Ticket], now: datetime, *, internal: bool) -> Iterator[tuple[str, bytes]]:
    cases = Cases(view)
    for ticket in found:
        data = plain(ticket)
        if not internal:
            data = {name: value for name, value in data.items() if name not in _OURS}
            data["journal"] = [plain(entry) for entry in rows.public_part(ticket.journal)]
        yield f"tickets/{ticket.ref}.yaml", write(data).encode()
        yield f"tickets/{ticket.ref}.html", summarise(view, cases.of(ticket), now, form="html").encode()


def _readme(view: View, contract: Contract, now: datetime, files: dict[str, bytes]) -> str:
    client, company = view.client(contract.client), view.company.company
    lines = [
        f"# {client.name} : {contract.slug}",
        "",
        _("Taken out of the service desk of {company} on {date}, commit {commit}.").format(
            company=company, date=full_date(now.date()), commit=view.commit[:12]
        ),
        "",
        _("- `contract.yaml`, `client.yaml`: what was agreed, the sites, the people and the installation"),
        _("- `tickets.csv`, `interventions.csv`: tables for a spreadsheet (UTF-8, commas)"),
        _("- `tickets/`: each ticket as data (`.yaml`) and to be read (`.html`)"),
        "",
        _("{n} files. Instants are RFC 3339, with their offset.").format(n=len(files) + 1),
        "",
    ]
    return "\n".join(lines)
