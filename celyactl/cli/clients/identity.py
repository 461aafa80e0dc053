"""`celyactl client new|list|show|edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, today
from celyactl.cli.clients.options import ClientName, Language, Phones
from celyactl.cli.commands import Commands
from celyactl.cli.editing import File, Sets, edited
from celyactl.cli.output import show as give
from celyactl.cli.pages import Sheet
from celyactl.cli.record_data import client_data
from celyactl.cli.table import Table
from celyactl.domain.in_force import term_of
from celyactl.domain.words import Legal
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.terminal.client import client_page
from celyactl.services import catalogue
from celyactl.store.layout import client_path

if TYPE_CHECKING:
    from celyactl.domain.client import Client

app = Commands()


@app.write(example="celyactl client new 'Villa des Pins'")
def new(
    name: Annotated[str, typer.Argument(metavar=marked("NAME"), help=marked("The name of the company."))],
    ident: Annotated[
        str | None, typer.Option("--id", metavar="ID", help=marked("Its short name; made from its name by default."))
    ] = None,
    legal: Annotated[Legal, typer.Option("--legal", help=marked("Its legal status."))] = Legal.PROFESSIONAL,
    registration: Annotated[
        str | None, typer.Option("--registration", metavar=marked("SIREN"), help=marked("Its SIREN or SIRET."))
    ] = None,
    language: Language = None,
    phone: Phones = None,
    domain: Annotated[
        list[str] | None,
        typer.Option("--domain", metavar=marked("DOMAIN"), help=marked("From where its people write; repeatable.")),
    ] = None,
) -> None:
    """Take a client on, without a contract yet."""
    from celyactl.services.clients import changing

    asked = changing.NewClient(name, ident, legal, registration, language, phone or (), domain or ())
    done = changing.new_client(session.current().desk.store, acting(), asked)
    client = done.answer
    answer(done, client_data(client), lambda: _("{name} is a client: {id}").format(name=client.name, id=client.id))


@app.command("list", example="celyactl client list")
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
    return Table(headings, rows, spare=(5, 4, 3), flexible=(1, 2))


@app.command(example="celyactl client show acme")
def show(client: ClientName) -> None:
    """Show a client: its sites, its people, its contracts."""
    view, now = session.current().desk.view, today()
    known = catalogue.client_named(view, client)
    catalogue.heed_edits(view, client_path(known.id))
    contracts = list(catalogue.contracts(view, known.id))
    states = {contract.slug: term_of(contract, now).state for contract in contracts}
    data = client_data(known) | {"contracts": [{"slug": slug, "state": state} for slug, state in states.items()]}
    give(data, lambda: Sheet(client_page(known, contracts, now)), warnings=view.warnings)


@app.write(example="celyactl client edit acme --set name='Acme SAS'")
def edit(client: ClientName, sets: Sets = None, file: File = None) -> None:
    """Edit the file of a client, by field or as a text."""
    from celyactl.services.editing import client_file

    subject = client_file(session.current().desk.view, client)
    done = edited(subject, f"celyactl client edit {subject.name}", sets, file)
    answer(done, client_data(done.answer), lambda: _("{id}: recorded").format(id=done.answer.id))
