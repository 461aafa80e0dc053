"""`celyactl ticket checks`: a checklist gone through, by options or point by point on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import prompts, session
from celyactl.cli.commands import Commands
from celyactl.cli.options import At, Ref
from celyactl.cli.terminal import can_ask, visible
from celyactl.cli.tickets.telling import told
from celyactl.errors.command_line import OptionOutOfPlace, ValueNeeded
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.tickets import checklists

if TYPE_CHECKING:
    from collections.abc import Sequence

app = Commands()

_YES: Final = frozenset({"o", "y"})
DonePoints = Annotated[
    list[str] | None,
    typer.Option(
        "--done", metavar=marked("POINT"), help=marked("A point that is done: number or beginning; repeatable.")
    ),
]
PointResults = Annotated[
    list[str] | None,
    typer.Option(
        "--result", metavar=marked("POINT=TEXT"), help=marked("What was found at a point, done too; repeatable.")
    ),
]
EveryPoint = Annotated[bool, typer.Option("--all", help=marked("Every point is done."))]


@app.write(
    example="celyactl ticket checks 4F7K2QE --list trunk --done 1 --done 2 --result '3=403 Forbidden à chaque REGISTER'"
)
def checks(
    ref: Ref,
    name: Annotated[
        str | None,
        typer.Option("--list", metavar="ID", help=marked("Which checklist; the one for its components by default.")),
    ] = None,
    done: DonePoints = None,
    result: PointResults = None,
    everything: EveryPoint = False,
    at: At = None,
) -> None:
    """Record what was checked, point by point of one of the desk's checklists."""
    view = session.current().desk.view
    chosen = checklists.checklist_for(view, view.ticket(view.resolve(ref, writing=True)), name)
    places, found = gone_through(chosen.title, chosen.items, done, result, everything=everything)
    told(ref, checklists.go_through(chosen, places, found), at)


def gone_through(
    title: str, items: Sequence[str], done: Sequence[str] | None, result: Sequence[str] | None, *, everything: bool
) -> tuple[list[int], dict[int, str]]:
    """The places, from 0, of the points that are done, and what was found at some: as typed, else as asked for.

    Raises OptionOutOfPlace, NoSuchPoint; ValueNeeded where nothing was typed and nobody can be asked.
    """
    if everything and done:
        raise OptionOutOfPlace("--done", "--all")
    if not (everything or done or result):
        return _asked(title, items)
    return _given(items, done or (), result or (), everything=everything)


def _given(
    items: Sequence[str], done: Sequence[str], results: Sequence[str], *, everything: bool
) -> tuple[list[int], dict[int, str]]:
    found = dict[int, str]()
    for assignment in results:
        point, _equals, text = assignment.partition("=")
        found[checklists.point_of(items, point.strip())] = text.strip()
    places = range(len(items)) if everything else [checklists.point_of(items, text) for text in done]
    return [*places, *found], {place: text for place, text in found.items() if text}


def _asked(title: str, items: Sequence[str]) -> tuple[list[int], dict[int, str]]:
    """Each point put to the person: `o`, `n`, or what was found."""
    if not can_ask():
        raise ValueNeeded("--done, --result, --all")
    sys.stderr.write(visible(title) + "\n" + _("Answer o (done), n (not done), or what you found.") + "\n")
    done, results = [], dict[int, str]()
    for place, item in enumerate(items):
        said = prompts.ask("--done", visible(f"{place + 1}/{len(items)} {item} :"))
        if said.casefold() in _YES:
            done.append(place)
        elif said.casefold() != "n":
            done.append(place)
            results[place] = said
    return done, results
