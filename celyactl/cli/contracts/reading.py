"""`celyactl contract list|show`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import day, today
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.answering import facts_of
from celyactl.cli.contracts.due import due_by, due_table
from celyactl.cli.contracts.options import Slug
from celyactl.cli.output import show as give
from celyactl.cli.pages import Sheet
from celyactl.cli.record_data import outlook_data, term_data
from celyactl.cli.table import Table
from celyactl.domain.durations import parse_days
from celyactl.domain.in_force import coverage_on, term_of
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.render.terminal.contract import contract_page
from celyactl.render.words import term_state_words, word
from celyactl.services import catalogue

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.contract import Contract

app = Commands()


@app.command("list", example="celyactl contract list --renewing 90d")
def listing(
    client: Annotated[
        str | None, typer.Option("--client", metavar=marked("NAME"), help=marked("Those of one client."))
    ] = None,
    renewing: Annotated[
        str | None,
        typer.Option(
            "--renewing", metavar=marked("DAYS"), help=marked("Those that need somebody within so many days: 90d.")
        ),
    ] = None,
) -> None:
    """List the contracts."""
    view, now = session.current().desk.view, today()
    one = catalogue.client_named(view, client).id if client else None
    found = list(catalogue.contracts(view, one))
    known = {known.id: known for known in catalogue.clients(view)}
    names = {ident: client.name for ident, client in known.items()}
    if renewing is None:
        data = [_summary(contract, names.get(contract.client), now) for contract in found]
        give(data, lambda: _table(found, names, now), warnings=view.warnings)
        return
    until = now + timedelta(days=parse_days(renewing))
    due = due_by(found, known, now, until)
    data = [
        _summary(one.contract, one.client_name, now) | {"outlook": outlook_data(one.contract, one.legal, now)}
        for one in due
    ]
    give(data, lambda: due_table(due, until), warnings=view.warnings)


def _summary(contract: Contract, name: str | None, now: date) -> dict[str, Any]:
    facts = {
        "slug": contract.slug,
        "client": contract.client,
        "client_name": name,
        "type": contract.type,
        "title": contract.title,
        "coverage": coverage_on(contract, now),
    }
    return facts | {"term": term_data(contract, now)}


def _table(found: list[Contract], names: dict[str, str], now: date) -> str | Table:
    if not found:
        return _("No contract yet. The first: celyactl contract new SLUG --client NAME")
    rows = []
    for contract in found:
        term = term_of(contract, now)
        rows.append(
            [
                contract.slug,
                names.get(contract.client, contract.client),
                word(contract.type),
                coverage_on(contract, now),
                term_state_words(term.state),
                full_date(term.last_day),
                full_date(term.notice_limit) if term.renews else "-",
            ]
        )
    headings = [_("Contract"), _("Client"), _("Type"), _("Coverage"), _("State"), _("Last day"), _("Notice until")]
    return Table(headings, rows, spare=(3, 2, 6), flexible=(1,))


@app.command(example="celyactl contract show acme-2026 --at 2026-12-31")
def show(
    slug: Slug,
    at: Annotated[
        str | None, typer.Option("--at", metavar=marked("DATE"), help=marked("As it is on that day; today by default."))
    ] = None,
) -> None:
    """Show a contract: its term, its coverage and its targets on a day."""
    view = session.current().desk.view
    moment = day(at) or today()
    contract = view.contract(slug)
    catalogue.heed_edits(view, view.path_of_contract(slug))
    client = view.client(contract.client)
    more = {"client_name": client.name, "outlook": outlook_data(contract, client.legal, moment)}
    data = facts_of(contract, moment) | more
    currency = view.company.currency if data["commercial"] else None
    give(data, lambda: Sheet(contract_page(contract, client, moment, currency)), warnings=view.warnings)
