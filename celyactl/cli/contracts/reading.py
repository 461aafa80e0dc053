"""`celyactl contract list|show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import day, today
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.options import Slug
from celyactl.cli.contracts.words import renewal_words, scope_words, target_row, term_words
from celyactl.cli.output import show as give
from celyactl.cli.record_data import contract_data, coverage_on, targets_on, term_data, term_of
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.render.words import term_state_words, word
from celyactl.services import catalogue

if TYPE_CHECKING:
    from datetime import date

    from celyactl.cli.output import Words
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract, Takeover

app = Commands()


@app.command("list")
def listing(
    client: Annotated[
        str | None, typer.Option("--client", metavar=marked("NAME"), help=marked("Those of one client."))
    ] = None,
) -> None:
    """List the contracts."""
    view, now = session.current().desk.view, today()
    one = catalogue.client_named(view, client).id if client else None
    found = list(catalogue.contracts(view, one))
    names = {known.id: known.name for known in catalogue.clients(view)}
    data = [_summary(contract, names.get(contract.client), now) for contract in found]
    give(data, lambda: _table(found, names, now), warnings=view.warnings)


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
    return Table(headings, rows)


@app.command()
def show(
    slug: Slug,
    at: Annotated[
        str | None, typer.Option("--at", metavar=marked("DATE"), help=marked("As it is on that day; today by default."))
    ] = None,
) -> None:
    """Show a contract: its term, its coverage and its targets on a day."""
    view = session.current().desk.view
    moment = day(at) if at else today()
    contract = view.contract(slug)
    client = view.client(contract.client)
    data = contract_data(contract, moment) | {"client_name": client.name}
    give(data, lambda: _card(contract, client, moment), warnings=view.warnings)


def _card(contract: Contract, client: Client, moment: date) -> Words:
    parts: list[str | Table] = [
        Table([contract.slug, contract.title or word(contract.type)], _facts(contract, client, moment))
    ]
    if targets := targets_on(contract, moment):
        headings = [_("Priority"), _("Response"), _("Restoration"), _("On site")]
        width = 4 if any(target.onsite for target in targets) else 3
        parts += ["\n", Table(headings[:width], [target_row(target)[:width] for target in targets])]
    if contract.takeover:
        parts += ["\n", Table([_("Taken over"), full_date(contract.takeover.on)], _takeover(contract.takeover))]
    return parts


def _facts(contract: Contract, client: Client, moment: date) -> list[tuple[str, str]]:
    term = term_of(contract, moment)
    coverage = _("{coverage}, public holidays {zone}")
    facts = [
        (_("Client"), f"{client.name} ({client.id}), {word(client.legal)}"),
        (_("Type"), word(contract.type)),
        (_("State"), term_state_words(term.state)),
        (_("Term"), term_words(term)),
        (_("Renewal"), renewal_words(contract, term)),
        (_("Notice until"), full_date(term.notice_limit) if term.renews else ""),
        (_("Ends"), _("at the latest on {day}").format(day=full_date(term.final_end)) if term.final_end else ""),
        (_("Coverage"), coverage.format(coverage=coverage_on(contract, moment), zone=contract.holidays)),
        (_("Covers"), scope_words(contract.covers)),
        (_("Note"), contract.note or ""),
    ]
    return [fact for fact in facts if fact[1]]


def _takeover(takeover: Takeover) -> list[tuple[str, str]]:
    facts = [
        (_("Before"), takeover.previous or ""),
        (_("Audit"), takeover.audit or ""),
        *((_("Reservation"), text) for text in takeover.reservations),
        *((item.component, item.reservation or item.state) for item in takeover.items),
        (_("Level 1"), ", ".join(takeover.level1)),
    ]
    return [fact for fact in facts if fact[1]]
