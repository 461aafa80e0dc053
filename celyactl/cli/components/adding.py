"""`celyactl component add`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day
from celyactl.cli.clients.options import ClientName, Note
from celyactl.cli.commands import Commands
from celyactl.cli.components.data import component_data
from celyactl.cli.components.options import Ident
from celyactl.cli.options import AtSite
from celyactl.domain.words import ComponentKind, ComponentState
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.words import word

if TYPE_CHECKING:
    from celyactl.domain.client import Component

app = Commands()

_DATE = marked("DATE")
_TEXT = marked("TEXT")
Maker = Annotated[str | None, typer.Option("--maker", metavar=_TEXT, help=marked("Who makes it."))]
Product = Annotated[str | None, typer.Option("--product", metavar=_TEXT, help=marked("What product it is."))]
VersionNow = Annotated[str | None, typer.Option("--version", metavar=_TEXT, help=marked("Its present version."))]
Hosted = Annotated[bool, typer.Option("--hosted", help=marked("It is hosted elsewhere."))]
Service = Annotated[
    str | None,
    typer.Option("--service", metavar="ID", help=marked("The shared service of desk.yaml on which it runs.")),
]
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
Criticality = Annotated[
    Literal["low", "medium", "high"] | None,
    typer.Option("--criticality", help=marked("How much depends on it.")),
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
    site: AtSite = None,
    hosted: Hosted = False,
    service: Service = None,
    supplier: SupplierName = None,
    circuit: Circuit = None,
    technology: Technology = None,
    number: Numbers = None,
    serial: Serial = None,
    quantity: Quantity = None,
    criticality: Criticality = None,
    state: State = None,
    expires: Expires = None,
    end_of_life: EndOfLife = None,
    note: Note = None,
) -> None:
    """Add a component to a client's installation."""
    from celyactl.services.components import adding

    details = adding.ComponentDetails(
        product=product,
        maker=maker,
        site=site,
        hosted=hosted,
        service=service,
        supplier=supplier,
        circuit=circuit,
        technology=technology,
        numbers=number,
        serial=serial,
        quantity=quantity,
        criticality=criticality,
        state=state,
        expires=day(expires, upcoming=True),
        end_of_life=day(end_of_life, upcoming=True),
        note=note,
    )
    asked = adding.NewComponent(ident, kind, name, details, version)
    done = adding.add_component(session.current().desk.store, acting(), client, asked)
    answer(done, component_data(done.answer), lambda: _added(done.answer))


def _added(component: Component) -> str:
    return _("{id}: {kind}, {name}").format(id=component.id, kind=word(component.kind), name=component.name)
