"""`celyactl client contact add|edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.clients.options import ClientName, Language, Note, Phones
from celyactl.cli.commands import Commands
from celyactl.cli.record_data import contact_data
from celyactl.domain.words import Role
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services import clients
from celyactl.services.clients import ContactDetails

if TYPE_CHECKING:
    from celyactl.domain.client import Contact
    from celyactl.services.recording import Done

app = Commands()

Ident = Annotated[str, typer.Argument(metavar="ID", help=marked("The short name of the person."))]
Email = Annotated[str | None, typer.Option("--email", metavar=marked("ADDRESS"), help=marked("The e-mail address."))]
Roles = Annotated[list[Role] | None, typer.Option("--role", help=marked("What the person does; repeatable."))]
Sites = Annotated[
    list[str] | None, typer.Option("--site", metavar="ID", help=marked("At which site; repeatable, all by default."))
]


@app.write()
def add(
    client: ClientName,
    ident: Ident,
    name: Annotated[str, typer.Option("--name", metavar=marked("NAME"), help=marked("The whole name."))],
    email: Email = None,
    phone: Phones = None,
    role: Roles = None,
    site: Sites = None,
    language: Language = None,
    note: Note = None,
) -> None:
    """Add somebody at a client."""
    details = ContactDetails(name, email, phone, role, site, language, note)
    _answer(clients.add_contact(session.current().desk.store, acting(), client, ident, details))


@app.write()
def edit(
    client: ClientName,
    ident: Ident,
    name: Annotated[str | None, typer.Option("--name", metavar=marked("NAME"), help=marked("The whole name."))] = None,
    email: Email = None,
    phone: Phones = None,
    role: Roles = None,
    site: Sites = None,
    language: Language = None,
    note: Note = None,
) -> None:
    """Correct what is known of somebody; an empty value clears it, a list replaces the old one."""
    details = ContactDetails(name, email, phone, role, site, language, note)
    _answer(clients.edit_contact(session.current().desk.store, acting(), client, ident, details))


def _answer(done: Done[Contact]) -> None:
    contact = done.answer
    answer(done, contact_data(contact), lambda: _("{id}: {name}").format(id=contact.id, name=contact.name))
