"""`celyactl client new|list|show|edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.clients.options import ClientName, Language, Phones
from celyactl.cli.commands import Commands
from celyactl.cli.editing import File, Sets, edited
from celyactl.cli.output import show as give
from celyactl.cli.record_data import client_data, term_of
from celyactl.cli.table import Table
from celyactl.domain.words import Legal
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.words import term_state_words, word
from celyactl.services import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.cli.output import Words
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract

app = Commands()


@app.write()
def new(
    name: Annotated[str, typer.Argument(metavar=marked("NAME"), help=marked("The name of the company."))],
    ident: Annotated[
        str | None, typer.Option("--id", metavar="ID", help=marked("Its short name; made from its name by default."))
    ] = None,
    legal: Annotated[Legal, typer.Option("--legal", help=marked("Its legal status."))] = Legal.PROFESSIONAL,
    registration: Annotated[
        str | None, typer.Option("--registration", metavar=marked("NUMBER"), help=marked("Its SIREN or SIRET."))
    ] = None,
    language: Language = None,
    phone: Phones = None,
    domain: Annotated[
        list[str] | None,
        typer.Option("--domain", metavar=marked("DOMAIN"), help=marked("From where its people write; repeatable.")),
    ] = None,
) -> None:
    """Take a client on, without a contract yet."""
    from celyactl.services import clients  # noqa: PLC0415 - a list needs none of it

    asked = clients.NewClient(name, ident, legal, registration, language, phone or (), domain or ())
    done = clients.new_client(session.current().desk.store, acting(), asked)
    client = done.answer
    answer(done, client_data(client), lambda: _("{name} is a client: {id}").format(name=client.name, id=client.id))


@app.command("list")
def listing() -> None:
    """List the clients."""
    view = session.current().desk.view
    known = list(catalogue.clients(view))
    contracts: dict[str, list[str]] = {}
    for contract in catalogue.contracts(view):
        contracts.setdefault(contract.client, []).append(contract.slug)
    data = [_summary(client, contracts.get(client.id, [])) for client in known]
    give(data, lambda: _table(known, contracts), warnings=view.warnings)


def _summary(client: Client, contracts: list[str]) -> dict[str, object]:
    counts = {"sites": len(client.sites), "contacts": len(client.contacts), "components": len(client.components)}
    return {"id": client.id, "name": client.name, "legal": client.legal, "contracts": contracts, **counts}


def _table(known: list[Client], contracts: dict[str, list[str]]) -> str | Table:
    if not known:
        return _("No client yet. The first: celyactl contract new SLUG --client NAME")
    headings = [_("Client"), _("Name"), _("Contracts"), _("Sites"), _("People"), _("Components")]
    rows = [
        [
            client.id,
            client.name,
            ", ".join(contracts.get(client.id, [])) or "-",
            str(len(client.sites)),
            str(len(client.contacts)),
            str(len(client.components)),
        ]
        for client in known
    ]
    return Table(headings, rows)


@app.command()
def show(client: ClientName) -> None:
    """Show a client: its sites, its people, its contracts."""
    desk = session.current().desk
    view, today = desk.view, desk.now.date()
    known = catalogue.client_named(view, client)
    contracts = list(catalogue.contracts(view, known.id))
    states = {contract.slug: term_of(contract, today).state for contract in contracts}
    data = client_data(known) | {"contracts": [{"slug": slug, "state": state} for slug, state in states.items()]}
    give(data, lambda: _card(known, contracts, states), warnings=view.warnings)


def _card(client: Client, contracts: list[Contract], states: Mapping[str, str]) -> Words:
    facts = [
        (_("Status"), word(client.legal)),
        (_("Registration"), client.registration or ""),
        (_("Telephone"), ", ".join(client.phones)),
        (_("Domains"), ", ".join(client.domains)),
        (_("Note"), client.note or ""),
    ]
    parts: list[str | Table] = [Table([client.id, client.name], [fact for fact in facts if fact[1]])]
    if contracts:
        rows = [[one.slug, word(one.type), term_state_words(states[one.slug])] for one in contracts]
        parts += ["\n", Table([_("Contract"), _("Type"), _("State")], rows)]
    if client.sites:
        rows = [[site.id, site.name, site.city or "-", ", ".join(site.phones) or "-"] for site in client.sites]
        parts += ["\n", Table([_("Site"), _("Name"), _("Town"), _("Telephone")], rows)]
    if client.contacts:
        parts += ["\n", _people(client)]
    return parts


def _people(client: Client) -> Table:
    rows = [
        [
            contact.id,
            contact.name,
            ", ".join(map(word, contact.roles)) or "-",
            ", ".join(contact.phones) or "-",
            contact.email or "-",
            _("left on {day}").format(day=contact.left) if contact.left else "",
        ]
        for contact in client.contacts
    ]
    return Table([_("Person"), _("Name"), _("Roles"), _("Telephone"), _("E-mail"), ""], rows)


@app.write()
def edit(client: ClientName, sets: Sets = None, file: File = None) -> None:
    """Edit the file of a client, by field or as a text."""
    from celyactl.services.editing import client_file  # noqa: PLC0415 - a list needs none of it

    subject = client_file(session.current().desk.view, client)
    done = edited(subject, f"celyactl client edit {subject.name}", sets, file)
    answer(done, client_data(done.answer), lambda: _("{id}: recorded").format(id=done.answer.id))
