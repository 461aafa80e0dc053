"""`celyactl preventive done`: a visit gone through, by options or point by point on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.options import At, Ref
from celyactl.cli.tickets.checking import DonePoints, EveryPoint, PointResults, gone_through
from celyactl.cli.tickets.telling import answer
from celyactl.cli.words import PublicWords
from celyactl.domain.entries.base import Check
from celyactl.domain.entries.field import PreventiveDone
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.services.prevention.making import Made, checklist_of, finish_visit

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket

app = Commands()


@app.write(
    example="celyactl preventive done 4F7K2QE --all --finding ipbx='Sauvegarde trop ancienne' 'Un point à suivre.'"
)
def done(
    ref: Ref,
    text: PublicWords = None,
    point: DonePoints = None,
    result: PointResults = None,
    everything: EveryPoint = False,
    finding: Annotated[
        list[str] | None,
        typer.Option(
            "--finding",
            metavar=marked("[COMPONENT=]TEXT"),
            help=marked("What has to be seen to: it becomes a ticket; repeatable."),
        ),
    ] = None,
    at: At = None,
) -> None:
    """Record that a visit was made: what was checked, and what it found; findings become tickets."""
    desk = session.current().desk
    points = checklist_of(desk.view, ref)
    title = _("Preventive visit")
    places, found = gone_through(title, points, point, result, everything=everything) if points else ([], {})
    results = tuple(
        Check(item=item, done=place in places, result=found.get(place)) for place, item in enumerate(points)
    )
    client = desk.view.client(desk.view.ticket(desk.view.resolve(ref, writing=True)).client)
    known = {component.id for component in client.components}
    made = Made(results, [_finding(one, known) for one in finding or ()], text)
    answer(finish_visit(desk.store, acting(), ref, made, desk.instant(at)), _said)


def _finding(text: str, components: set[str]) -> tuple[str, str | None]:
    """A text, and the component that it begins with, if the client has one of that name."""
    name, equals, rest = text.partition("=")
    return (rest.strip(), name.strip()) if equals and name.strip() in components else (text, None)


def _said(ticket: Ticket) -> str:
    *_others, made = (entry for entry in ticket.journal if isinstance(entry, PreventiveDone))
    checked = sum(check.done for check in made.results)
    count = len(made.results)
    text = ngettext("{ref}: visit made, {done} of {count} point", "{ref}: visit made, {done} of {count} points", count)
    line = text.format(ref=ticket.ref, done=checked, count=count)
    refs: list[Any] = [one.ref for one in made.findings]
    return _("{line}; to be seen to: {refs}").format(line=line, refs=", ".join(refs)) if refs else line
