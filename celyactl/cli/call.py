"""`celyactl call`: a telephone in one hand, one command in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.options import AtSite, OnComponents, Requester
from celyactl.cli.tickets.options import Caller, InFull, KindOf, Urgency
from celyactl.cli.tickets.telling import answer
from celyactl.cli.words import given
from celyactl.domain.spelling import spell
from celyactl.domain.words import Kind, Priority
from celyactl.errors.command_line import OptionOutOfPlace
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked
from celyactl.render.names import Names, reporter
from celyactl.services.telephone.calling import Call, repeated, take_call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.ticket import Ticket
    from celyactl.services.telephone.calling import Repeated

app = Commands()


@app.write(example="celyactl call '06 39 98 70 00' 'Plus aucun appel entrant' --component trunk-sip -1")
def call(
    number: Annotated[
        str,
        typer.Argument(
            metavar=marked("NUMBER"), help=marked("Who calls: a number in any notation, or a contact's name.")
        ),
    ],
    title: Annotated[
        str, typer.Argument(metavar=marked("TITLE"), help=marked("What is wrong, in a line."), callback=given)
    ],
    urgent: Annotated[bool, typer.Option("-1", help=marked("Priority P1."))] = False,
    priority: Urgency = None,
    contract: Annotated[
        str | None,
        typer.Option("--contract", metavar="SLUG", help=marked("Under which contract, when it is not clear.")),
    ] = None,
    caller: Caller = None,
    requester: Requester = None,
    site: AtSite = None,
    component: OnComponents = None,
    kind: KindOf = Kind.INCIDENT,
    text: InFull = None,
) -> None:
    """Take a call: a ticket, acknowledged and yours in one act; its reference is spelt."""
    if urgent and priority is not None:
        raise OptionOutOfPlace("-1", "--priority")
    desk = session.current().desk
    heard = Call(
        number=number,
        title=title,
        contract=contract,
        caller=caller,
        requester=requester,
        site=site,
        components=component or (),
        kind=kind,
        priority=Priority.P1 if urgent else priority or Priority.P3,
        text=text,
    )
    done = take_call(desk.store, acting(), desk.view, heard)
    again = repeated(desk.view, done.answer)
    answer(done, lambda ticket: _taken(ticket, again), more=_more(done.answer, again))


def _more(ticket: Ticket, again: Sequence[Repeated]) -> dict[str, Any]:
    code = ticket.ref[-7:]
    return {
        "spelt": spell(code, language()),
        "repeated": [{"component": one.component, "times": one.times, "before": one.before} for one in again],
    }


def _taken(ticket: Ticket, again: Sequence[Repeated]) -> str:
    view = session.current().desk.view
    names = Names(view.company, view.client(ticket.client))
    code = ticket.ref[-7:]
    who = reporter(names.contact(ticket.requester) if ticket.requester else "", ticket.caller)
    lines = [
        _("{ref}: {client}, {who}, {contract}").format(
            ref=ticket.ref, client=names.client, who=who or "-", contract=ticket.contract
        ),
        _("Say: {code}, {spelt}").format(code=code, spelt=spell(code, language())),
    ]
    said = _("{ordinal} time in 90 days on {component}: {refs}")
    lines += [
        said.format(ordinal=_ordinal(one.times), component=names.component(one.component), refs=", ".join(one.before))
        for one in again
    ]
    return "\n".join(lines)


def _ordinal(number: int) -> str:
    """Which time it is, as it begins a sentence."""
    words = {3: _("Third"), 4: _("Fourth"), 5: _("Fifth")}
    return words.get(number) or _("{n}th").format(n=number)
