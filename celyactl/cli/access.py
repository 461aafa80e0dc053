"""`celyactl access create|list|revoke|rotate`: a code is shown once, when it is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day, today
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.domain.language import language_for
from celyactl.errors.components import NoExtranetAddress
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.services.clients.access_codes import Held
    from celyactl.services.recording import Done

app = Commands()

Public = Annotated[
    str, typer.Argument(metavar="CODE", help=marked("Its eight public characters; a whole code does as well."))
]
Expires = Annotated[
    str | None,
    typer.Option("--expires", metavar=marked("DATE"), help=marked("The first day on which it no longer opens.")),
]

Card = Annotated[
    Path | None,
    typer.Option(
        "--card", metavar=marked("FILE"), help=marked("A page to pin on the wall, as PDF: code, address, telephone.")
    ),
]


@app.write(example="celyactl access create acme-2026 --contact claire")
def create(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help=marked("A contract of the client."))],
    contact: Annotated[str, typer.Option("--contact", metavar="ID", help=marked("Whose code it is."))],
    label: Annotated[
        str | None, typer.Option("--label", metavar=marked("TEXT"), help=marked("What the code is called."))
    ] = None,
    expires: Expires = None,
    card: Card = None,
) -> None:
    """Give a contact an access code for the extranet; it is shown once."""
    from celyactl.services.clients import access_codes

    asked = access_codes.Asked(label, day(expires, upcoming=True))
    _given(lambda: access_codes.create(session.current().desk.store, acting(), slug, contact, asked), card)


@app.command("list", example="celyactl access list acme-2026")
def listing(
    slug: Annotated[
        str | None,
        typer.Argument(metavar="[SLUG]", help=marked("Of the client of this contract; of all by default.")),
    ] = None,
) -> None:
    """List the access codes, ended ones too; their secrets are nowhere."""
    from celyactl.services.clients import access_codes

    view = session.current().desk.view
    found = list(access_codes.listed(view, view.contract(slug).client if slug else None))
    show([_data(held) for held in found], lambda: _table(found), warnings=view.warnings)


@app.write(example="celyactl access revoke 4F7K2QE8")
def revoke(code: Public) -> None:
    """Let a code open nothing from now on."""
    from celyactl.services.clients import access_codes

    done = access_codes.revoke(session.current().desk.store, acting(), code)
    held, text = done.answer, _("{public} opens nothing from now on: {name} has to use another code")
    answer(done, _data(held), lambda: text.format(public=held.code.lookup, name=held.contact.name))


@app.write(example="celyactl access rotate 4F7K2QE8")
def rotate(code: Public, expires: Expires = None, card: Card = None) -> None:
    """Give a contact a new code in the place of this one; it is shown once."""
    from celyactl.services.clients import access_codes

    _given(lambda: access_codes.rotate(session.current().desk.store, acting(), code, day(expires, upcoming=True)), card)


def _given(give: Callable[[], Done[Held]], card: Path | None) -> None:
    """Give a code and show it; its card's place is proved before, as a code that nobody saw is lost.

    Raises NoExtranetAddress for a card that would not say where the code opens anything.
    """
    if card and not session.current().desk.view.company.brand.extranet:
        raise NoExtranetAddress
    if card is None or session.current().dry_run:
        done = give()
    else:
        from celyactl.cli.files import saving  # for cards only

        with saving(card) as stream:
            done = give()
            stream.write(_card(done.answer))
    data = _data(done.answer) | {"code": _code(done.answer), "card": str(card) if card else None}
    answer(done, data, lambda: _handed_over(done.answer, card))


def _card(held: Held) -> bytes:
    from celyactl.i18n import spoken  # for cards only
    from celyactl.render.access_card import access_card  # for cards only

    desk = session.current().desk
    company, when = desk.view.company, (desk.now, desk.view.commit)
    tongue = language_for(company, held.client, held.contact)
    return spoken(tongue, lambda: access_card(company, held.client, held.contact, _code(held) or "", when))


def _code(held: Held) -> str | None:
    return str(held.shown) if held.shown else None


def _data(held: Held) -> dict[str, Any]:
    """A code for programs, without anything that opens."""
    code = held.code
    return {
        "public": code.lookup,
        "client": held.client.id,
        "contact": held.contact.id,
        "label": code.label,
        "created": code.created,
        "expires": code.expires,
        "revoked": code.revoked,
        "state": _state(held),
    }


def _state(held: Held) -> str:
    from celyactl.domain import access

    if held.code.revoked is not None:
        return "revoked"
    if not held.contact.is_there(today()):
        return "gone"
    return "open" if access.opens(held.code, today()) else "expired"


def _handed_over(held: Held, card: Path | None) -> str:
    if held.shown is None:
        return _("a code for {name}").format(name=held.contact.name)
    lines = [
        _("Access code for {name}: {code}").format(name=held.contact.name, code=held.shown),
        _("It is shown this once only; lost, `celyactl access rotate {public}` makes another.").format(
            public=held.code.lookup
        ),
    ]
    if card:
        lines.append(_("The card for the wall: {path}").format(path=card))
    return "\n".join(lines)


def _table(found: Sequence[Held]) -> Table | str:
    if not found:
        return _("No access code yet. The first: celyactl access create SLUG --contact ID")
    states = {"open": _("opens"), "revoked": _("revoked"), "expired": _("ran out"), "gone": _("contact gone")}
    headings = [_("Code"), _("Client"), _("Person"), _("Made on"), _("Expires on"), _("State"), _("Label")]
    rows = [
        [
            held.code.lookup,
            held.client.id,
            held.contact.name,
            full_date(held.code.created.date()),
            full_date(held.code.expires) if held.code.expires else "-",
            states[_state(held)],
            held.code.label or "-",
        ]
        for held in found
    ]
    return Table(headings, rows, spare=(6, 3, 4), flexible=(2, 6))
