"""`celyactl component`: what a client's telephone system consists of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day
from celyactl.cli.clients.options import ClientName, Note
from celyactl.cli.commands import Commands
from celyactl.cli.output import show as give
from celyactl.cli.pages import Sheet
from celyactl.cli.record_data import fields_of
from celyactl.cli.table import Table
from celyactl.domain.words import ComponentKind, ComponentState
from celyactl.errors.desk import UnknownComponent
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.terminal.component import component_page
from celyactl.render.words import word
from celyactl.services.catalogue import client_named, clients

if TYPE_CHECKING:
    from celyactl.domain.client import Client, Component

app = Commands()

_DATE = marked("DATE")
_TEXT = marked("TEXT")
Ident = Annotated[str, typer.Argument(metavar="ID", help=marked("The short name of the component."))]
Maker = Annotated[str | None, typer.Option("--maker", metavar=_TEXT, help=marked("Who makes it."))]
Product = Annotated[str | None, typer.Option("--product", metavar=_TEXT, help=marked("What product it is."))]
VersionNow = Annotated[str | None, typer.Option("--version", metavar=_TEXT, help=marked("Its present version."))]
Site = Annotated[str | None, typer.Option("--site", metavar="ID", help=marked("At which site."))]
Hosted = Annotated[bool, typer.Option("--hosted", help=marked("It is hosted elsewhere."))]
SupplierName = Annotated[
    str | None,
    typer.Option("--supplier", metavar=marked("NAME"), help=marked("The carrier or vendor; made when it is new.")),
]
Circuit = Annotated[str | None, typer.Option("--circuit", metavar=_TEXT, help=marked("The supplier's own reference."))]
Technology = Annotated[str | None, typer.Option("--technology", metavar=_TEXT, help=marked("SIP, ISDN, fibre…"))]
Numbers = Annotated[
    list[str] | None,
    typer.Option("--number", metavar=marked("PHONE"), help=marked("A telephone number that it carries; repeatable.")),
]
Serial = Annotated[str | None, typer.Option("--serial", metavar=_TEXT, help=marked("Its serial number."))]
Quantity = Annotated[
    int | None, typer.Option("--quantity", min=1, metavar=marked("NUMBER"), help=marked("How many of them."))
]
State = Annotated[ComponentState | None, typer.Option("--state", help=marked("Where it is in its life."))]
Expires = Annotated[
    str | None, typer.Option("--expires", metavar=_DATE, help=marked("When a certificate or licence expires."))
]
EndOfLife = Annotated[
    str | None, typer.Option("--end-of-life", metavar=_DATE, help=marked("From when its maker no longer helps."))
]


@app.write(example="celyactl component add acme passerelle --kind gateway --name Passerelle")
def add(
    client: ClientName,
    ident: Ident,
    kind: Annotated[ComponentKind, typer.Option("--kind", help=marked("What it is."))],
    name: Annotated[str, typer.Option("--name", metavar=marked("NAME"), help=marked("What people call it."))],
    product: Product = None,
    maker: Maker = None,
    version: VersionNow = None,
    site: Site = None,
    hosted: Hosted = False,
    supplier: SupplierName = None,
    circuit: Circuit = None,
    technology: Technology = None,
    number: Numbers = None,
    serial: Serial = None,
    quantity: Quantity = None,
    state: State = None,
    expires: Expires = None,
    end_of_life: EndOfLife = None,
    note: Note = None,
) -> None:
    """Add a component to a client's installation."""
    from celyactl.services.installation import (  # noqa: PLC0415 - a list needs none of it
        ComponentDetails,
        NewComponent,
        add_component,
    )

    details = ComponentDetails(
        product=product,
        maker=maker,
        site=site,
        hosted=hosted,
        supplier=supplier,
        circuit=circuit,
        technology=technology,
        numbers=number,
        serial=serial,
        quantity=quantity,
        state=state,
        expires=_upcoming(expires),
        end_of_life=_upcoming(end_of_life),
        note=note,
    )
    asked = NewComponent(ident, kind, name, details, version)
    done = add_component(session.current().desk.store, acting(), client, asked)
    component = done.answer
    answer(
        done,
        _data(component),
        lambda: _("{id}: {kind}, {name}").format(id=component.id, kind=word(component.kind), name=component.name),
    )


def _upcoming(text: str | None) -> date | None:
    return day(text, upcoming=True) if text else None


@app.command("list", example="celyactl component list acme")
def listing(
    client: Annotated[
        str | None, typer.Argument(metavar="[CLIENT]", help=marked("The id or the name of the client; all by default."))
    ] = None,
    kind: Annotated[ComponentKind | None, typer.Option("--kind", help=marked("Those of one kind."))] = None,
) -> None:
    """List components."""
    view = session.current().desk.view
    owners = [client_named(view, client)] if client else clients(view)
    found = [(known, one) for known in owners for one in known.components if kind in {None, one.kind}]
    data = [{"client": known.id} | _data(component) for known, component in found]
    give(data, lambda: _table(found), warnings=view.warnings)


def _table(found: list[tuple[Client, Component]]) -> str | Table:
    if not found:
        return _("No component. The first: celyactl component add CLIENT ID --kind KIND --name NAME")
    headings = [_("Component"), _("Client"), _("Kind"), _("Name"), _("Version"), _("Site"), _("State")]
    rows = [
        [
            component.id,
            known.id,
            word(component.kind),
            component.name,
            _version(component),
            component.site or "-",
            word(component.state),
        ]
        for known, component in found
    ]
    return Table(headings, rows, spare=(5, 2, 4), flexible=(1, 3))


@app.command(example="celyactl component show acme ipbx")
def show(client: ClientName, ident: Ident) -> None:
    """Show a component."""
    view = session.current().desk.view
    known = client_named(view, client)
    components = {component.id: component for component in known.components}
    if ident not in components:
        raise UnknownComponent(ident, list(components), known.id)
    component = components[ident]
    give(
        {"client": known.id} | _data(component), lambda: Sheet(component_page(known, component)), warnings=view.warnings
    )


def _data(component: Component) -> dict[str, Any]:
    version = component.versions[-1].version if component.versions else None
    return fields_of(component) | {"version": version}


def _version(component: Component) -> str:
    return component.versions[-1].version if component.versions else "-"
