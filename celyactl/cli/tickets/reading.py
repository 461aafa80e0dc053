"""`celyactl ticket show|summary`: what a technician sees of a ticket, and what its client should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.options import Ref
from celyactl.cli.output import show as answer
from celyactl.cli.pages import Sheet
from celyactl.cli.progress import Bar
from celyactl.cli.sla_data import clock_data
from celyactl.cli.ticket_data import ticket_data
from celyactl.domain.operations import operation_of
from celyactl.domain.presence import at_work
from celyactl.domain.turn import our_turn_since
from celyactl.domain.visits import unrecorded_visits
from celyactl.i18n import Language, marked
from celyactl.i18n import gettext as _
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.terminal.ticket import TicketFacts, ticket_page
from celyactl.services.sla import Cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.desk import Desk
    from celyactl.domain.clocks import Clock
    from celyactl.services.sla import Case

app = Commands()


@app.command(example="celyactl ticket show 4F7K2QE")
def show(ref: Ref) -> None:
    """Show a ticket: whose turn it is, what its clocks say, its journal."""
    desk = session.current().desk
    with Bar(_("Indexing")) as bar:
        case = Cases(desk.view, bar).named(ref)
    clocks = case.clocks(desk.now)
    facts = _facts(desk, case, clocks)
    data = ticket_data(case.ticket) | {
        "clocks": [clock_data(clock) for clock in clocks],
        "at_work": facts.colleague._asdict() if facts.colleague else None,
    }
    answer(data, lambda: Sheet(ticket_page(facts, Wall(desk.now))), warnings=desk.view.warnings)


def _facts(desk: Desk, case: Case, clocks: Sequence[Clock]) -> TicketFacts:
    return TicketFacts(
        ticket=case.ticket,
        story=case.story,
        clocks=clocks,
        names=Names(desk.view.company, case.client),
        contract=case.contract,
        coverage=case.coverage(desk.now),
        turn_since=our_turn_since(case.story),
        visits=unrecorded_visits(case.story),
        operation=operation_of(case.story),
        closes_at=case.closes_at,
        colleague=at_work(case.story, desk.now, desk.who(session.current().actor)),
    )


@app.command(example="celyactl ticket summary 4F7K2QE")
def summary(
    ref: Ref,
    language: Annotated[
        Language | None,
        typer.Option("--language", help=marked("The language of the summary; the client's by default.")),
    ] = None,
    form: Annotated[
        Literal["txt", "html"], typer.Option("--format", help=marked("Plain text, or a page of HTML."))
    ] = "txt",
) -> None:
    """Show a ticket as its client should see it: in everyday words, without anything internal."""
    from celyactl.services.tickets.summary import language_of, summarise  # `show` needs no templates

    desk = session.current().desk
    with Bar(_("Indexing")) as bar:
        case = Cases(desk.view, bar).named(ref)
    spoken = language or language_of(desk.view, case)
    text = summarise(desk.view, case, desk.now, spoken, form)
    data = {"ref": case.ticket.ref, "language": spoken, "format": form, "text": text}
    answer(data, lambda: text, warnings=desk.view.warnings)
