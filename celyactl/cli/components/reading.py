"""`celyactl component list|show`: what a client's telephone system consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import today
from celyactl.cli.clients.options import ClientName
from celyactl.cli.commands import Commands
from celyactl.cli.components.data import component_data, end_data
from celyactl.cli.components.options import Client as ClientOrAll
from celyactl.cli.components.options import Ident, Where
from celyactl.cli.output import show as give
from celyactl.cli.pages import Sheet
from celyactl.cli.table import Table
from celyactl.domain.component_query import conditions, is_meant
from celyactl.domain.end_of_life import ends_of
from celyactl.domain.horizons import horizon
from celyactl.domain.words import ComponentKind, ComponentState
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.render.terminal.component import component_page
from celyactl.render.words import word
from celyactl.services.catalogue import client_named, clients
from celyactl.services.components.choosing import component_named, component_tickets

if TYPE_CHECKING:
    from celyactl.domain.client import Client, Component

app = Commands()


@app.command("list", example="celyactl component list acme --eol 12m")
def listing(
    client: ClientOrAll = None,
    kind: Annotated[ComponentKind | None, typer.Option("--kind", help=marked("Those of one kind."))] = None,
    where: Where = None,
    eol: Annotated[
        str | None,
        typer.Option(
            "--eol",
            metavar=marked("HORIZON"),
            help=marked("What ends before then, soonest first: 12m for twelve months, 90d, 2y, a day."),
        ),
    ] = None,
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
    if eol is not None:
        from celyactl.cli.components.ending import show_ends  # a list needs no announcements

        there = [(owner, one) for owner, one in found if one.state is not ComponentState.RETIRED]
        show_ends(view, there, horizon(eol, today()), today())
        return
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
            component.version or "-",
            component.site or "-",
            word(component.state),
        ]
        for owner, component in found
    ]
    return Table(headings, rows, spare=(5, 2, 4), flexible=(1, 3))


@app.command(example="celyactl component show acme ipbx")
def show(
    client: ClientName,
    ident: Ident,
) -> None:
    """Show a component: its versions and why it got them, what ends, its last tickets."""
    from celyactl.services.components.announcements import announced, remarks

    view = session.current().desk.view
    known = client_named(view, client)
    component = component_named(known, ident)
    ends = ends_of(component, announced())
    told = component_tickets(view, known, ident)
    data = {"client": known.id, "ends": [end_data(one) for one in ends], "tickets": [one.ref for one in told[0]]}
    give(
        data | component_data(component),
        lambda: Sheet(component_page(known, component, ends, told, Wall(session.current().desk.now))),
        warnings=[*view.warnings, *(remarks(today()) if any(one.source for one in ends) else ())],
    )
