"""`celyactl client site add|edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.clients.options import ClientName, Phones
from celyactl.cli.commands import Commands
from celyactl.cli.record_data import fields_of
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.clients import changing
from celyactl.services.clients.changing import SiteDetails

if TYPE_CHECKING:
    from celyactl.domain.client import Site
    from celyactl.services.recording import Done

app = Commands()

Ident = Annotated[str, typer.Argument(metavar="ID", help=marked("The short name of the site."))]
Address = Annotated[str | None, typer.Option("--address", metavar=marked("TEXT"), help=marked("Number and street."))]
Postcode = Annotated[str | None, typer.Option("--postcode", metavar=marked("TEXT"), help=marked("The postcode."))]
City = Annotated[str | None, typer.Option("--city", metavar=marked("NAME"), help=marked("The town."))]
Holidays = Annotated[
    str | None,
    typer.Option("--holidays", metavar=marked("ZONE"), help=marked("Its public holidays, if not the contract's.")),
]
Access = Annotated[str | None, typer.Option("--access", metavar=marked("TEXT"), help=marked("How one gets in."))]


@app.write(example="celyactl client site add acme annexe --name Annexe --city Metz")
def add(
    client: ClientName,
    ident: Ident,
    name: Annotated[str, typer.Option("--name", metavar=marked("NAME"), help=marked("What it is called."))],
    address: Address = None,
    postcode: Postcode = None,
    city: City = None,
    phone: Phones = None,
    holidays: Holidays = None,
    access: Access = None,
) -> None:
    """Add a place of a client."""
    details = SiteDetails(name, address, postcode, city, phone, holidays, access)
    _answer(changing.add_site(session.current().desk.store, acting(), client, ident, details))


@app.write(example="celyactl client site edit acme siege --name 'Siège social'")
def edit(
    client: ClientName,
    ident: Ident,
    name: Annotated[
        str | None, typer.Option("--name", metavar=marked("NAME"), help=marked("What it is called."))
    ] = None,
    address: Address = None,
    postcode: Postcode = None,
    city: City = None,
    phone: Phones = None,
    holidays: Holidays = None,
    access: Access = None,
) -> None:
    """Correct what is known of a place; an empty value clears it, a list replaces the old one."""
    details = SiteDetails(name, address, postcode, city, phone, holidays, access)
    _answer(changing.edit_site(session.current().desk.store, acting(), client, ident, details))


def _answer(done: Done[Site]) -> None:
    site = done.answer
    answer(done, fields_of(site), lambda: _("{id}: {name}").format(id=site.id, name=site.name))
