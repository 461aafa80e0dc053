"""`celyactl operation plan`: a new operation, or another window for one that is there."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.interventions.options import Begins, Ends, window
from celyactl.cli.operations.telling import answered
from celyactl.cli.options import AtSite, OnComponents
from celyactl.cli.words import given
from celyactl.domain.words import Kind, Priority
from celyactl.errors.command_line import OptionOutOfPlace, ValueNeeded
from celyactl.i18n import marked
from celyactl.services.operations.telling import Works, plan_again, plan_new
from celyactl.services.tickets.opening import Report

app = Commands()

_TEXT: Final = marked("TEXT")


@app.write(
    example="celyactl operation plan --contract acme-2026 --title 'Mise à jour' --start '2026-12-01 19:00' --end 21:00"
)
def plan(
    start: Begins,
    end: Ends,
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help=marked("An operation that is there, for another window."))
    ] = None,
    contract: Annotated[
        str | None, typer.Option("--contract", metavar="SLUG", help=marked("Under which contract."))
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar=_TEXT, help=marked("What is to be done, in a line."), callback=given),
    ] = None,
    component: OnComponents = None,
    site: AtSite = None,
    requester: Annotated[
        str | None, typer.Option("--requester", metavar="ID", help=marked("For which contact."))
    ] = None,
    technician: Annotated[
        str | None, typer.Option("--technician", metavar=marked("WHO"), help=marked("Who does it."))
    ] = None,
    risk: Annotated[
        str | None, typer.Option("--risk", metavar=_TEXT, help=marked("What may go wrong."), callback=given)
    ] = None,
    rollback: Annotated[
        str | None, typer.Option("--rollback", metavar=_TEXT, help=marked("The way back."), callback=given)
    ] = None,
) -> None:
    """Plan an operation: a ticket of its own, its window, what it touches, the risk and the way back."""
    begins, ends = window(start, end, upcoming=True)
    works = Works(begins, ends, component or (), risk, rollback, technician)
    store = session.current().desk.store
    if ref is not None:
        if contract or title:
            raise OptionOutOfPlace("REF", "--contract" if contract else "--title")
        answered(plan_again(store, acting(), ref, works))
        return
    if not contract or not title:
        needed = {"--contract": contract, "--title": title}
        raise ValueNeeded(", ".join(name for name, value in needed.items() if not value))
    about = Report(
        contract, title, Kind.OPERATION, Priority.P4, requester=requester, site=site, components=works.components
    )
    answered(plan_new(store, acting(), about, works))
