"""`celyactl component replace`: a spare, a loan, another device: states, serial numbers and the ticket in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.clients.options import ClientName
from celyactl.cli.commands import Commands
from celyactl.cli.components.data import component_data
from celyactl.cli.components.options import OnTicket, Said
from celyactl.cli.options import At, Public
from celyactl.domain.words import ComponentState
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.words import word
from celyactl.services.components.replacing import Swap, Swapped, replace_component

if TYPE_CHECKING:
    from celyactl.domain.client import Component

app = Commands()

_TEXT = marked("TEXT")


@app.write("replace", example="celyactl component replace acme ipbx --serial-in SRV-0051 --old rma --ticket 4F7K2QE")
def exchange(
    client: ClientName,
    ident: Annotated[str, typer.Argument(metavar="ID", help=marked("Which component is taken out."))],
    other: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="ID",
            help=marked("The component that takes its place, a spare say; without it, another device does."),
        ),
    ] = None,
    serial_in: Annotated[
        str | None, typer.Option("--serial-in", metavar=_TEXT, help=marked("The serial number of what goes in."))
    ] = None,
    serial_out: Annotated[
        str | None,
        typer.Option("--serial-out", metavar=_TEXT, help=marked("That of what comes out, if not on record.")),
    ] = None,
    old: Annotated[
        Literal["spare", "rma", "retired"],
        typer.Option("--old", help=marked("Where the component taken out goes, when another takes its place.")),
    ] = "retired",
    loan: Annotated[bool, typer.Option("--loan", help=marked("What goes in is lent, and comes back."))] = False,
    version: Annotated[
        str | None, typer.Option("--version", metavar=_TEXT, help=marked("The version of what goes in."))
    ] = None,
    ticket: OnTicket = None,
    text: Said = None,
    public: Public = False,
    at: At = None,
) -> None:
    """Put a spare, a loan or another device in the place of a component."""
    desk = session.current().desk
    state = ComponentState(old)
    swap = Swap(ident, other, serial_in, serial_out, state, loan, version, ticket, text, public)
    done = replace_component(desk.store, acting(), client, swap, desk.instant(at))
    made = done.answer
    data = {"client": made.client.id, "out": component_data(made.out), "in": component_data(made.into)}
    answer(done, data, lambda: _line(made))


def _line(made: Swapped) -> str:
    said = _("{old} replaced by {new}, a new component") if made.is_new else _("{old} replaced by {new}")
    said = said.format(old=_named(made.out), new=_named(made.into))
    if made.out.id == made.into.id:
        return said
    return _("{line}; {old} is now: {state}").format(line=said, old=made.out.id, state=word(made.out.state))


def _named(component: Component) -> str:
    return f"{component.id} ({component.serial})" if component.serial else component.id
