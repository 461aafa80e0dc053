"""`celyactl client contact add|edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day
from celyactl.cli.clients.options import ClientName, Language, Note, Phones
from celyactl.cli.commands import Commands
from celyactl.cli.record_data import contact_data
from celyactl.domain.client import Training
from celyactl.domain.digests import Frequency
from celyactl.domain.words import Role
from celyactl.errors.level1 import TrainingEndsTooSoon, TrainingNotUnderstood
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.clients import changing
from celyactl.services.clients.changing import ContactDetails

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

Digest = Annotated[
    Frequency | None, typer.Option("--digest", help=marked("How often to be told by mail what is open and was done."))
]


@app.write(example="celyactl client contact add acme paul --name 'Paul Rey' --email paul@acme.example")
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
    digest: Digest = None,
) -> None:
    """Add somebody at a client."""
    details = ContactDetails(name, email, phone, role, site, language, note, digest=digest)
    _answer(changing.add_contact(session.current().desk.store, acting(), client, ident, details))


@app.write(example="celyactl client contact edit acme claire --role level1")
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
    digest: Digest = None,
    training: Annotated[
        list[str] | None,
        typer.Option(
            "--training",
            metavar=marked("TOPIC:DATE[:EXPIRES]"),
            help=marked("A training that was given, added to the others; repeatable."),
        ),
    ] = None,
) -> None:
    """Correct what is known of somebody; an empty value clears it, a list replaces the old one."""
    trained = [_training(text) for text in training or ()]
    details = ContactDetails(name, email, phone, role, site, language, note, trained or None, digest)
    _answer(changing.edit_contact(session.current().desk.store, acting(), client, ident, details))


def _answer(done: Done[Contact]) -> None:
    contact = done.answer
    answer(done, contact_data(contact), lambda: _("{id}: {name}").format(id=contact.id, name=contact.name))


def _training(text: str) -> Training:
    """`TOPIC:DATE[:EXPIRES]`; raises TrainingNotUnderstood, TrainingEndsTooSoon."""
    topic, _colon, dates = text.partition(":")
    given, _colon, ends = dates.partition(":")
    if not topic.strip() or not given.strip():
        raise TrainingNotUnderstood(text)
    on, expires = day(given), day(ends, upcoming=True) if ends.strip() else None
    if expires is not None and expires <= on:
        raise TrainingEndsTooSoon(text)
    return Training(topic=topic.strip(), on=on, expires=expires)
