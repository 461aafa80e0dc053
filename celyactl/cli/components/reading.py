"""`celyactl component list|show`: what a client's telephone system consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.clients.options import ClientName
from celyactl.cli.commands import Commands
from celyactl.cli.components.data import component_data
from celyactl.cli.components.options import Client as ClientOrAll
from celyactl.cli.components.options import Where
from celyactl.cli.output import show as give
from celyactl.cli.pages import Sheet
from celyactl.cli.table import Table
from celyactl.domain.component_query import conditions, is_meant
from celyactl.domain.words import ComponentKind
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.terminal.component import component_page
from celyactl.render.words import word
from celyactl.services.catalogue import client_named, clients
from celyactl.services.components import component_named

if TYPE_CHECKING:
    from celyactl.domain.client import Client, Component

app = Commands()


@app.command("list", example="celyactl component list acme")
def listing(
    client: ClientOrAll = None,
    kind: Annotated[ComponentKind | None, typer.Option("--kind", help=marked("Those of one kind."))] = None,
    where: Where = None,
) -> None:
    """List components."""
    view, wanted = session.current().desk.view, conditions(where or "")
    owners = [client_named(view, client)] if client else clients(view)
    found = [
        (owner, one)
        for owner in owners
        for one in owner.components
        if kind in {None, one.kind} and is_meant(owner, one, wanted)
    ]
    data = [{"client": owner.id} | component_data(component) for owner, component in found]
    give(data, lambda: _table(found), warnings=view.warnings)


def _table(found: list[tuple[Client, Component]]) -> str | Table:
    if not found:
        return _("No component. The first: celyactl component add CLIENT ID --kind KIND --name NAME")
    headings = [_("Component"), _("Client"), _("Kind"), _("Name"), _("Version"), _("Site"), _("State")]
    rows = [
        [
            component.id,
            owner.id,
            word(component.kind),
            component.name,
            component.versions[-1].version if component.versions else "-",
            component.site or "-",
            word(component.state),
        ]
        for owner, component in found
    ]
    return Table(headings, rows, spare=(5, 2, 4), flexible=(1, 3))


@app.command(example="celyactl component show acme ipbx")
def show(
    client: ClientName,
    ident: Annotated[str, typer.Argument(metavar="ID", help=marked("The short name of the component."))],
) -> None:
    """Show a component."""
    view = session.current().desk.view
    known = client_named(view, client)
    component = component_named(known, ident)
    give(
        {"client": known.id} | component_data(component),
        lambda: Sheet(component_page(known, component)),
        warnings=view.warnings,
    )
