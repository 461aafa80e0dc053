"""`celyactl ticket label|link|merge`: what a ticket is filed under, and what it has to do with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.options import At, Ref, WhyInternal
from celyactl.cli.ticket_data import ticket_data
from celyactl.cli.tickets import facts
from celyactl.cli.tickets.telling import answer, told
from celyactl.domain.words import LinkKind
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.words import word
from celyactl.services.tickets import relating

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket
    from celyactl.services.recording import Done

app = Commands()

Other = Annotated[str, typer.Argument(metavar="REF2", help=marked("The reference of the other ticket."))]


@app.write(example="celyactl ticket label 4F7K2QE +vip -a-rappeler", context_settings={"ignore_unknown_options": True})
def label(
    ref: Ref,
    labels: Annotated[
        list[str],
        typer.Argument(metavar=marked("+LABEL|-LABEL…"), help=marked("+ puts a label on, - takes it off.")),
    ],
    at: At = None,
) -> None:
    """Put labels on a ticket, or take them off."""
    told(ref, relating.label(labels), at, facts.labels)


@app.write(example="celyactl ticket link 4F7K2QE caused-by 9TM3W1S")
def link(
    ref: Ref,
    kind: Annotated[LinkKind, typer.Argument(metavar=marked("KIND"), help=marked("How it relates to the other one."))],
    other: Other,
    remove: Annotated[bool, typer.Option("--remove", help=marked("They are no longer linked."))] = False,
    at: At = None,
) -> None:
    """Link a ticket to another one: related, duplicate, follow-up, caused-by, parent."""
    desk = session.current().desk
    done = relating.link(desk.store, acting(), ref, kind, other, remove=remove, at=desk.instant(at))
    named = desk.view.resolve(other)
    answer(done, lambda ticket: _linked(ticket, kind, named, remove=remove))


def _linked(ticket: Ticket, kind: LinkKind, other: str, *, remove: bool) -> str:
    said = _("{ref}: no longer {kind} {other}") if remove else _("{ref}: {kind} {other}")
    return said.format(ref=ticket.ref, kind=word(kind), other=other)


@app.write(example="celyactl ticket merge 9TM3W1S --into 4F7K2QE")
def merge(
    ref: Ref,
    into: Annotated[
        str, typer.Option("--into", metavar="REF2", help=marked("The older ticket in which the story goes on."))
    ],
    text: WhyInternal = None,
    at: At = None,
) -> None:
    """Merge a ticket into an older one of the same client: it is cancelled as a duplicate, both keep their journals."""
    desk = session.current().desk
    done = relating.merge(desk.store, acting(), ref, into, text, at=desk.instant(at))
    _say(done)


def _say(done: Done[tuple[Ticket, Ticket]]) -> None:
    from celyactl.cli.acts import answer as give  # the other verbs show a ticket's clocks

    gone, kept = done.answer
    data = {"merged": ticket_data(gone), "into": ticket_data(kept)}
    line = _("{ref} is merged into {into}, which goes on; {ref} is cancelled as its duplicate")
    give(done, data, lambda: line.format(ref=gone.ref, into=kept.ref))
